import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { samplingConfig } from '@contract'
import { OnnxGraph } from '../../models/export/onnxGraph'
import { writeOnnx } from '../../models/export/writeOnnx'
import { TokenSampler } from '../../src-main/engine/listeners/voxtral/sampleToken'
import type { NextLogits } from '../../src-main/engine/listeners/voxtral/stepLogits'
import { loadVoxtral } from '../../src-main/engine/listeners/voxtral/voxtralModel'
import { Session } from '../../src-main/engine/onnx/session'
import { tellTopLogits, topLogits } from '../../src-main/engine/onnx/topLogits'
import { Value } from '../../src-main/engine/onnx/value'
import { makeRandomVoxtral, voxtralSizes } from '../rigs/models/randomVoxtral'

const folder = mkdtempSync(path.join(tmpdir(), 'parley-top-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A graph that hands logits through. */
function logitsGraph(name: string, shape: readonly (string | number)[]): Uint8Array {
  const graph = new OnnxGraph(name)
  graph.output(graph.node('Identity', [graph.input('made', 'f32', shape)], 'logits'), 'f32', shape)
  const file = path.join(folder, `${name}.onnx`)
  writeOnnx(graph, file)
  return readFileSync(file)
}

it('a graph tells the highest logits of each stretch of the vocabulary, of equals the lower token first', async () => {
  const vocabSize = 4 * topLogits.stretch
  const graph = tellTopLogits(logitsGraph('last', ['batch', 1, vocabSize]))!
  // Few levels, so that there are many equals.
  const logits = Float32Array.from({ length: vocabSize }, (_, i) => Math.round(Math.sin(i * i) * 50))
  const session = await Session.load('highest', { graph })
  const input = Value.from(logits, [1, 1, vocabSize])
  const made = await session.run({ made: input })
  const expected = [0, 1, 2, 3].flatMap((stretch) => {
    const places = Array.from({ length: topLogits.stretch }, (_, i) => i)
    const at = (place: number): number => logits[stretch * topLogits.stretch + place]
    return places.sort((a, b) => at(b) - at(a) || a - b).slice(0, topLogits.each)
  })
  const places = Array.from(made.get(topLogits.places)!.read() as BigInt64Array, Number)
  expect(places).toEqual(expected)
  const scores = made.get(topLogits.scores)!.read()
  expect(Array.from(scores as Float32Array)).toEqual(
    places.map((place, i) => logits[Math.floor(i / topLogits.each) * topLogits.stretch + place]),
  )
  for (const value of [input, ...made.values()]) value.release()
  session.release()
})

it('a graph with logits of several positions, another vocabulary, or none, and a damaged one, stay as they are', () => {
  expect(tellTopLogits(logitsGraph('several', ['batch', 'positions', 4096]))).toBeUndefined()
  expect(tellTopLogits(logitsGraph('odd', ['batch', 1, 4097]))).toBeUndefined()
  expect(tellTopLogits(logitsGraph('unknown', ['batch', 1, 'vocabulary']))).toBeUndefined()
  const whole = logitsGraph('whole', ['batch', 1, 4096])
  expect(tellTopLogits(whole.subarray(0, whole.length - 9))).toBeUndefined()
})

it('a listener on the processor chooses the same tokens from its highest logits as from all', async () => {
  const modelDir = path.join(folder, 'voxtral')
  const { audio_config, text_config, ...rest } = voxtralSizes['100m']
  const narrow = { vocab_size: 4096, hidden_size: 64, intermediate_size: 96, num_hidden_layers: 2 }
  const config = {
    ...rest,
    audio_config: { ...audio_config, hidden_size: 16, intermediate_size: 64 },
    text_config: { ...text_config, ...narrow, num_attention_heads: 4, head_dim: 16 },
  }
  makeRandomVoxtral(modelDir, config)
  const listener = await loadVoxtral(modelDir)
  let asked = 0
  for (const settings of [{}, { repetitionPenalty: 1.3, noRepeatNgram: 2 }]) {
    const [one, other] = [0, 1].map(() => new TokenSampler(samplingConfig.parse(settings), [2]))
    const choose = ({ top, whole }: NextLogits, answer: readonly number[]): number => {
      const token = one.next({ whole }, answer)
      const asking = (): Float32Array => (asked++, whole())
      expect(other.next({ whole: asking, top: top! }, answer)).toBe(token)
      return token
    }
    const prompt = [{ tokens: [1, 3, 40, 41, 42] }]
    const options = { choose, stopTokens: new Set<number>(), maxNewTokens: 24 }
    for await (const _ of listener.decoder.decode(prompt, options, new AbortController().signal)) void _
    if (settings.repetitionPenalty === undefined) expect(asked).toBe(0)
  }
  listener.release()
})
