import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { AppError, noticeInEnglish, samplingConfig, type Notice } from '@contract'
import { Decoder } from '../../src-main/engine/listeners/voxtral/decodeTokens'
import { loadDecoder } from '../../src-main/engine/listeners/voxtral/loadDecoder'
import { TokenSampler } from '../../src-main/engine/listeners/voxtral/sampleToken'
import type { NextLogits } from '../../src-main/engine/listeners/voxtral/stepLogits'
import { readVoxtralConfig } from '../../src-main/engine/listeners/voxtral/voxtralConfig'
import { cpuDevice } from '../../src-main/engine/onnx/device'
import { joinProjections } from '../../src-main/engine/onnx/joinedProjections'
import { lastLogitsOnly } from '../../src-main/engine/onnx/lastLogits'
import { liveHandles } from '../../src-main/engine/onnx/liveHandles'
import { loadTrouble } from '../../src-main/engine/onnx/loadTrouble'
import { Session } from '../../src-main/engine/onnx/session'
import { toldItsLengths, toldLengths } from '../../src-main/engine/onnx/toldLengths'
import { tellTopLogits } from '../../src-main/engine/onnx/topLogits'
import { Value } from '../../src-main/engine/onnx/value'
import { capturingRuns } from '../rigs/devices/capturingRuns'
import { makeRandomVoxtral, voxtralSizes } from '../rigs/models/randomVoxtral'

const folder = mkdtempSync(path.join(tmpdir(), 'parley-replay-'))
const never = new AbortController().signal
const prompts = [
  [1, 3, 40, 41, 42],
  [1, 3, 40, 50, 51, 52, 53],
]

beforeAll(() => {
  const { audio_config, text_config, ...rest } = voxtralSizes['100m']
  const narrow = { vocab_size: 2048, hidden_size: 64, intermediate_size: 96, num_hidden_layers: 2 }
  const config = {
    ...rest,
    audio_config: { ...audio_config, hidden_size: 16, intermediate_size: 64 },
    text_config: { ...text_config, ...narrow, num_attention_heads: 4, head_dim: 16 },
  }
  makeRandomVoxtral(path.join(folder, 'voxtral'), config)
})
afterAll(() => rmSync(folder, { recursive: true }))

let card: ReturnType<typeof capturingRuns>
const faults: Notice[] = []
beforeEach(() => {
  faults.length = 0
  card = capturingRuns(toldLengths.total)
})
afterEach(() => card.end())

/** A decoder on a provider that captures, and whose memory is not JavaScript's; or one that does not. */
async function decoderOn(
  captures: boolean,
  withPositions = false,
  longestStepMs = Infinity,
): Promise<Decoder> {
  const modelDir = path.join(folder, 'voxtral')
  const file = path.join(modelDir, 'onnx', 'decoder_model_merged_q4.onnx')
  const join = (model: Uint8Array): Uint8Array | undefined => joinProjections(model, file)
  const rewritings = [lastLogitsOnly, toldItsLengths, ...(withPositions ? [] : [join]), tellTopLogits]
  const graph = rewritings.reduce<Uint8Array>((model, apply) => apply(model) ?? model, readFileSync(file))
  const options = captures ? { enable_cuda_graph: '1' } : undefined
  const session = await Session.load(file, { graph, device: { kind: 'cpu', options } })
  const embed = await Session.load(path.join(modelDir, 'onnx', 'embed_tokens_q4.onnx'))
  const onFault = (notice: Notice): void => void faults.push(notice)
  const replaying = { copy: card.copy, onFault, longestStepMs }
  const config = readVoxtralConfig(modelDir)
  return new Decoder(session, embed, config, true, true, captures ? replaying : undefined)
}

