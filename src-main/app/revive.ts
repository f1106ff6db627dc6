import type { BrowserWindow } from 'electron'

/** A page that dies sooner than this after it was loaded again would go on dying. */
const steadyMs = 10_000

/** Loads a window's page again when its process died; its next question works. */
export function revive(window: BrowserWindow): void {
  let revivedAt = -Infinity
  window.webContents.on('render-process-gone', (_, { reason }) => {
    const now = performance.now()
    if (reason === 'clean-exit' || now - revivedAt < steadyMs) return
    revivedAt = now
    window.webContents.reload()
  })
}
