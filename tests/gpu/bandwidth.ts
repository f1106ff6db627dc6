import { keepLoaded } from '../../src-main/engine/onnx/keepLoaded'
import { native } from '../../src-main/engine/onnx/native'

/** NVML_CLOCK_MEM of nvml.h. */
const memoryClock = 2
/** Memory of graphics cards moves data at both edges of its clock. */
const edges = 2

/**
 * What the first NVIDIA card's memory moves at most, in bytes a second: its clock times the width of its bus, which is
 * how makers come to the figure in their sheets. Undefined where there is none, or the driver does not tell. NVML stays
 * open: opening it anew for every look at the card's memory would disturb what is measured.
 */
export function cardBandwidth(): number | undefined {
  try {
    const file = process.platform === 'win32' ? 'nvml.dll' : 'libnvidia-ml.so.1'
    const nvml = native.load(file)
    keepLoaded(file)
    const call = (signature: string, ...args: unknown[]): number =>
      Number((nvml.func(signature) as (...args: unknown[]) => unknown)(...args))
    if (call('int nvmlInit_v2()') !== 0) return undefined
    const [card, mhz, bits] = [[null], [0], [0]] as [[bigint | null], [number], [number]]
    const failed =
      call('int nvmlDeviceGetHandleByIndex_v2(unsigned int, _Out_ void**)', 0, card) !== 0 ||
      call('int nvmlDeviceGetMaxClockInfo(void*, int, _Out_ unsigned int*)', card[0], memoryClock, mhz) !==
        0 ||
      call('int nvmlDeviceGetMemoryBusWidth(void*, _Out_ unsigned int*)', card[0], bits) !== 0
    return failed ? undefined : (edges * mhz[0] * 1e6 * bits[0]) / 8
  } catch {
    return undefined
  }
}
