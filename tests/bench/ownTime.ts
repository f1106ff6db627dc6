import { performance } from 'node:perf_hooks'
import { ortLibrary } from '../../src-main/engine/onnx/library'

/**
 * Starts a watch over the engine's own thread. It tells the milliseconds in which that thread was busy with anything
 * but a native run: runs on threads of their own do not count, and brief ones, which happen on this thread, are taken off.
 */
export function ownTime(): () => number {
  const { call } = ortLibrary()
  const { RunWithBinding } = call
  let nativeMs = 0
  const timed = (...args: unknown[]): unknown => {
    const start = performance.now()
    const status = RunWithBinding(...args)
    nativeMs += performance.now() - start
    return status
  }
  call.RunWithBinding = Object.assign(timed, { async: RunWithBinding.async })
  const before = performance.eventLoopUtilization()
  return () => {
    call.RunWithBinding = RunWithBinding
    return performance.eventLoopUtilization(before).active - nativeMs
  }
}
