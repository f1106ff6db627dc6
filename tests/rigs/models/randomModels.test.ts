import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { isAbort } from '@contract'
import { byteLengthOf, OnnxGraph } from '../../../models/export/onnxGraph'
import { voxtralGraphs } from '../../../models/export/writeVoxtral'
import { writeOnnx } from '../../../models/export/writeOnnx'
import { loadVoxtral } from '../../../src-main/engine/listeners/voxtral/voxtralModel'
import { Session } from '../../../src-main/engine/onnx/session'
import { KokoroVoice } from '../../../src-main/engine/speaking/voices/kokoro/kokoroVoice'
import { LogMel } from '../../../src-main/engine/hearing/logMel'
import { kokoroGraph } from './randomKokoro/kokoroGraph'
import { makeRandomKokoro } from './randomKokoro/makeRandomKokoro'
import { kokoro82m, tinyKokoro } from './randomKokoro/sizes'
import { makeRandomVoxtral, voxtralSizes } from './randomVoxtral'
import { randomVoxtralWeights } from './randomVoxtralWeights'
import type { NextLogits } from '../../../src-main/engine/listeners/voxtral/stepLogits'
import { builtScript } from '../builtScript'

const directory = mkdtempSync(path.join(tmpdir(), 'random-models-'))
afterAll(() => rmSync(directory, { recursive: true }))
const never = new AbortController().signal

const bytesOf = (graph: OnnxGraph): number =>
  [...graph.initializers.values()].reduce((sum, constant) => sum + byteLengthOf(constant), 0)

describe('a random Voxtral', () => {
  const tiny = {
    ...voxtralSizes['100m'],
    audio_config: { ...voxtralSizes['100m'].audio_config, hidden_size: 16, intermediate_size: 64 },
    text_config: {
      ...voxtralSizes['100m'].text_config,
      vocab_size: 400,
      hidden_size: 64,
      intermediate_size: 96,
      num_hidden_layers: 2,
      num_attention_heads: 4,
      head_dim: 16,
    },
  }

  it.each(['q4', 'q4f16', 'fp16', 'fp32'] as const)('of dtype %s hears and answers', async (dtype) => {
    const modelDir = path.join(directory, dtype)
    makeRandomVoxtral(modelDir, tiny, dtype)
    const listener = await loadVoxtral(modelDir)
    const mel = new LogMel(listener.config.mel)
    mel.push(Float32Array.from({ length: 16_000 }, (_, i) => Math.sin(i * i) / 4))
    const audio = await listener.encoder.encode(mel.finish(), 8, never)
    const options = {
      choose: ({ whole }: NextLogits) => whole().indexOf(Math.max(...whole())),
      stopTokens: new Set<number>(),
      maxNewTokens: 6,
    }
    const answer = async (): Promise<number[]> => {
      const tokens: number[] = []
      const prompt = [{ tokens: [1, 3] }, { audio }, { tokens: [4] }]
      for await (const token of listener.decoder.decode(prompt, options, never)) tokens.push(token)
      return tokens
    }
    const tokens = await answer()
    listener.decoder.forget()
    expect(await answer()).toEqual(tokens)
    expect(new Set(tokens).size).toBeGreaterThan(1)
    expect(Math.min(...tokens)).toBeGreaterThan(35) // no special token
    listener.release()
  })

  it('of 3 B has files of the sizes of the public export', () => {
    const sizesMb = (dtype: 'q4' | 'q4f16'): number[] =>
      voxtralGraphs(voxtralSizes['3b'], randomVoxtralWeights, { dtype }).map((graph) =>
        Math.round(bytesOf(graph) / 1e6),
      )
    const [encoder] = sizesMb('q4f16')
    const [, embed, decoder] = sizesMb('q4')
    expect([encoder, embed]).toEqual([384, 252])
    expect(decoder / 1000).toBeCloseTo(2.3, 1)
  })

  it('is written through little memory: large weights come in pieces, and each is on disk before the next', () => {
    const [, , decoder] = voxtralGraphs(voxtralSizes['3b'], randomVoxtralWeights, { dtype: 'fp16' })
    const [largest] = [...decoder.initializers.values()].sort((a, b) => byteLengthOf(b) - byteLengthOf(a))
    const [first] = largest.read() as Iterable<Uint16Array>
    expect(byteLengthOf(largest)).toBeGreaterThan(8e8)
    expect(first.byteLength).toBeLessThan(1e7)

    const graph = new OnnxGraph('pieces')
    const file = path.join(directory, 'pieces.onnx')
    const sizesBefore: number[] = []
    function* pieces(): Generator<Uint16Array> {
      for (let i = 0; i < 4; i++) {
        sizesBefore.push(existsSync(`${file}_data`) ? statSync(`${file}_data`).size : 0)
        yield new Uint16Array(1000)
      }
    }
    graph.constant({ name: 'large', type: 'f16', dims: [4, 1000], read: pieces })
    writeOnnx(graph, file, { inlineLimitBytes: 0 })
    expect(sizesBefore).toEqual([0, 2000, 4000, 6000])
  })
})

