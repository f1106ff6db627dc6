import { Session } from 'node:inspector'
import { libc } from './libc'

/** To collect stops all JavaScript: for less than this it is not worth it. */
const worthCollectingBytes = 100e6

/**
 * Gives the system back what loading a model, or letting one go, has left behind: of the public Kokoro in eight bits some 700 MB.
 * JavaScript keeps large arrays that nobody uses until it has to make new ones, and glibc keeps what was freed. The event loop waits
 * for some tens of milliseconds. What cannot be given back on this system is left.
 */
export async function giveBackMemory(): Promise<void> {
  if (process.memoryUsage().arrayBuffers >= worthCollectingBytes) await collectGarbage()
  if (process.platform !== 'linux') return
  try {
    const trim = libc().func('int malloc_trim(size_t)')
    await new Promise((resolve) => void trim.async(0, resolve))
  } catch {
    // Not glibc.
  }
}

/** The inspector's way needs no flag of V8. */
async function collectGarbage(): Promise<void> {
  try {
    const session = new Session()
    session.connect()
    await new Promise<void>((resolve) => session.post('HeapProfiler.collectGarbage', () => resolve()))
    session.disconnect()
  } catch {
    // A Node without an inspector.
  }
}
