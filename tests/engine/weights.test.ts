import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { voxtralGraphs } from '../../models/export/writeVoxtral'
import { writeOnnx } from '../../models/export/writeOnnx'
import { voxtralVariants } from '../../src-main/engine/listeners/voxtral/voxtralVariants'
import { readVoxtralConfig } from '../../src-main/engine/listeners/voxtral/voxtralConfig'
import { cpuDevice } from '../../src-main/engine/onnx/device'
import { loadVoxtral } from '../../src-main/engine/listeners/voxtral/voxtralModel'
import { entryField, graphField, rewriteModel, tensorField } from '../../src-main/engine/onnx/graphNodes'
import { joinProjections } from '../../src-main/engine/onnx/joinedProjections'
import { ProtobufWriter, readProtobuf } from '../../src-main/engine/onnx/protobuf'
import { Session } from '../../src-main/engine/onnx/session'
import { weightsLocations } from '../../src-main/engine/onnx/weightsLocations'
import { makeRandomVoxtral, voxtralSizes } from '../rigs/models/randomVoxtral'
import { randomVoxtralWeights } from '../rigs/models/randomVoxtralWeights'
import type { NextLogits } from '../../src-main/engine/listeners/voxtral/stepLogits'

const { text_config: text, ...rest } = voxtralSizes['100m']
const small = { ...rest, text_config: { ...text, vocab_size: 2048, num_hidden_layers: 1 } }
const decoderName = 'decoder_model_merged_q4.onnx'

const folder = mkdtempSync(path.join(tmpdir(), 'parley-weights-'))
const modelDir = path.join(folder, 'models', 'small')
const decoderFile = path.join(modelDir, 'onnx', decoderName)
const weights = `${decoderFile}_data`

/** A listener whose decoder has its weights in a file beside it. */
beforeAll(() => {
  makeRandomVoxtral(modelDir, small, 'q4')
  const [, , decoder] = voxtralGraphs(small, randomVoxtralWeights, { dtype: 'q4' })
  writeOnnx(decoder, decoderFile, { inlineLimitBytes: 0 })
})
afterAll(() => rmSync(folder, { recursive: true }))

/** The decoder, as if its weights were called otherwise. */
function withWeightsAt(location: string): Uint8Array {
  return rewriteModel(readFileSync(decoderFile), (graph) => {
    const writer = new ProtobufWriter()
    for (const field of readProtobuf(graph)) {
      if (field.field !== graphField.initializer) writer.copy(field)
      else
        writer.message(graphField.initializer, (tensor) => {
          for (const part of readProtobuf(field.bytes)) {
            const isPlace =
              part.field === tensorField.external &&
              Buffer.from(part.bytes).includes('location') &&
              Buffer.from(part.bytes).includes(path.basename(weights))
            if (!isPlace) tensor.copy(part)
            else
              tensor.message(tensorField.external, (entry) =>
                entry.string(entryField.key, 'location').string(entryField.value, location),
              )
          }
        })
    }
    return writer
  })!
}

describe('weights that a graph names', () => {
  const outside = path.join(folder, 'weights')
  const cases: [string, (place: string) => string, string][] = [
    ['by a full path', () => outside, ''],
    ['above its folder', () => '../../../weights', ' (../../../weights)'],
    ['by a link', (place) => (symlinkSync(outside, path.join(place, 'link')), 'link'), ' (link)'],
    [
      'in a linked folder',
      (place) => (symlinkSync(folder, path.join(place, 'to')), 'to/weights'),
      ' (to/weights)',
    ],
  ]

  it.each(cases)('are not read where they lie outside of it: %s', async (name, lay, told) => {
    copyFileSync(weights, outside)
    const place = path.join(folder, 'models', name.replaceAll(' ', '-'), 'onnx')
    mkdirSync(place, { recursive: true })
    const file = path.join(place, decoderName)
    const graph = withWeightsAt(lay(place))
    writeFileSync(file, graph)
    expect(joinProjections(graph, file)).toBeUndefined()
    const refused = {
      code: 'model-invalid',
      message: `${file} names weights outside of its own folder${told}, which are not read. Fetch it again or choose another model.`,
    }
    await expect(Session.load(file)).rejects.toMatchObject(refused)
    await expect(Session.load(file, { graph })).rejects.toMatchObject(refused)
  })

  it('are read below its folder, and counted in the plan of the memory', async () => {
    cpSync(modelDir, path.join(folder, 'models', 'below'), { recursive: true })
    const place = path.join(folder, 'models', 'below', 'onnx')
    rmSync(path.join(place, `${decoderName}_data`))
    mkdirSync(path.join(place, 'parts'))
    copyFileSync(weights, path.join(place, 'parts', 'w'))
    const file = path.join(place, decoderName)
    const graph = withWeightsAt('parts/w')
    writeFileSync(file, graph)
    expect([...weightsLocations(graph)]).toEqual(['parts/w'])
    const joined = joinProjections(graph, file)!
    const sizes = readVoxtralConfig(modelDir)
    const needs = ['models/small', 'models/below'].map((each) => {
      const [variant] = voxtralVariants([path.join(folder, each)], sizes, cpuDevice)
      return variant.weightBytes
    })
    // The plan counts them, whatever they are called: only the shorter name in the graph tells the two apart.
    expect(Math.abs(needs[0] - needs[1])).toBeLessThan(2000)
    for (const each of [graph, joined]) (await Session.load(file, { graph: each })).release()
  })
})

it('a listener is loaded from Hugging Face’s cache, where each of its files is a link', async () => {
  const repository = path.join(folder, 'models--maker--small')
  const snapshot = path.join(repository, 'snapshots', '0123')
  const blobs = path.join(repository, 'blobs')
  mkdirSync(blobs, { recursive: true })
  const entries = readdirSync(modelDir, { recursive: true, withFileTypes: true })
  for (const [i, entry] of entries.filter((each) => each.isFile()).entries()) {
    const file = path.join(entry.parentPath, entry.name)
    const place = path.join(snapshot, path.relative(modelDir, file))
    copyFileSync(file, path.join(blobs, `${i}`))
    mkdirSync(path.dirname(place), { recursive: true })
    symlinkSync(path.relative(path.dirname(place), path.join(blobs, `${i}`)), place)
  }
  const listener = await loadVoxtral(snapshot)
  const answer: number[] = []
  const options = {
    choose: ({ whole }: NextLogits) => whole().indexOf(Math.max(...whole())),
    stopTokens: new Set<number>(),
    maxNewTokens: 3,
  }
  const { signal } = new AbortController()
  for await (const token of listener.decoder.decode([{ tokens: [1, 3, 40] }], options, signal))
    answer.push(token)
  expect(answer).toHaveLength(3)
  listener.release()

  // A link of the weights alone leads out.
  const [file] = [path.join(folder, 'models', 'one-link', decoderName)]
  mkdirSync(path.dirname(file))
  copyFileSync(decoderFile, file)
  renameSync(weights, path.join(folder, 'moved'))
  symlinkSync(path.join(folder, 'moved'), `${file}_data`)
  await expect(Session.load(file)).rejects.toMatchObject({ code: 'model-invalid' })
})