describe('a random Kokoro', () => {
  const text = 'Well, that is good.'
  const say = async (voice: KokoroVoice, words: string, speed?: number): Promise<Float32Array> => {
    for await (const { samples } of voice.synthesize(words, never, speed)) return samples
    return new Float32Array(0)
  }

  it.each([
    ['fp32', 'f32'],
    ['fp16', 'f32'],
    ['fp16', 'f16'],
    ['q8f16', 'f32'],
  ] as const)('of dtype %s with a waveform of %s speaks as long as the text is', async (dtype, waveform) => {
    const modelDir = path.join(directory, `kokoro-${dtype}-${waveform}`)
    makeRandomKokoro(modelDir, dtype, { sizes: tinyKokoro, waveform })
    const voice = await KokoroVoice.load(modelDir)
    const samples = await say(voice, text)
    const rms = Math.hypot(...samples) / Math.sqrt(samples.length)
    expect(samples.every(Number.isFinite)).toBe(true)
    expect(rms).toBeGreaterThan(0.01)
    expect(rms).toBeLessThan(1)
    const times = (await say(voice, `${text} `.repeat(4))).length / samples.length
    expect(times).toBeGreaterThan(3)
    expect(times).toBeLessThan(5)
    expect((await say(voice, text, 0.5)).length).toBeGreaterThan(1.5 * samples.length)
    voice.release()
  })

  it('stops in the middle of a run', async () => {
    const modelDir = path.join(directory, 'kokoro-stopped')
    makeRandomKokoro(modelDir, 'fp32', { sizes: tinyKokoro })
    const voice = await KokoroVoice.load(modelDir)
    const stop = new AbortController()
    const run = vi.spyOn(Session.prototype, 'run')
    const said = voice.synthesize(text.repeat(10), stop.signal).next()
    while (run.mock.calls.length === 0) await pause(1)
    stop.abort()
    expect(isAbort(await said.catch((thrown: unknown) => thrown))).toBe(true)
    run.mockRestore()
    voice.release()
  })

  it('of the full size has the weights of the public export', () => {
    const bytes = bytesOf(kokoroGraph(kokoro82m, 'fp32'))
    expect(Math.round(bytes / 4e6)).toBe(81)
    expect(bytesOf(kokoroGraph(kokoro82m, 'fp16')) / bytes).toBeCloseTo(0.5, 2)
    expect(bytesOf(kokoroGraph(kokoro82m, 'q8f16')) / 1e6).toBeCloseTo(86, -1)
  })
})

it('the command says what is wrong with its arguments', async () => {
  const command = await builtScript('tests/rigs/models/makeFullSize.ts')
  const given = ['voxtral', '--dtype', 'q5', '--out', 'x']
  const { status, stderr } = spawnSync(process.execPath, [command, ...given], { encoding: 'utf8' })
  expect([status, stderr]).toEqual([
    2,
    expect.stringContaining('--dtype is q4f16 or q4 or fp16 or fp32, not q5'),
  ])
})
