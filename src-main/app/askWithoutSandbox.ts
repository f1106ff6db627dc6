import { dialog } from 'electron'
import type { SavedStateFile } from './savedState'

/**
 * Asks, until it is answered with yes once, whether to open windows that have no sandbox around them.
 * @returns whether to open them
 */
export async function askWithoutSandbox(saved: SavedStateFile): Promise<boolean> {
  if (saved.state.acceptsNoSandbox) return true
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    title: 'Parley',
    message: 'Parley’s windows have no sandbox here.',
    detail:
      'An AppImage is started so where a computer gives it no user namespaces, of which Chromium makes its sandbox. Without it a fault in Chromium is not kept inside the window. The windows show nothing but Parley’s own pages. The deb package of Parley has the sandbox.',
    buttons: ['Go on without it', 'Quit Parley'],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  })
  const isAccepted = response === 0
  if (isAccepted) saved.change({ acceptsNoSandbox: true })
  return isAccepted
}
