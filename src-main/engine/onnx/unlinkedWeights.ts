import { realpathSync } from 'node:fs'
import path from 'node:path'
import { entryField, externalEntries, graphField, rewriteModel, tensorField } from './graphNodes'
import { ProtobufWriter, readProtobuf, type ProtobufField } from './protobuf'
import { weightsFile } from './weightsFile'

/**
 * Renames the weights of a model whose file is a link, to what they are called beside what it leads to. Hugging Face's
 * cache is such a folder of links; ONNX Runtime follows them from a file, and not for a model that is given as bytes.
 *
 * @param model an ONNX model
 * @param file where it was read
 * @returns undefined where the file is no link to another folder, no weights lie there, or the model is damaged
 */
export function unlinkedWeights(
  model: Uint8Array,
  file: string,
): { readonly graph: Uint8Array; readonly weightsFolder: string } | undefined {
  const weightsFolder = path.dirname(realpathSync(file))
  if (weightsFolder === realpathSync(path.dirname(file))) return undefined
  const names = new Map<string, string>()
  const nameOf = (location: string): string => {
    const known = names.get(location)
    if (known !== undefined) return known
    const name = path.relative(weightsFolder, weightsFile(file, location) ?? weightsFolder)
    names.set(location, name)
    return name
  }
  const graph = rewriteModel(model, (graph) => {
    const writer = new ProtobufWriter()
    for (const field of readProtobuf(graph)) {
      const location = field.field === graphField.initializer && externalEntries(field).get('location')
      const name = location ? nameOf(location) : ''
      // What lies elsewhere keeps its name, and loading it tells more.
      if (name === '' || name.startsWith('..')) writer.copy(field)
      else writer.message(graphField.initializer, (tensor) => writeMoved(tensor, field, name))
    }
    return writer
  })
  return graph && names.size > 0 ? { graph, weightsFolder } : undefined
}

/** A tensor whose bytes lie in a file of another name. */
function writeMoved(writer: ProtobufWriter, tensor: ProtobufField, location: string): void {
  for (const part of readProtobuf(tensor.bytes)) if (part.field !== tensorField.external) writer.copy(part)
  for (const [key, value] of externalEntries(tensor).set('location', location))
    writer.message(tensorField.external, (entry) =>
      entry.string(entryField.key, key).string(entryField.value, value),
    )
}
