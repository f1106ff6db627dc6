import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { AppError } from '@contract'
import { graphField, nameOf, nodeField, rewriteModel, textOf } from '../../../src-main/engine/onnx/graphNodes'
import { ProtobufWriter, readProtobuf, type ProtobufField } from '../../../src-main/engine/onnx/protobuf'
import { kokoroGraph } from '../../../src-main/engine/speaking/voices/kokoro/kokoroFiles'
import { writeKokoroTexts } from './kokoroTexts'

/** How kokoro-js names a graph's inputs and outputs that kokoro-onnx's release names otherwise. */
const names = new Map([
  ['tokens', 'input_ids'],
  ['audio', 'waveform'],
])

/** Kokoro-js's name of a file's precision, and the suffix by which it looks for it. */
const precisions = [
  [/int8|quantized/, 'q8', '_quantized'],
  [/fp16/, 'fp16', '_fp16'],
  [/./, 'fp32', ''],
] as const

/**
 * Lays a Kokoro out as kokoro-js wants it: the same graph with its tensors' names, and the texts of the public layout.
 * @param directory one that Parley takes
 * @param to a folder that is made
 */
export function peerKokoro(directory: string, to: string): { dtype: 'q8' | 'fp16' | 'fp32' } {
  const file = kokoroGraph(directory)
  if (file === undefined)
    throw new AppError('model-missing', { kind: 'as-told', text: `There is no Kokoro in ${directory}.` })
  const [, dtype, suffix] = precisions.find(([form]) => form.test(path.basename(file)))!
  const model = readFileSync(file)
  mkdirSync(path.join(to, 'onnx'), { recursive: true })
  writeFileSync(path.join(to, 'onnx', `model${suffix}.onnx`), rewriteModel(model, renamed) ?? model)
  writeKokoroTexts(to)
  return { dtype }
}

function renamed(graph: Uint8Array): ProtobufWriter {
  const writer = new ProtobufWriter()
  const write = (to: ProtobufWriter, field: ProtobufField): void => {
    const name = names.get(textOf(field))
    if (name === undefined) to.copy(field)
    else to.string(field.field, name)
  }
  for (const field of readProtobuf(graph)) {
    const isNode = field.field === graphField.node
    const isInfo =
      (field.field === graphField.input || field.field === graphField.output) && names.has(nameOf(field))
    if (!isNode && !isInfo) writer.copy(field)
    else
      writer.message(field.field, (message) => {
        for (const part of readProtobuf(field.bytes)) {
          const isName = isNode
            ? part.field === nodeField.input || part.field === nodeField.output
            : part.field === 1
          if (isName) write(message, part)
          else message.copy(part)
        }
      })
  }
  return writer
}
