import { longestSearchChars } from '@contract'
import { useEffect, useRef, useState, type ReactElement } from 'react'
import { useActions, useApp } from '../appContext'
import { Icon } from '../Icon'
import { usePanels } from '../panels/panelStore'
import { useOwnFocus } from '../panels/useOwnFocus'
import { coversWindow } from '../room'
import { useIsRecorded } from '../useIsRecorded'
import { words } from '../../words'
import { ConversationList } from './ConversationList'
import { FoundList } from './FoundList'
import { KeptNote } from './KeptNote'
import { SaveConversation } from './SaveConversation'
import '../panels/panel.css'
import './conversations.css'

/** The conversations at the left: found, opened, begun, renamed and deleted. In a small window it takes all of it. */
export function ConversationsPanel(): ReactElement {
  const actions = useActions()
  const close = usePanels((panels) => panels.closeList)
  const [query, setQuery] = useState('')
  const panelRef = useRef<HTMLElement>(null)
  const findRef = useRef<HTMLInputElement>(null)
  const wantsFind = usePanels((panels) => panels.wantsFind)
  const gaveFind = usePanels((panels) => panels.gaveFind)

  // Itself, and no control in it: Tab goes on in it, and Space still talks.
  useOwnFocus(panelRef)
  useEffect(() => {
    if (!wantsFind) return
    findRef.current?.focus({ preventScroll: true })
    gaveFind()
  }, [wantsFind, gaveFind])

  const focusPanel = (): void => panelRef.current?.focus({ preventScroll: true })
  const closeOverConversation = (): void => {
    if (coversWindow()) close()
  }
  return (
    <aside
      className="panel panel-left"
      id="conversations"
      aria-label={words.conversations.name}
      tabIndex={-1}
      ref={panelRef}
    >
      <div className="panel-head list-head">
        <h2 className="unseen">{words.conversations.name}</h2>
        <div className="find">
          <Icon name="find" />
          <input
            type="search"
            ref={findRef}
            value={query}
            maxLength={longestSearchChars}
            placeholder={words.conversations.findShort}
            aria-label={words.conversations.find}
            onChange={(event) => setQuery(event.target.value)}
          />
        </div>
        <button type="button" className="icon-button" aria-label={words.panel.close} onClick={close}>
          <Icon name="close" />
        </button>
      </div>
      <div className="panel-body list-body">
        {query.trim() === '' ? (
          <>
            <Begin onBegin={closeOverConversation} />
            <ConversationList onOpen={closeOverConversation} onRemove={focusPanel} />
            <section className="panel-part">
              <SaveConversation />
              <button
                type="button"
                className="button"
                onClick={() => {
                  actions.remove('everything')
                  focusPanel()
                }}
              >
                <Icon name="remove" />
                {words.conversations.removeAll}
              </button>
              <KeptNote />
            </section>
          </>
        ) : (
          <FoundList query={query.trim()} onOpen={closeOverConversation} onRemove={focusPanel} />
        )}
      </div>
    </aside>
  )
}

/** New conversations. One in which nothing was said yet is as good as new. */
function Begin({ onBegin }: { onBegin: () => void }): ReactElement {
  const actions = useActions()
  const isEmpty = useApp((app) => app.exchanges.length === 0)
  const isPrivate = useApp((app) => app.conversation?.isPrivate ?? false)
  const isRecorded = useIsRecorded()
  const begin = (wantsPrivate: boolean): void => {
    actions.newConversation(wantsPrivate)
    onBegin()
  }
  return (
    <div className="list-begin">
      <button
        type="button"
        className="button"
        aria-label={words.conversations.begin}
        disabled={isEmpty && !isPrivate}
        onClick={() => begin(false)}
      >
        <Icon name="add" />
        {words.conversations.beginShort}
      </button>
      <button
        type="button"
        className="button"
        aria-label={words.conversations.beginPrivate}
        title={isRecorded ? words.recording.privateMeans : words.conversations.privateMeans}
        disabled={isEmpty && isPrivate}
        onClick={() => begin(true)}
      >
        <Icon name="private" />
        {words.conversations.beginPrivateShort}
      </button>
    </div>
  )
}
