import { useLayoutEffect } from 'react'
import { useParts } from './appContext'
import { isBusy } from './isBusy'
import { usePanels } from './panels/panelStore'

/**
 * The keyboard of a window: Space held talks, Escape stops, Ctrl+M mutes, Ctrl+. says "I was not done"; Ctrl+, and
 * Ctrl+K where there are panels.
 */
export function useKeys({ withPanels }: { withPanels: boolean }): void {
  const { store, desktop } = useParts()

  useLayoutEffect(() => {
    let holding = false
    let clicked: Element | null = null
    const letGo = (): void => {
      if (!holding) return
      holding = false
      store.getState().release()
    }

    const shortcut = (event: KeyboardEvent): boolean => {
      if (event.altKey || event.shiftKey || !(event.ctrlKey || event.metaKey)) return false
      const { toggle, show } = usePanels.getState()
      if (event.key.toLowerCase() === 'm') store.getState().toggleMute()
      else if (event.key === '.') store.getState().continueSpeaking()
      else if (withPanels && event.key === ',') toggle('settings')
      else if (withPanels && event.key.toLowerCase() === 'k') show('history')
      else return false
      return true
    }

    const point = (event: PointerEvent): void => {
      clicked = event.target instanceof Element ? event.target.closest('button') : null
    }
    const down = (event: KeyboardEvent): void => {
      if (event.isComposing) return
      if (event.key === 'Tab') clicked = null
      if (event.key === 'Escape') {
        const { open, close } = usePanels.getState()
        // With nothing to stop, Escape closes the panel, or puts the quick window away.
        if (isBusy(store.getState().phase)) store.getState().stop()
        else if (open) close()
        else if (!withPanels && desktop) desktop.hide()
        else return
        event.preventDefault()
      } else if (isTalkKey(event) && (holding || mayTalk(document.activeElement, clicked))) {
        event.preventDefault()
        if (holding || event.repeat) return
        holding = true
        store.getState().press()
      } else if (!event.repeat && shortcut(event)) event.preventDefault()
    }
    const up = (event: KeyboardEvent): void => {
      if (!holding || event.code !== 'Space') return
      event.preventDefault()
      letGo()
    }

    addEventListener('pointerdown', point)
    addEventListener('keydown', down)
    addEventListener('keyup', up)
    // The key may be let go where the page no longer sees it.
    addEventListener('blur', letGo)
    return () => {
      removeEventListener('pointerdown', point)
      removeEventListener('keydown', down)
      removeEventListener('keyup', up)
      removeEventListener('blur', letGo)
      letGo()
    }
  }, [store, desktop, withPanels])
}

function isTalkKey(event: KeyboardEvent): boolean {
  return event.code === 'Space' && !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey
}

/**
 * Space belongs to whoever types and to a control that was reached by keyboard. An empty question begins with no
 * space, so there it talks; and a button that was only clicked does not keep it.
 */
function mayTalk(focused: Element | null, clicked: Element | null): boolean {
  if (!focused || focused.matches('.ring')) return true
  if (focused instanceof HTMLTextAreaElement) return focused.value === ''
  if (focused.matches('input, select, [contenteditable]')) return false
  return focused === clicked || !focused.matches('button')
}
