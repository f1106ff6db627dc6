import type { RemovalReport } from '@contract'
import { useState, type ReactElement } from 'react'
import { useApp, useParts } from './appContext'
import { Announcer } from './conversation/Announcer'
import { Conversation } from './conversation/Conversation'
import { useDesktopCommands } from './desktop/useDesktopCommands'
import { Foot } from './foot/Foot'
import { Icon, type IconName } from './Icon'
import { keyName } from './keys'
import { HistoryPanel } from './panels/HistoryPanel'
import { LicencesPanel } from './panels/LicencesPanel'
import { ModelsPanel } from './panels/ModelsPanel'
import { usePanels, type PanelName } from './panels/panelStore'
import { PrivacyPanel } from './panels/PrivacyPanel'
import { SettingsPanel } from './panels/SettingsPanel'
import { Removed } from './Removed'
import { useKeys } from './useKeys'
import { Welcome } from './Welcome'
import { words } from '../words'

/** The instrument; when everything was removed, what came of that, and nothing else, for nothing else works any more. */
export function MainWindow(): ReactElement {
  const { privacy } = useParts()
  const [removal, setRemoval] = useState<RemovalReport>()
  if (removal) return <Removed removal={removal} quit={privacy?.quit} />
  return <Instrument onRemoved={setRemoval} />
}

/** The conversation above, the ring at the foot, panels at the side. */
function Instrument({ onRemoved }: { onRemoved: (removal: RemovalReport) => void }): ReactElement {
  const welcome = useApp((app) => app.welcome)
  const open = usePanels((panels) => panels.open)
  const show = usePanels((panels) => panels.show)
  useKeys({ withPanels: true })
  useDesktopCommands((command) => {
    if (command === 'settings') show('settings')
  })
  return (
    <div className="window">
      <header className="head">
        <h1 className="head-name">{words.name}</h1>
        <PanelButton panel="history" icon="history" name={words.history.name} keys={keyName.find} />
        <PanelButton panel="settings" icon="settings" name={words.settings.name} keys={keyName.settings} />
      </header>
      <main className="window-main">
        <Conversation>{welcome !== 'over' && <Welcome step={welcome} />}</Conversation>
      </main>
      {open === 'settings' && <SettingsPanel />}
      {open === 'history' && <HistoryPanel />}
      {open === 'models' && <ModelsPanel />}
      {open === 'privacy' && <PrivacyPanel onRemoved={onRemoved} />}
      {open === 'licences' && <LicencesPanel />}
      <Foot />
      <Announcer />
    </div>
  )
}

interface PanelButtonProps {
  readonly panel: PanelName
  readonly icon: IconName
  readonly name: string
  readonly keys: string
}

function PanelButton({ panel, icon, name, keys }: PanelButtonProps): ReactElement {
  const open = usePanels((panels) => panels.open === panel)
  const toggle = usePanels((panels) => panels.toggle)
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={name}
      aria-expanded={open}
      title={`${name} (${keys})`}
      onClick={() => toggle(panel)}
    >
      <Icon name={icon} />
    </button>
  )
}
