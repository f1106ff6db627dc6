import { setTimeout as sleep } from 'node:timers/promises'
import { patienceMs } from '../patience'

/**
 * Looks until there is something, and returns it: for what tells nobody that it has come.
 * @param look undefined and false: there is nothing yet
 * @param what completes "Waited in vain for"
 * @param everyMs longer where it costs something to look
 */
export async function eventually<T>(
  look: () => T | undefined | false | Promise<T | undefined | false>,
  what: string | (() => string),
  everyMs = 10,
): Promise<T> {
  const until = performance.now() + patienceMs
  for (;;) {
    const found = await look()
    if (found !== undefined && found !== false) return found
    if (performance.now() > until)
      throw new Error(`Waited in vain for ${typeof what === 'string' ? what : what()}`)
    await sleep(everyMs)
  }
}
