import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react'

/**
 * Gives the focus to a panel that opens, and back to what had it when the panel goes and still has it.
 * @param first what in the panel gets it; the panel itself where there is none
 */
export function useOwnFocus(panelRef: RefObject<HTMLElement | null>, first?: string): void {
  const hadFocus = useRef(false)
  useLayoutEffect(() => {
    const panel = panelRef.current
    return () => {
      hadFocus.current = panel?.contains(document.activeElement) ?? false
    }
  }, [panelRef])
  useEffect(() => {
    const before = document.activeElement
    const panel = panelRef.current
    const taken = first === undefined ? panel : panel?.querySelector<HTMLElement>(first)
    taken?.focus({ preventScroll: true })
    return () => {
      // What the panel hid is seen again now, and can take it.
      if (hadFocus.current && before instanceof HTMLElement) before.focus({ preventScroll: true })
    }
  }, [panelRef, first])
}
