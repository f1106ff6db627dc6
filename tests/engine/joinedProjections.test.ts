import { mkdtempSync, readFileSync, rmSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { voxtralGraphs } from '../../models/export/writeVoxtral'
import { writeOnnx } from '../../models/export/writeOnnx'
import { readVoxtralConfig } from '../../src-main/engine/listeners/voxtral/voxtralConfig'
import { joinProjections } from '../../src-main/engine/onnx/joinedProjections'
import { Session } from '../../src-main/engine/onnx/session'
import type { NextLogits } from '../../src-main/engine/listeners/voxtral/stepLogits'
import { Decoder } from '../../src-main/engine/listeners/voxtral/decodeTokens'
import { makeRandomVoxtral, voxtralSizes } from '../rigs/models/randomVoxtral'
import { randomVoxtralWeights } from '../rigs/models/randomVoxtralWeights'

const folder = mkdtempSync(path.join(tmpdir(), 'parley-joined-'))
afterAll(() => rmSync(folder, { recursive: true }))
const never = new AbortController().signal

const { text_config: text, ...rest } = voxtralSizes['100m']
const small = { ...rest, text_config: { ...text, vocab_size: 2048, num_hidden_layers: 2 } }

function madeModel(dtype: 'q4' | 'q4f16'): { modelDir: string; file: string } {
  const modelDir = path.join(folder, dtype)
  makeRandomVoxtral(modelDir, small, dtype)
  return { modelDir, file: path.join(modelDir, 'onnx', `decoder_model_merged_${dtype}.onnx`) }
}

/** The logits of every step of an answer. */
async function logitsOf(modelDir: string, file: string, graph?: Uint8Array): Promise<Float32Array[]> {
  const session = await Session.load(file, { graph })
  const embed = await Session.load(file.replace('decoder_model_merged', 'embed_tokens'))
  const decoder = new Decoder(session, embed, readVoxtralConfig(modelDir), true)
  const seen: Float32Array[] = []
  const choose = ({ whole }: NextLogits): number => {
    const logits = whole()
    seen.push(logits.slice())
    return logits.indexOf(Math.max(...logits))
  }
  const options = { choose, stopTokens: new Set<number>(), maxNewTokens: 5 }
  // The second goes on from the first: several positions behind others are computed too.
  for (const tokens of [
    [1, 3, 40, 41, 42],
    [1, 3, 40, 50, 51, 52, 53],
  ])
    for await (const _ of decoder.decode([{ tokens }], options, never)) void _
  decoder.release()
  return seen
}

it.each(['q4', 'q4f16'] as const)(
  'one product in place of three gives the very same logits, with weights in %s',
  async (dtype) => {
    const { modelDir, file } = madeModel(dtype)
    const joined = joinProjections(readFileSync(file), file)!
    const session = await Session.load(file, { graph: joined })
    expect(session.inputs.has('position_ids')).toBe(false)
    session.release()
    expect(await logitsOf(modelDir, file, joined)).toEqual(await logitsOf(modelDir, file))
    expect(joinProjections(joined, file)).toBeUndefined()
  },
)

it('a graph without four-bit weights, and one whose weights are not all there, stays as it is', () => {
  const written = (dtype: 'q4' | 'fp32'): string => {
    const [, , decoder] = voxtralGraphs(small, randomVoxtralWeights, { dtype })
    const file = path.join(folder, `${dtype}.onnx`)
    writeOnnx(decoder, file, { inlineLimitBytes: 0 })
    return file
  }
  const unjoined = written('fp32')
  expect(joinProjections(readFileSync(unjoined), unjoined)).toBeUndefined()
  const file = written('q4')
  expect(joinProjections(readFileSync(file), file)).toBeDefined()
  truncateSync(`${file}_data`, 1000)
  expect(joinProjections(readFileSync(file), file)).toBeUndefined()
  rmSync(`${file}_data`)
  expect(joinProjections(readFileSync(file), file)).toBeUndefined()
})

it('heads that attention cannot turn itself stay as they are', async () => {
  // RotaryEmbedding turns heads of 24 numbers, GroupQueryAttention those of whole sixteens.
  const odd = { ...small, text_config: { ...small.text_config, head_dim: 24 } }
  const modelDir = path.join(folder, 'odd')
  makeRandomVoxtral(modelDir, odd, 'q4')
  const file = path.join(modelDir, 'onnx', 'decoder_model_merged_q4.onnx')
  expect(joinProjections(readFileSync(file), file)).toBeUndefined()
  expect(await logitsOf(modelDir, file)).toHaveLength(10)
})
