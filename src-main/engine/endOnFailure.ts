import { failedEvent } from './failedEvent'
import type { AppLine } from './hostEngine'

/**
 * Ends this process when something fails in it that nobody catches, as Node does. But the host is told what that was, and neither
 * it nor the terminal, which may be a journal, is told what it said: that could be what somebody else has said.
 */
export function endOnFailure(app: Pick<AppLine, 'send'>): void {
  let hasFailed = false
  process.on('uncaughtException', (thrown) => {
    // The host may be gone, and then to tell it fails as well.
    if (hasFailed) return
    hasFailed = true
    const event = failedEvent(thrown)
    console.error(`parley: engine-lost: ${[event.error, ...event.at].join('\n    at ')}`)
    app.send({ kind: 'event', event })
    setImmediate(() => process.exit(1))
  })
}
