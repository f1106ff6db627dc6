import type { ReactElement } from 'react'
import { useApp, useLastExchange } from './appContext'
import { Announcer } from './conversation/Announcer'
import { ConversationBox } from './conversation/ConversationBox'
import { Empty } from './conversation/Empty'
import { ExchangeView } from './conversation/ExchangeView'
import { PrivateSign } from './conversations/PrivateSign'
import { UndoLine } from './conversations/UndoLine'
import { useDesktopCommands } from './desktop/useDesktopCommands'
import { KeyButton } from './foot/KeyButton'
import { QuestionField } from './foot/QuestionField'
import { RingNote } from './foot/RingNote'
import { Ring } from './ring/Ring'
import { useKeys } from './useKeys'
import { words } from '../words'
import './foot/foot.css'

/** Opened from the tray for one question: the ring, the last exchange, the text field. */
export function QuickWindow(): ReactElement {
  const last = useLastExchange()
  const muted = useApp((app) => app.muted)
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
        </ConversationBox>
      </main>
      <footer className="foot">
        <div className="column foot-column">
          <Ring />
          {/* There is no room for the microphone's own button. */}
          <RingNote>{muted && <KeyButton to="unmute" />}</RingNote>
          <div className="microphone-row">
            <QuestionField />
          </div>
        </div>
      </footer>
      <UndoLine />
      <Announcer />
    </div>
  )
}
