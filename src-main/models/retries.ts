import { setTimeout as sleep } from 'node:timers/promises'
import { AppError, noticeInEnglish, type Notice } from '@contract'

/** Trouble on the way that may pass by itself; `waitMs` is how long the other side asked us to wait. */
export class PassingTrouble extends Error {
  readonly notice: Notice
  readonly waitMs: number | undefined

  constructor(notice: Notice, options: { waitMs?: number; cause?: unknown } = {}) {
    super(noticeInEnglish(notice), { cause: options.cause })
    this.notice = notice
    this.waitMs = options.waitMs
  }
}

export interface RetryLimits {
  /** Attempts in a row that bring nothing, before it is given up. */
  readonly tries: number
  /** The wait after the first of them; it doubles with each, up to half a minute. */
  readonly firstWaitMs: number
  /** The longest wait that the other side may ask for. */
  readonly longestWaitMs: number
  /** Told what is in the way whenever it is to be tried again. */
  readonly onTrouble?: (trouble: Notice) => void
}

/**
 * Tries until it works, is given up or aborted. An attempt that calls `advanced` brought something: the count begins anew.
 * @throws download-failed when too many attempts in a row brought nothing; what the attempt throws, unless it may pass
 */
export async function untilItPasses<T>(
  attempt: (advanced: () => void) => Promise<T>,
  limits: RetryLimits,
  signal: AbortSignal,
): Promise<T> {
  for (let failures = 0; ;) {
    signal.throwIfAborted()
    try {
      return await attempt(() => (failures = 0))
    } catch (thrown) {
      signal.throwIfAborted()
      if (!(thrown instanceof PassingTrouble)) throw thrown
      failures += 1
      if (failures >= limits.tries) {
        throw new AppError(
          'download-failed',
          { kind: 'gave-up', why: thrown.notice },
          { retryable: true, cause: thrown },
        )
      }
      const backoffMs = Math.min(limits.firstWaitMs * 2 ** (failures - 1), 30_000)
      limits.onTrouble?.(thrown.notice)
      await sleep(Math.min(thrown.waitMs ?? backoffMs, limits.longestWaitMs), undefined, { signal })
    }
  }
}
