import type { DesktopCommand } from '@contract'
import { useEffect, useRef } from 'react'
import { useParts } from '../appContext'

/** Hears what the menu, the tray and the window around the page want of the screen. */
export function useDesktopCommands(obey: (command: DesktopCommand) => void): void {
  const { desktop } = useParts()
  const latest = useRef(obey)
  useEffect(() => {
    latest.current = obey
  })
  // The bridge keeps its listeners for good, so it is given one only.
  const isHeard = useRef(false)
  useEffect(() => {
    if (isHeard.current) return
    isHeard.current = true
    desktop?.onCommand((command) => latest.current(command))
  }, [desktop])
}
