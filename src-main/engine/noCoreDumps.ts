import { writeFileSync } from 'node:fs'
import { native } from './onnx/native'

/** Of setrlimit(2), on Linux and macOS. */
const limitOfCore = 4

/**
 * Keeps this process from leaving its memory on the disk when it crashes: the conversation lies there. A core file may have
 * no size; and on Linux, where programs that take dumps over need not keep to that (core(5)), none of its memory is for
 * one. It stays a process that others may look at, unlike with PR_SET_DUMPABLE: the desktop's portals refuse a program
 * whose /proc entries are closed. What it starts inherits both. On Windows nothing is done.
 */
export function noCoreDumps(): void {
  if (process.platform === 'win32') return
  const none = new BigUint64Array(2)
  native.load(null).func('int setrlimit(int, void*)')(limitOfCore, none)
  try {
    if (process.platform === 'linux') writeFileSync('/proc/self/coredump_filter', '0')
  } catch {
    // A kernel that was built without core files has no such file.
  }
}
