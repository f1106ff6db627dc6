import { performance } from 'node:perf_hooks'
import type { LibraryHandle } from 'koffi'
import { ortLibrary } from '../../src-main/engine/onnx/library'
import { native as koffi } from '../../src-main/engine/onnx/native'

/**
 * Starts a watch over the engine's own thread. It tells the milliseconds in which that thread worked on anything but a
 * native run: runs on threads of their own do not count, and brief ones, which happen on this thread, are taken off.
 */
export function ownTime(): () => number {
  const { call } = ortLibrary()
  const { RunWithBinding } = call
  let nativeMs = 0
  const timed = (...args: unknown[]): unknown => {
    const start = threadMs()
    const status = RunWithBinding(...args)
    nativeMs += threadMs() - start
    return status
  }
  call.RunWithBinding = Object.assign(timed, { async: RunWithBinding.async })
  const start = threadMs()
  return () => {
    call.RunWithBinding = RunWithBinding
    return threadMs() - start - nativeMs
  }
}

/**
 * Milliseconds for which this thread had a core (CLOCK_THREAD_CPUTIME_ID of clock_gettime(3), where there is one). On
 * two cores a native run takes both at times; the thread then waits for it, wherever it stands.
 */
export function threadMs(): number {
  if (process.platform !== 'linux') return performance.eventLoopUtilization().active
  libc ??= koffi.load('libc.so.6')
  gettime ??= libc.func('int clock_gettime(int, _Out_ int64_t*)')
  const time = new BigInt64Array(2)
  gettime(threadClock, time)
  return Number(time[0]) * 1000 + Number(time[1]) / 1e6
}

const threadClock = 3
let libc: LibraryHandle | undefined
let gettime: ReturnType<LibraryHandle['func']> | undefined
