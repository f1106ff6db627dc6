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
  const kind = side === 'inputs' ? 'input' : 'output'
  if (tensor === undefined)
    throw new AppError(
      'model-invalid',
      `${session.file} has no ${kind} named ${names.join(' or ')}; it has ${[...session[side].keys()].join(', ')}. ` +
        'Choose a model of the Voxtral layout.',
    )
  const fits =
    tensor.shape.length === shape.length &&
    shape.every((size, axis) => {
      const has = tensor.shape[axis]
      return size === null || typeof has === 'string' || has === size
    })
  if (!fits)
    throw new AppError(
      'model-invalid',
      `${kind} ${tensor.name} of ${session.file} has the shape [${tensor.shape.join(', ')}] ` +
        `where [${shape.map((size) => size ?? '?').join(', ')}] belongs. The files are of different models.`,
    )
  if (!types.includes(tensor.type))
    throw new AppError(
      'model-invalid',
      `${kind} ${tensor.name} of ${session.file} is of ${tensor.type} where ${types.join(' or ')} belongs. ` +
        'Choose a model of the Voxtral layout, or another of its variants.',
    )
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
  throw new AppError(
    'model-invalid',
    `${session.file} wants an input ${other}, which Parley does not know. Choose a model of the Voxtral layout.`,
  )
}
