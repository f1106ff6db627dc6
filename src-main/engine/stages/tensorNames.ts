import { AppError } from '@contract'
import type { Session, TensorInfo } from '../onnx/session'

/**
 * Finds a tensor by any of the names that exports give it.
 * @param shape sizes the tensor must have where they are fixed in the graph; null where any will do
 * @throws model-invalid saying what is missing or has another shape
 */
export function findTensor(
  session: Session,
  side: 'inputs' | 'outputs',
  names: readonly string[],
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
  return tensor
}
