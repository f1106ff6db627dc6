import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'

/**
 * Gives the focus to a panel that opens, and back to what had it when the panel goes and nothing else has it.
 * @param first what in the panel gets it; the panel itself where there is none
 */
export function useOwnFocus(panelRef: RefObject<HTMLElement | null>, first?: string): void {
  // Before the panel is there: what it hides loses the focus as soon as anything in it is measured.
  const [before] = useState(() => document.activeElement)
  const hadFocus = useRef(false)
  useLayoutEffect(() => {
    const panel = panelRef.current
    return () => {
      const focused = document.activeElement
      hadFocus.current = focused === document.body || (panel?.contains(focused) ?? false)
    }
  }, [panelRef])
  useEffect(() => {
    const panel = panelRef.current
    const taken = first === undefined ? panel : panel?.querySelector<HTMLElement>(first)
    taken?.focus({ preventScroll: true })
    return () => {
      // What the panel hid is seen again now, and can take it.
      if (hadFocus.current && before instanceof HTMLElement) before.focus({ preventScroll: true })
    }
  }, [panelRef, first, before])
}
