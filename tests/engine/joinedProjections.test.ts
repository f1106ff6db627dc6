import { mkdtempSync, readFileSync, rmSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { voxtralGraphs } from '../../models/export/writeVoxtral'
import { writeOnnx } from '../../models/export/writeOnnx'
import { readVoxtralConfig } from '../../src-main/engine/models/voxtralConfig'
import { joinProjections } from '../../src-main/engine/onnx/joinedProjections'
import { Session } from '../../src-main/engine/onnx/session'
import { Decoder } from '../../src-main/engine/stages/decodeTokens'
import { makeRandomVoxtral, voxtralSizes } from '../rigs/models/randomVoxtral'
import { randomVoxtralWeights } from '../rigs/models/randomVoxtralWeights'

const folder = mkdtempSync(path.join(tmpdir(), 'parley-joined-'))
afterAll(() => rmSync(folder, { recursive: true }))
const never = new AbortController().signal

const { text_config: text, ...rest } = voxtralSizes['100m']
const small = { ...rest, text_config: { ...text, vocab_size: 2048, num_hidden_layers: 2 } }

function madeModel(dtype: 'q4' | 'q4f16'): { modelDir: string; onnx: string; file: string } {
  const modelDir = path.join(folder, dtype)
  makeRandomVoxtral(modelDir, small, dtype)
  const onnx = path.join(modelDir, 'onnx')
  return { modelDir, onnx, file: path.join(onnx, `decoder_model_merged_${dtype}.onnx`) }
}

/** The logits of every step of an answer. */
async function logitsOf(modelDir: string, file: string, graph?: Uint8Array): Promise<Float32Array[]> {
  const session = await Session.load(file, { graph })
  const embed = await Session.load(file.replace('decoder_model_merged', 'embed_tokens'))
  const decoder = new Decoder(session, embed, readVoxtralConfig(modelDir), true)
  const seen: Float32Array[] = []
  const choose = (logits: Float32Array): number => {
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
    const { modelDir, onnx, file } = madeModel(dtype)
    const joined = joinProjections(readFileSync(file), onnx)!
    const session = await Session.load(file, { graph: joined })
    expect(session.inputs.has('position_ids')).toBe(false)
    session.release()
    expect(await logitsOf(modelDir, file, joined)).toEqual(await logitsOf(modelDir, file))
    expect(joinProjections(joined, onnx)).toBeUndefined()
  },
)

it('a graph without four-bit weights, and one whose weights are not all there, stays as it is', () => {
  const written = (dtype: 'q4' | 'fp32'): string => {
    const [, , decoder] = voxtralGraphs(small, randomVoxtralWeights, { dtype })
    const file = path.join(folder, `${dtype}.onnx`)
    writeOnnx(decoder, file, { inlineLimitBytes: 0 })
    return file
  }
  expect(joinProjections(readFileSync(written('fp32')), folder)).toBeUndefined()
  const file = written('q4')
  expect(joinProjections(readFileSync(file), folder)).toBeDefined()
  truncateSync(`${file}_data`, 1000)
  expect(joinProjections(readFileSync(file), folder)).toBeUndefined()
  rmSync(`${file}_data`)
  expect(joinProjections(readFileSync(file), folder)).toBeUndefined()
})
