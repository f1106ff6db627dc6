import type { DesktopBridge, DesktopSettings } from '@contract'
import { useCallback, useEffect, useState } from 'react'

type Settings = Awaited<ReturnType<DesktopBridge['settings']>>

/** The settings that the app around the window keeps; undefined until they are known. */
export function useDesktopSettings(desktop: DesktopBridge): {
  readonly settings: Settings | undefined
  readonly change: (change: Partial<DesktopSettings>) => void
} {
  const [settings, setSettings] = useState<Settings>()
  useEffect(() => void desktop.settings().then(setSettings), [desktop])
  const change = useCallback(
    (part: Partial<DesktopSettings>) => void desktop.changeSettings(part).then(setSettings),
    [desktop],
  )
  return { settings, change }
}
