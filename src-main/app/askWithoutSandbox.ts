import { dialog } from 'electron'
import type { SavedStateFile } from './savedState'
import { words } from './words'

/**
 * Asks, until it is answered with yes once, whether to open windows that have no sandbox around them.
 * @returns whether to open them
 */
export async function askWithoutSandbox(saved: SavedStateFile): Promise<boolean> {
  if (saved.state.acceptsNoSandbox) return true
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    title: words.name,
    message: words.sandbox.message,
    detail: words.sandbox.detail,
    buttons: [words.sandbox.yes, words.sandbox.no],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  })
  const isAccepted = response === 0
  if (isAccepted) saved.change({ acceptsNoSandbox: true })
  return isAccepted
}
