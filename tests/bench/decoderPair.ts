import { basename, dirname } from 'node:path'
import { performance } from 'node:perf_hooks'
import {
  BaseStreamer,
  DynamicCache,
  env,
  Tensor,
  type TextStreamer,
  VoxtralForConditionalGeneration,
} from '@huggingface/transformers'
import { loadVoxtral } from '../../src-main/engine/listeners/voxtral/voxtralModel'
import { plainAttention } from '../../src-main/engine/onnx/plainAttention'
import type { NextLogits } from '../../src-main/engine/listeners/voxtral/stepLogits'
import { TokenSampler } from '../../src-main/engine/listeners/voxtral/sampleToken'
import { config as configSchema } from '../../src-preload/contract'
import { countCrossings } from './crossings'
import { ownTime } from './ownTime'

/** One answer to a prompt. */
export interface DecodeRun {
  /** From the call to the first token. */
  readonly firstMs: number
  /** Between tokens. */
  readonly stepsMs: readonly number[]
  /** Bytes a step that runs read from and wrote to JavaScript's memory: on a card they cross the bus. */
  readonly stepBytes: number
}

export interface OwnDecodeRun extends DecodeRun {
  /** Time a token in which the engine's own thread was busy with anything but a native run; NaN when not watched. */
  readonly ownMs: number
}

/** What the peer keeps of a prompt, and its tokens, with which the next prompt has to begin. */
export interface PeerPast {
  readonly cache: Record<string, Tensor>
  readonly tokens: readonly number[]
}

export interface PeerDecodeRun extends DecodeRun {
  readonly past: PeerPast
}

/** Parley's decoder and that of transformers.js on the same files. Both embed, run and choose greedily. */
export interface DecoderPair {
  /**
   * Computes only what the last prompt does not share with this one.
   * @param watched also tells `ownMs`, and takes some hundredths of a millisecond a token for it
   */
  ours(prompt: readonly number[], newTokens: number, watched?: boolean): Promise<OwnDecodeRun>
  /** Computes only what follows `past`. */
  theirs(prompt: readonly number[], newTokens: number, past?: PeerPast): Promise<PeerDecodeRun>
  /** Empties Parley's KV cache. */
  forget(): void
  readonly vocabSize: number
  release(): Promise<void>
}

/**
 * Loads both on the CPU from a directory with q4 files.
 * @param countsBytes without it `stepBytes` is NaN; counting costs Parley about a tenth of a millisecond a token
 */
export async function loadDecoderPair(modelDir: string, countsBytes = false): Promise<DecoderPair> {
  const ourBytes = countsBytes ? countCrossings() : () => NaN
  const listener = await loadVoxtral(modelDir)
  env.allowRemoteModels = false
  env.localModelPath = dirname(modelDir)
  // The peer attends as its users have it.
  const said = process.env[plainAttention]
  delete process.env[plainAttention]
  const peer = await VoxtralForConditionalGeneration.from_pretrained(basename(modelDir), {
    dtype: 'q4',
    device: 'cpu',
  })
  if (said !== undefined) process.env[plainAttention] = said
  let theirBytes = 0
  for (const session of Object.values(peer.sessions as Record<string, PeerSession>)) {
    const run = session.run.bind(session)
    session.run = async (feeds) => {
      const made = await run(feeds)
      for (const { data } of [...Object.values(feeds), ...Object.values(made)]) theirBytes += data.byteLength
      return made
    }
  }
  const { signal } = new AbortController()

  const ours = async (
    prompt: readonly number[],
    newTokens: number,
    watched = false,
  ): Promise<OwnDecodeRun> => {
    const sampler = new TokenSampler(configSchema.parse({}).sampling, new Set())
    const stamps = [performance.now()]
    const options = {
      choose: (logits: NextLogits, answer: readonly number[]) => sampler.next(logits, answer),
      stopTokens: new Set<number>(),
      maxNewTokens: newTokens,
    }
    let own: (() => number) | undefined
    let bytesBefore = 0
    for await (const _token of listener.decoder.decode([{ tokens: prompt }], options, signal)) {
      if (stamps.length === 1) bytesBefore = ourBytes()
      if (watched) own ??= ownTime()
      stamps.push(performance.now())
    }
    const stepBytes = (ourBytes() - bytesBefore) / (newTokens - 1)
    return { ...timesOf(stamps), stepBytes, ownMs: own ? own() / (newTokens - 1) : NaN }
  }

  const theirs = async (
    prompt: readonly number[],
    newTokens: number,
    past?: PeerPast,
  ): Promise<PeerDecodeRun> => {
    const tokens = [...(past?.tokens ?? []), ...prompt.slice(past?.tokens.length ?? 0)]
    const stamps = [performance.now()]
    let calls = 0
    let bytesBefore = 0
    const streamer: BaseStreamer = new (class extends BaseStreamer {
      override put(): void {
        calls += 1
        if (calls === 2) bytesBefore = theirBytes
        if (calls >= 2) stamps.push(performance.now()) // the first call brings the prompt
      }
      override end(): void {
        return
      }
    })()
    const ids = (values: readonly number[]): Tensor =>
      new Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length])
    const answer = (await peer.generate({
      inputs: ids(tokens),
      attention_mask: ids(tokens.map(() => 1)),
      max_new_tokens: newTokens,
      do_sample: false,
      return_dict_in_generate: true,
      streamer: streamer as TextStreamer, // generate() calls nothing but put() and end()
      // It is added to in place: a copy lets the same past be continued again.
      ...(past && { past_key_values: new DynamicCache(past.cache) }),
    })) as unknown as PeerAnswer
    const { length } = answer.sequences.data
    // The last token was chosen, but not computed.
    const kept = Array.from(answer.sequences.data.subarray(0, length - 1), Number)
    const stepBytes = (theirBytes - bytesBefore) / (newTokens - 1)
    return { ...timesOf(stamps), stepBytes, past: { cache: { ...answer.past_key_values }, tokens: kept } }
  }

  return {
    ours,
    theirs,
    forget: () => listener.decoder.forget(),
    vocabSize: listener.config.vocabSize,
    async release() {
      listener.release()
      await peer.dispose()
    },
  }
}

interface PeerSession {
  run(feeds: Record<string, PeerTensor>): Promise<Record<string, PeerTensor>>
}

interface PeerTensor {
  readonly data: ArrayBufferView
}

interface PeerAnswer {
  readonly sequences: { readonly data: BigInt64Array }
  readonly past_key_values: Record<string, Tensor>
}

function timesOf([start, first, ...rest]: readonly number[]): Pick<DecodeRun, 'firstMs' | 'stepsMs'> {
  return { firstMs: first - start, stepsMs: rest.map((stamp, i) => stamp - (i === 0 ? first : rest[i - 1])) }
}