async function answer(decoder: Decoder, tokens: readonly number[], beside = false): Promise<number[]> {
  const sampler = new TokenSampler(samplingConfig.parse({}), [2])
  const choose = (logits: NextLogits, soFar: readonly number[]): number => {
    const token = sampler.next(logits, soFar)
    expect(token).toBe(sampler.next({ whole: logits.whole }, soFar))
    return token
  }
  const options = { choose, stopTokens: new Set<number>(), maxNewTokens: 8 }
  const found: number[] = []
  const decoding = beside
    ? decoder.decodeBeside([{ tokens }], options, never)
    : decoder.decode([{ tokens }], options, never)
  for await (const token of decoding) found.push(token)
  return found
}

async function expectedAnswers(): Promise<number[][]> {
  const decoder = await decoderOn(false)
  const answers = []
  for (const prompt of prompts) answers.push(await answer(decoder, prompt))
  decoder.release()
  return answers
}

it.each([false, true])(
  'a step is captured once, and replays answer as runs do; prompts are never captured (with positions: %s)',
  async (withPositions) => {
    const expected = await expectedAnswers()
    const before = liveHandles()
    const decoder = await decoderOn(true, withPositions)
    await decoder.tryReplays(64)
    const tried = Array.from({ length: 7 }, () => 'run')
    expect(card.told).toEqual([...tried, 'capture 1', 'replay 1', 'replay 1'])
    card.told.length = 0
    for (const [i, prompt] of prompts.entries()) expect(await answer(decoder, prompt)).toEqual(expected[i])
    const turn = ['run', ...Array.from({ length: 7 }, () => 'replay 1')]
    expect(card.told).toEqual([...turn, ...turn])
    decoder.release()
    expect(card.told.at(-1)).toBe('release 1')
    expect(faults).toEqual([])
    expect(liveHandles()).toEqual(before)
  },
)

it('a cache that gets another place is captured anew, under another number', async () => {
  const expected = await expectedAnswers()
  const decoder = await decoderOn(true)
  await decoder.tryReplays(64)
  await decoder.prefill([{ tokens: [1] }], 4096)
  card.told.length = 0
  expect(await answer(decoder, prompts[0])).toEqual(expected[0])
  expect(card.told.slice(0, 4)).toEqual(['run', 'release 1', 'capture 2', 'replay 2'])
  expect(new Set(card.told.slice(4))).toEqual(new Set(['replay 2']))
  decoder.release()
})

it('a capture waits until nothing else computes, and an answer does not wait for it', async () => {
  const expected = await expectedAnswers()
  const other = await Session.load(path.join(folder, 'voxtral', 'onnx', 'embed_tokens_q4.onnx'))
  const ids = Value.from(BigInt64Array.of(5n), [1, 1])
  const decoder = await decoderOn(true)
  let isOver = false
  const compute = async (): Promise<void> => {
    while (!isOver) for (const made of (await other.run({ input_ids: ids })).values()) made.release()
  }
  const one = compute()
  await decoder.tryReplays(64)
  const two = compute() // from here on one of both is always in flight
  await decoder.prefill([{ tokens: [1] }], 4096)
  card.told.length = 0
  expect(await answer(decoder, prompts[0])).toEqual(expected[0])
  isOver = true
  await Promise.all([one, two])
  expect(await answer(decoder, prompts[1])).toEqual(expected[1])
  expect(card.told.at(-1)).toMatch(/^replay 2/)
  expect(faults).toEqual([])
  for (const each of [decoder, other, ids]) each.release()
})

it('while something is answered beside the conversation, nothing is replayed', async () => {
  const expected = await expectedAnswers()
  const decoder = await decoderOn(true)
  await decoder.tryReplays(64)
  card.told.length = 0
  const both = Promise.all([answer(decoder, prompts[1], true), answer(decoder, prompts[0])])
  expect(await both).toEqual([expected[1], expected[0]])
  const beside = card.told.lastIndexOf('run')
  expect(card.told.slice(0, beside)).not.toContain('replay 1')
  expect(await answer(decoder, prompts[1])).toEqual(expected[1])
  expect(card.told.at(-1)).toBe('replay 1')
  decoder.release()
})

