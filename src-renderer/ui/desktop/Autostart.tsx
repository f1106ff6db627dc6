import type { ReactElement } from 'react'
import { words } from '../../words'
import { useParts } from '../appContext'
import { useSetting } from '../useSetting'

export function Autostart(): ReactElement {
  const { settings } = useParts()
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={useSetting('autostart')}
        onChange={(event) => settings.choose('autostart', event.target.checked)}
      />
      {words.desktop.autostart}
    </label>
  )
}
