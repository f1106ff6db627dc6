import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '@contract'
import { tryLock } from './directoryLock'

/** A note is written in milliseconds; who holds it for longer than this is stuck. */
const patienceMs = 10_000
const againMs = 20

/**
 * Reads and writes a small file while nobody else does, in this process or another: of two who change it at once neither
 * loses what the other wrote.
 * @param place the file
 * @throws busy where another process does not let go of it; whatever `change` throws
 */
export async function oneAfterTheOther<T>(place: string, change: () => Promise<T>): Promise<T> {
  const until = Date.now() + patienceMs
  for (;;) {
    const lock = await tryLock(`${place}.lock`)
    if (lock !== undefined)
      try {
        return await change()
      } finally {
        await lock.release()
      }
    if (Date.now() > until) throw new AppError('busy', { kind: 'being-written', place }, { retryable: true })
    await sleep(againMs)
  }
}
