import type { DeviceKind } from '../config'

/** What a graphics card is used by: names, which are the same in every language. */
export const cardNames: Readonly<Record<Exclude<DeviceKind, 'cpu'>, string>> = {
  cuda: 'CUDA',
  webgpu: 'WebGPU',
  directml: 'DirectML',
  coreml: 'CoreML',
}
