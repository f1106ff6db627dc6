import { useState, type MouseEvent, type ReactElement } from 'react'
import type { ShownExchange } from '../../state'
import { useActions, useApp } from '../appContext'
import { exchangeId } from '../conversation/ExchangeView'
import { questionWords } from '../conversation/questionWords'
import { Icon } from '../Icon'
import { words } from '../../words'
import { excerpt, findExchanges } from './findExchanges'
import { NewConversation } from './NewConversation'
import { Panel } from './Panel'
import { usePanels } from './panelStore'
import { SaveAsText } from './SaveAsText'

/** What was asked in this conversation, newest first, with a field to find in it. */
export function HistoryPanel(): ReactElement {
  const exchanges = useApp((app) => app.exchanges)
  const [query, setQuery] = useState('')
  const found = findExchanges(exchanges, query)

  return (
    <Panel name={words.history.name}>
      <div className="find">
        <Icon name="find" />
        <input
          type="search"
          data-first
          value={query}
          placeholder={words.history.find}
          aria-label={words.settings.keyNames.find}
          onChange={(event) => setQuery(event.target.value)}
        />
      </div>
      <p className="unseen" role="status">
        {query !== '' && words.history.count(found.length)}
      </p>
      {found.length === 0 && (
        <p className="panel-empty">
          {query === '' ? words.history.none : words.history.noMatch(query.trim())}
        </p>
      )}
      <ul className="history">
        {found.map((exchange) => (
          <li key={exchange.key}>
            <Entry exchange={exchange} query={query} />
          </li>
        ))}
      </ul>
      {exchanges.length > 0 && (
        <section className="panel-part">
          <SaveAsText />
          <NewConversation />
          <p className="panel-note">{words.history.kept}</p>
        </section>
      )}
    </Panel>
  )
}

function Entry({ exchange, query }: { exchange: ShownExchange; query: string }): ReactElement {
  const actions = useActions()
  const close = usePanels((panels) => panels.close)
  const question = questionWords(exchange.question)
  const forget = (event: MouseEvent): void => {
    // Its own button goes with it: the focus needs another place.
    event.currentTarget.closest('.panel')?.querySelector<HTMLElement>('[data-first]')?.focus()
    actions.forgetExchange(exchange.key)
  }
  const goThere = (): void => {
    const place = document.getElementById(exchangeId(exchange.key))
    // Where the panel lies over the conversation it would hide what was found.
    if (!matchMedia('(width >= 79rem)').matches) close()
    // After the panel has given the focus back.
    requestAnimationFrame(() => {
      place?.scrollIntoView({ block: 'start' })
      place?.focus({ preventScroll: true })
    })
  }
  return (
    <>
      <button type="button" className="history-entry" onClick={goThere}>
        <span className="history-question">
          <Marked text={question} query={query} />
        </span>
        <span className="history-answer">
          <Marked text={exchange.answer} query={query} />
        </span>
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={words.history.forgetOne(question)}
        title={words.history.forgetOne(question)}
        onClick={forget}
      >
        <Icon name="close" />
      </button>
    </>
  )
}

function Marked({ text, query }: { text: string; query: string }): ReactElement {
  const { before, match, after } = excerpt(text, query)
  return (
    <>
      {before}
      {match !== '' && <mark>{match}</mark>}
      {after}
    </>
  )
}
