import type { Device } from './device'
import { flatConvolutions } from './flatConvolutions'
import { floatWeights } from './floatWeights'

/**
 * The same model with convolutions that the device computes fast. Eight-bit ones become floats everywhere: of a public
 * Kokoro they took two thirds of a processor's time (ONNX Runtime 1.30), and cards have no kernel for them. On a processor
 * those over one axis get a second one.
 *
 * @returns undefined where there is nothing to do
 */
export function fasterConvolutions(
  model: Uint8Array,
  { kind }: Pick<Device, 'kind'>,
): Uint8Array | undefined {
  const floats = floatWeights(model)
  const flat = kind === 'cpu' ? flatConvolutions(floats ?? model) : undefined
  return flat ?? floats
}
