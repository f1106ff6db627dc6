import { useParts } from './appContext'
import { isQuick } from './isQuick'
import { usePanels } from './panels/panelStore'

/** Shows the settings: beside the conversation, or, as the quick window has no room for them, in the main window. */
export function useOpenSettings(): () => void {
  const { desktop } = useParts()
  const show = usePanels((panels) => panels.show)
  return () => {
    if (isQuick() && desktop) desktop.openSettings()
    else {
      // In a browser there is one window, which becomes the main one.
      if (isQuick()) location.hash = ''
      show('settings')
    }
  }
}
