import { externalEntries, graphField, modelGraph } from './graphNodes'
import { readProtobuf } from './protobuf'

/**
 * The files in which a model says that its weights lie, as it names them.
 * @param model an ONNX model; a damaged one names none
 */
export function weightsLocations(model: Uint8Array): Set<string> {
  const locations = new Set<string>()
  try {
    for (const part of readProtobuf(model)) {
      if (part.field !== modelGraph) continue
      for (const field of readProtobuf(part.bytes)) {
        const location = field.field === graphField.initializer && externalEntries(field).get('location')
        if (location) locations.add(location)
      }
    }
  } catch (failure) {
    if (!(failure instanceof RangeError)) throw failure
  }
  return locations
}
