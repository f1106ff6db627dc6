import { AppError } from '@contract'
import type { ElementType } from '../../onnx/elementType'
import type { Session, TensorInfo } from '../../onnx/session'

/**
 * Finds a tensor by any of the names that exports give it.
 * @param types the element types that it may have
 * @param shape sizes the tensor must have where they are fixed in the graph; null where any will do
 * @throws model-invalid saying what is missing, or of another type or shape
 */
export function findTensor(
  session: Session,
  side: 'inputs' | 'outputs',
  names: readonly string[],
  types: readonly ElementType[],
  shape: readonly (number | null)[],
): TensorInfo {
  const tensor = names.map((name) => session[side].get(name)).find((found) => found !== undefined)
  if (tensor === undefined)
    throw ofOther(session, `${side}: ${[...session[side].keys()].join(', ')}; ${names.join(' / ')} missing`)
  const fits =
    tensor.shape.length === shape.length &&
    shape.every((size, axis) => {
      const has = tensor.shape[axis]
      return size === null || typeof has === 'string' || has === size
    })
  if (!fits)
    throw ofOther(
      session,
      `${tensor.name}: [${tensor.shape.join(', ')}], not [${shape.map((size) => size ?? '?').join(', ')}]`,
    )
  if (!types.includes(tensor.type))
    throw ofOther(session, `${tensor.name}: ${tensor.type}, not ${types.join(' / ')}`)
  return tensor
}

/**
 * Looks whether a graph wants anything that nobody would give it.
 * @param given the names of all inputs that its runs are given
 * @throws model-invalid naming the input
 */
export function refuseOtherInputs(session: Session, given: readonly string[]): void {
  const other = [...session.inputs.keys()].find((name) => !given.includes(name))
  if (other === undefined) return
  throw ofOther(session, `unknown input ${other}`)
}

function ofOther({ file }: Session, detail: string): AppError {
  return new AppError('model-invalid', { kind: 'model-file-other', file, family: 'Voxtral', detail })
}
