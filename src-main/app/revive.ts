import { dialog, type BrowserWindow } from 'electron'
import { pageEnds, type NoteEvent } from '@contract'
import { words } from './words'

/** A page that dies sooner than this after it was loaded again would go on dying. */
const steadyMs = 10_000

/**
 * Loads a window's page again when its process died; its next question works. One that dies again at once is loaded
 * only when the user wants it to be: one sentence asks for all windows.
 * @param note told of it, for the log
 */
export function revive(windows: readonly BrowserWindow[], quit: () => void, note: NoteEvent): void {
  const revivedAt = new Map<BrowserWindow, number>()
  const dead = new Set<BrowserWindow>()
  let isAsking = false
  const load = (window: BrowserWindow): void => {
    revivedAt.set(window, performance.now())
    window.webContents.reload()
  }
  const ask = async (): Promise<void> => {
    if (isAsking) return
    isAsking = true
    const { response } = await dialog.showMessageBox({
      type: 'error',
      title: words.name,
      message: words.stopped.message,
      detail: words.stopped.detail,
      buttons: [words.stopped.again, words.stopped.quit],
      defaultId: 0,
      // Escape is no decision to quit.
      cancelId: 0,
      noLink: true,
    })
    isAsking = false
    const again = [...dead]
    dead.clear()
    if (response === 1) quit()
    else again.forEach(load)
  }
  for (const window of windows) {
    window.once('closed', () => dead.delete(window))
    window.webContents.on('render-process-gone', (_, { reason }) => {
      if (reason === 'clean-exit') return
      note({ event: 'page-crashed', reason: pageEnds.find((each) => each === reason) ?? 'other' })
      if (performance.now() - (revivedAt.get(window) ?? -Infinity) >= steadyMs) return load(window)
      dead.add(window)
      void ask()
    })
  }
}