it.each([
  ['capture', 'capture 1'],
  ['replay', 'replay 1'],
  ['stale', 'replay 1'],
] as const)(
  'a %s that goes wrong ends replays for good, is noted once, and no answer is lost',
  async (fault, last) => {
    const expected = await expectedAnswers()
    const decoder = await decoderOn(true)
    card.fault = fault
    await decoder.tryReplays(64)
    card.fault = undefined
    expect(card.told.slice(-2)).toEqual([last, 'release 1'])
    card.told.length = 0
    for (const [i, prompt] of prompts.entries()) expect(await answer(decoder, prompt)).toEqual(expected[i])
    expect(new Set(card.told)).toEqual(new Set(['run']))
    expect(faults.map(noticeInEnglish)).toEqual([
      expect.stringMatching(/^The card takes each step/) as string,
    ])
    decoder.release()
  },
)

it('a replay that fails in the middle of an answer leaves the answer as it would be', async () => {
  const expected = await expectedAnswers()
  const decoder = await decoderOn(true)
  await decoder.tryReplays(64)
  const answering = answer(decoder, prompts[0])
  card.told.length = 0
  while (!card.told.includes('replay 1')) await new Promise(setImmediate)
  card.fault = 'replay'
  expect(await answering).toEqual(expected[0])
  expect(faults).toHaveLength(1)
  decoder.release()
})

it('a step of which the card takes most of the time is not replayed, which is no fault', async () => {
  const expected = await expectedAnswers()
  const decoder = await decoderOn(true, false, 0)
  await decoder.tryReplays(64)
  expect(card.told.at(-1)).toBe('release 1')
  card.told.length = 0
  expect(await answer(decoder, prompts[0])).toEqual(expected[0])
  expect(new Set(card.told)).toEqual(new Set(['run']))
  expect(faults).toEqual([])
  decoder.release()
})

it('without replays the same decoder never says what to capture', async () => {
  const decoder = await decoderOn(false)
  await decoder.tryReplays(64)
  await answer(decoder, prompts[0])
  expect(card.told).toEqual([])
  decoder.release()
})

it('a decoder that the card refuses to capture is loaded all the same, and why is noted', async () => {
  const file = path.join(folder, 'voxtral', 'onnx', 'decoder_model_merged_q4.onnx')
  const said =
    'This session cannot use the graph capture feature as requested by the user as all compute graph nodes have not been partitioned.'
  const load = Session.load.bind(Session)
  const refusing = vi.spyOn(Session, 'load').mockImplementation((of, { device, ...options } = {}) => {
    if (device?.options?.enable_cuda_graph !== '1') return load(of, { ...options, device: cpuDevice })
    return Promise.reject(new AppError('model-invalid', loadTrouble(of, said)))
  })
  const before = liveHandles()
  try {
    const decoder = await loadDecoder(file, { device: { kind: 'cuda' } }, (why) => void faults.push(why))
    expect(decoder.capturesRuns).toBe(false)
    decoder.release()
  } finally {
    refusing.mockRestore()
  }
  expect(faults.map(noticeInEnglish)).toEqual([expect.stringContaining(said) as string])
  expect(liveHandles()).toEqual(before)
})

it('without memory for it a decoder is not loaded twice', async () => {
  const refusing = vi
    .spyOn(Session, 'load')
    .mockRejectedValue(new AppError('out-of-memory', { kind: 'as-told', text: '' }))
  try {
    const loading = loadDecoder('decoder.onnx', { device: { kind: 'cuda' } }, (why) => void faults.push(why))
    await expect(loading).rejects.toThrow(AppError)
    expect(refusing).toHaveBeenCalledTimes(1)
  } finally {
    refusing.mockRestore()
  }
  expect(faults).toEqual([])
})
