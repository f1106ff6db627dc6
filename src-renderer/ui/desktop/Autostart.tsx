import type { DesktopBridge } from '@contract'
import type { ReactElement } from 'react'
import { words } from '../../words'
import { useDesktopSettings } from './useDesktopSettings'

export function Autostart({ desktop }: { desktop: DesktopBridge }): ReactElement | null {
  const { settings, change } = useDesktopSettings(desktop)
  if (!settings) return null
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={settings.autostart}
        onChange={(event) => change({ autostart: event.target.checked })}
      />
      {words.desktop.autostart}
    </label>
  )
}
