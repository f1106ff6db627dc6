import { useLayoutEffect } from 'react'
import { useParts } from './appContext'
import type { App } from '../app'
import { isBusy } from '../isBusy'
import { useDraft } from './foot/draftStore'
import { isComposing } from './isComposing'
import { usePanels } from './panels/panelStore'
import { shortcutSign } from './shortcutSign'

/**
 * The keyboard of a window: Space held talks, and Enter on the ring; Escape stops, Ctrl+M mutes, Ctrl+. says "I was not done", Ctrl+Z
 * undoes a removal; Ctrl+, Ctrl+B, Ctrl+K and Ctrl+I where there are panels.
 */
export function useKeys({ withPanels }: { withPanels: boolean }): void {
  const { store, desktop } = useParts()

  useLayoutEffect(() => {
    /** The key that is held to talk. */
    let holding: string | undefined
    let clicked: Element | null = null
    const letGo = (): void => {
      if (holding === undefined) return
      holding = undefined
      store.getState().release()
    }

    const shortcut = (event: KeyboardEvent): boolean => {
      const sign = shortcutSign(event)
      const { toggle, toggleList, find } = usePanels.getState()
      if (sign === 'm') store.getState().toggleMute()
      else if (sign === '.') goOnAsking(store)
      else if (withPanels && sign === ',') toggle('settings')
      else if (withPanels && sign === 'b') toggleList()
      else if (withPanels && sign === 'k') find()
      else if (withPanels && sign === 'i') toggle('figures')
      else if (sign === 'z' && store.getState().removals.length > 0 && !isTyping(document.activeElement))
        store.getState().undoRemoval()
      else return false
      return true
    }

    const point = (event: PointerEvent): void => {
      clicked = event.target instanceof Element ? event.target.closest('button, summary') : null
    }
    const down = (event: KeyboardEvent): void => {
      if (isComposing(event)) return
      if (event.key === 'Tab') clicked = null
      if (event.key === 'Escape') {
        const { open, close, isListOpen, closeList } = usePanels.getState()
        // With nothing to stop, Escape closes the panel or the list, or puts the quick window away.
        if (isBusy(store.getState().phase)) store.getState().stop()
        else if (open) close()
        else if (isListOpen) closeList()
        else if (!withPanels && desktop) desktop.hide()
        else return
        event.preventDefault()
      } else if (
        isPlain(event) &&
        (event.code === holding || mayTalk(event.code, document.activeElement, clicked))
      ) {
        event.preventDefault()
        if (holding !== undefined || event.repeat) return
        holding = event.code
        store.getState().press()
      } else if (!event.repeat && shortcut(event)) event.preventDefault()
    }
    const up = (event: KeyboardEvent): void => {
      if (event.code !== holding) return
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

/**
 * "I was not done": a question that was spoken is opened again. One that was typed goes back into the field, and its answer ends;
 * what is being typed already stays.
 */
function goOnAsking(store: App['store']): void {
  const app = store.getState()
  const last = app.exchanges.at(-1)?.question
  if (app.phase === 'listening' || last === undefined || !('text' in last)) return app.continueSpeaking()
  if (isBusy(app.phase)) app.stop()
  const { text, take } = useDraft.getState()
  if (text === '') take(last.text)
}

function isPlain(event: KeyboardEvent): boolean {
  return !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey
}

/** Whether there is something of its own to undo in a field. */
function isTyping(focused: Element | null): boolean {
  return (
    (focused instanceof HTMLTextAreaElement || focused instanceof HTMLInputElement) && focused.value !== ''
  )
}

/**
 * Whether a key talks. Space belongs to whoever types and to a control that was reached by keyboard. An empty question
 * begins with no space, so there it talks; and a button that was only clicked does not keep it. Enter talks on the ring.
 */
function mayTalk(key: string, focused: Element | null, clicked: Element | null): boolean {
  const isRing = focused?.matches('.ring') ?? false
  if (key === 'Enter' || key === 'NumpadEnter') return isRing
  if (key !== 'Space') return false
  if (!focused || isRing) return true
  if (focused instanceof HTMLTextAreaElement) return focused.value === ''
  if (focused.matches('input, select, [contenteditable]')) return false
  return focused === clicked || !focused.matches('button, summary')
}
