import { native } from './native'

/** RTLD_NOW of dlfcn.h. */
const now = 2

/**
 * Keeps a library loaded until the process is no more. koffi unloads its libraries when Node ends; the CUDA provider, which
 * ONNX Runtime loads, stays and calls into ONNX Runtime at the very end: a command that had used CUDA ended in a
 * segmentation fault. (Seen on Linux; elsewhere nothing is done.)
 */
export function keepLoaded(file: string): void {
  if (process.platform !== 'linux') return
  native.load(null).func('void* dlopen(const char*, int)')(file, now)
}
