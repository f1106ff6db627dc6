import type { ReactElement } from 'react'
import { useLastExchange, useParts } from './appContext'
import { Announcer } from './conversation/Announcer'
import { ConversationBox } from './conversation/ConversationBox'
import { Empty } from './conversation/Empty'
import { ExchangeView } from './conversation/ExchangeView'
import { ToolNews } from './conversation/ToolNews'
import { PrivateSign } from './conversations/PrivateSign'
import { UndoLine } from './conversations/UndoLine'
import { useDesktopCommands } from './desktop/useDesktopCommands'
import { FootLines } from './foot/FootLines'
import { MicrophoneRow } from './foot/MicrophoneRow'
import { RingNote } from './foot/RingNote'
import { Icon } from './Icon'
import { Ring } from './ring/Ring'
import { useTab } from './tab/useTab'
import { useKeys } from './useKeys'
import { words } from '../words'
import './foot/foot.css'

/** Opened from the tray for one question: the ring, the last exchange, the microphone's row, and the way to the main window. */
export function QuickWindow(): ReactElement {
  const last = useLastExchange()
  const { desktop } = useParts()
  useTab()
  useKeys({ withPanels: false })
  useDesktopCommands((command) => {
    if (command === 'shown') document.querySelector('textarea')?.focus()
  })
  return (
    <div className="window window-quick">
      <header className="unseen">
        <h1>{words.name}</h1>
      </header>
      <PrivateSign />
      <main className="window-main">
        <ConversationBox newest={last} follows>
          {last ? <ExchangeView exchange={last} last /> : <Empty short />}
          <ToolNews />
        </ConversationBox>
      </main>
      <footer className="foot">
        <div className="column foot-column">
          <FootLines />
          <Ring />
          <RingNote />
          <MicrophoneRow />
          <button
            type="button"
            className="icon-button quick-open"
            aria-label={words.quick.open}
            title={words.quick.open}
            // In a browser there is one window, which becomes the main one.
            onClick={() => (desktop ? desktop.openMain() : (location.hash = ''))}
          >
            <Icon name="open" />
          </button>
        </div>
      </footer>
      <UndoLine />
      <Announcer />
    </div>
  )
}
