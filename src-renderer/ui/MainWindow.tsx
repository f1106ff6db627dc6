import type { RemovalReport } from '@contract'
import { useState, type ReactElement } from 'react'
import { useApp, useParts } from './appContext'
import { Announcer } from './conversation/Announcer'
import { Conversation } from './conversation/Conversation'
import { ConversationsPanel } from './conversations/ConversationsPanel'
import { PrivateSign } from './conversations/PrivateSign'
import { UndoLine } from './conversations/UndoLine'
import { useSought } from './conversations/useSought'
import { useDesktopCommands } from './desktop/useDesktopCommands'
import { FetchLine } from './FetchLine'
import { FiguresPanel } from './figures/FiguresPanel'
import { Foot } from './foot/Foot'
import { Icon, type IconName } from './Icon'
import { keyName } from './keys'
import { KeepingPanel } from './panels/KeepingPanel'
import { LicencesPanel } from './panels/LicencesPanel'
import { ModelsPanel } from './panels/ModelsPanel'
import { usePanels } from './panels/panelStore'
import { PrivacyPanel } from './panels/PrivacyPanel'
import { SettingsPanel } from './panels/SettingsPanel'
import { ToolsPanel } from './panels/ToolsPanel'
import { VoicesPanel } from './panels/voices/VoicesPanel'
import { Removed } from './Removed'
import { useTab } from './tab/useTab'
import { useKeys } from './useKeys'
import { Welcome } from './welcome/Welcome'
import { words } from '../words'

/** The instrument; when everything was removed, what came of that, and nothing else, for nothing else works any more. */
export function MainWindow(): ReactElement {
  const { privacy } = useParts()
  const [removal, setRemoval] = useState<RemovalReport>()
  if (removal) return <Removed removal={removal} quit={privacy?.quit} />
  return <Instrument onRemoved={setRemoval} />
}

/** The conversation above, the ring at the foot, conversations and panels at the sides. */
function Instrument({ onRemoved }: { onRemoved: (removal: RemovalReport) => void }): ReactElement {
  const welcome = useApp((app) => app.welcome)
  const open = usePanels((panels) => panels.open)
  const show = usePanels((panels) => panels.show)
  const toggle = usePanels((panels) => panels.toggle)
  const isListOpen = usePanels((panels) => panels.isListOpen)
  const toggleList = usePanels((panels) => panels.toggleList)
  useSought()
  useTab()
  useKeys({ withPanels: true })
  useDesktopCommands((command) => {
    if (command === 'settings') show('settings')
  })
  return (
    <div className="window">
      <header className="head">
        <HeadButton
          icon="list"
          name={words.conversations.name}
          keys={keyName.list}
          isOpen={isListOpen}
          toggle={toggleList}
        />
        <h1 className="head-name">{words.name}</h1>
        <PrivateSign />
        <HeadButton
          icon="settings"
          name={words.settings.name}
          keys={keyName.settings}
          isOpen={open === 'settings'}
          toggle={() => toggle('settings')}
        />
        <FetchLine />
      </header>
      {isListOpen && <ConversationsPanel />}
      <main className="window-main">
        {welcome === 'over' ? <Conversation /> : <Welcome step={welcome} />}
      </main>
      {open === 'settings' && <SettingsPanel />}
      {open === 'models' && <ModelsPanel />}
      {open === 'privacy' && <PrivacyPanel onRemoved={onRemoved} />}
      {open === 'licences' && <LicencesPanel />}
      {open === 'keeping' && <KeepingPanel />}
      {open === 'figures' && <FiguresPanel />}
      {open === 'voices' && <VoicesPanel />}
      {open === 'tools' && <ToolsPanel />}
      <UndoLine />
      <Foot />
      <Announcer />
    </div>
  )
}

interface HeadButtonProps {
  readonly icon: IconName
  readonly name: string
  readonly keys: string
  readonly isOpen: boolean
  readonly toggle: () => void
}

function HeadButton({ icon, name, keys, isOpen, toggle }: HeadButtonProps): ReactElement {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={name}
      aria-expanded={isOpen}
      title={`${name} (${keys})`}
      onClick={toggle}
    >
      <Icon name={icon} />
    </button>
  )
}
