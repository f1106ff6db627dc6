import { readFileSync, realpathSync } from 'node:fs'
import path from 'node:path'
import type { Notice } from '@contract'
import { addCounts } from '../../onnx/addCounts'
import { attendsInPlace } from '../../onnx/attendsInPlace'
import { cudaCopy } from '../../onnx/cardCopy'
import type { OperatorCounts } from '../../onnx/countOperators'
import { useHugePages } from '../../onnx/hugePages'
import { joinProjections } from '../../onnx/joinedProjections'
import { lastLogitsOnly } from '../../onnx/lastLogits'
import { toldItsLengths } from '../../onnx/toldLengths'
import { tellTopLogits } from '../../onnx/topLogits'
import { unlinkedWeights } from '../../onnx/unlinkedWeights'
import { Session } from '../../onnx/session'
import type { ListenerPlaces } from '../listenerKind'
import { briefStepMs, Decoder } from './decodeTokens'
import { AudioEncoder } from './encodeAudio'
import { loadDecoder } from './loadDecoder'
import { loadTokenizer, type TextTokenizer } from './tokenizer'
import { graphFile } from './modelFiles'
import { readVoxtralConfig, type VoxtralConfig } from './voxtralConfig'

export type Hearing = Pick<AudioEncoder, 'encode' | 'tokensOf' | 'release'>
export type Decoding = Pick<Decoder, 'decode' | 'decodeBeside' | 'prefill' | 'forget' | 'release'> &
  Partial<Pick<Decoder, 'tryReplays'>>

/** A loaded Voxtral: it hears and answers in tokens. Only what lies in this folder knows them. */
export interface VoxtralModel {
  readonly name: string
  readonly config: VoxtralConfig
  readonly tokenizer: TextTokenizer
  readonly encoder: Hearing
  readonly decoder: Decoding
  /** Tokens that end an answer. */
  readonly stopTokens: ReadonlySet<number>
  /** On what a window heard and the first step of an answer were really computed; known when both were. */
  readonly operators?: OperatorCounts
  release(): void
}

/**
 * Loads a model directory of the public layout: config.json, preprocessor_config.json, tokenizer.json and
 * `onnx/{audio_encoder,embed_tokens,decoder_model_merged}*.onnx`.
 * @throws model-missing or model-invalid, naming the file
 */
export async function loadVoxtral(modelDir: string, options: ListenerPlaces = {}): Promise<VoxtralModel> {
  const config = readVoxtralConfig(modelDir)
  const file = (name: string): string => graphFile(modelDir, name, options.dtypes)
  const decoderFile = file('decoder_model_merged')
  const tokenizer = await loadTokenizer(modelDir)
  const read = readFileSync(decoderFile)
  const unlinked = unlinkedWeights(read, decoderFile)
  const graph = unlinked?.graph ?? read
  const join = (model: Uint8Array): Uint8Array | undefined =>
    joinProjections(model, unlinked ? realpathSync(decoderFile) : decoderFile)
  const { device, encoderDevice = device } = options
  // DirectML's attention (DmlOperatorGroupQueryAttention.cpp) wants queries, keys and values apart, and takes several new
  // positions for the beginning of a prompt.
  const isPlain = device?.kind !== 'directml'
  const copy =
    device?.kind === 'cuda' && device.replaysSteps !== false ? cudaCopy(device.deviceId) : undefined
  // Measured where the processor computes: it finds the highest of 131,072 logits in a third of JavaScript's time.
  const isHere = device === undefined || device.kind === 'cpu'
  const rewritings = [
    lastLogitsOnly,
    toldItsLengths,
    ...(isPlain ? [join] : []),
    // What is captured leaves its logits on the card, from where 131,072 of them come slowly.
    ...(isHere || copy ? [tellTopLogits] : []),
  ]
  const onFault = (notice: Notice): void => options.note?.(notice)
  const [audio, embed, decoder] = await loadAll([
    Session.load(file('audio_encoder'), { device: encoderDevice, countsOperators: true }),
    // In the host's memory always: a step looks one row up, which ends before a card would have begun.
    Session.load(file('embed_tokens')),
    loadDecoder(
      decoderFile,
      { device, ...unlinked, graph: rewrite(graph, rewritings), countsOperators: true },
      copy && onFault,
    ),
  ])
  try {
    const replaying = copy && decoder.capturesRuns ? { copy, onFault, longestStepMs: briefStepMs } : undefined
    const parts = {
      encoder: new AudioEncoder(audio, config),
      decoder: new Decoder(decoder, embed, config, attendsInPlace(graph), isPlain, replaying),
    }
    return {
      name: path.basename(modelDir),
      config,
      tokenizer,
      stopTokens: tokenizer.stopTokens,
      ...parts,
      get operators() {
        return addCounts([audio.operators, decoder.operators])
      },
      release() {
        parts.encoder.release()
        parts.decoder.release()
      },
    }
  } catch (failure) {
    for (const session of [audio, embed, decoder]) session.release()
    throw failure
  }
}

/** Applies what of these rewritings a graph has room for, one after the other. */
function rewrite(
  graph: Uint8Array,
  rewritings: readonly ((graph: Uint8Array) => Uint8Array | undefined)[],
): Uint8Array {
  return rewritings.reduce((before, apply) => apply(before) ?? before, graph)
}

/** Waits for several graphs that are loaded at once: all of them, or none stays loaded. */
async function loadAll(loading: readonly Promise<Session>[]): Promise<Session[]> {
  const results = await Promise.allSettled(loading)
  const failed = results.find((result) => result.status === 'rejected')
  const loaded = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  if (failed === undefined) {
    // Nobody has to wait for it.
    if (loaded[0].memory === 'Cpu') void useHugePages()
    return loaded
  }
  for (const session of loaded) session.release()
  throw failed.reason
}
