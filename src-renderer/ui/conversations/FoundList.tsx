import type { FoundExchange } from '@contract'
import { useEffect, useState, type ReactElement } from 'react'
import { useActions, useApp, useParts } from '../appContext'
import { dayName, inWords, words } from '../../words'
import { ConversationRow } from './ConversationRow'
import { MarkedText } from './MarkedText'
import { MoreWhenSeen } from './MoreWhenSeen'
import { useConversations } from './useConversations'
import { usePages } from './usePages'

/** So long nothing is typed before it is searched for. */
const typingMs = 150
/** So often it is searched again while older exchanges were not looked at. */
const againMs = 1000

interface FoundListProps {
  readonly query: string
  readonly onOpen: () => void
  readonly onRemove: () => void
}

/**
 * The conversations whose name is like a query, and what is found of it in all of them, newest first. A press opens a
 * conversation, and at the place that was found.
 */
export function FoundList({ query, onOpen, onRemove }: FoundListProps): ReactElement {
  const { askStore } = useParts()
  const listVersion = useApp((app) => app.listVersion)
  const text = useLater(query, typingMs)
  const named = useConversations(text)
  const [unsearched, setUnsearched] = useState(0)
  const [times, setTimes] = useState(1)
  const { entries, isWhole, trouble, more } = usePages<FoundExchange>(async (limit, after) => {
    const before = after && { before: after.exchange }
    const { found, unsearched } = await askStore({ kind: 'search', text, limit, ...before })
    setUnsearched(unsearched)
    return found
  }, `${listVersion} ${times} ${text}`)
  useEffect(() => {
    if (unsearched === 0) return
    const timer = setTimeout(() => setTimes(times + 1), againMs)
    return () => clearTimeout(timer)
  }, [unsearched, times])
  const count = entries?.length
  const namedCount = named.entries?.length ?? 0
  return (
    <>
      <p className="unseen" role="status">
        {namedCount > 0 && `${words.conversations.foundNamed(namedCount, named.isWhole)} `}
        {count !== undefined && words.conversations.found(count, isWhole)}
      </p>
      {trouble !== undefined && <p role="alert">{inWords(trouble)}</p>}
      {namedCount > 0 && (
        <ul className="list">
          {named.entries?.map((each) => (
            <li key={each.id}>
              <ConversationRow conversation={each} onOpen={onOpen} onRemove={onRemove} />
            </li>
          ))}
        </ul>
      )}
      {!named.isWhole && <MoreWhenSeen more={named.more} />}
      {count === 0 && named.entries?.length === 0 && unsearched === 0 && (
        <p className="panel-empty">{words.conversations.noMatch(text)}</p>
      )}
      {unsearched > 0 && <p className="panel-empty">{words.conversations.stillSearched(unsearched)}</p>}
      <ul className="list">
        {entries?.map((found) => (
          <li key={found.exchange}>
            <FoundEntry found={found} onOpen={onOpen} />
          </li>
        ))}
      </ul>
      {!isWhole && <MoreWhenSeen more={more} />}
    </>
  )
}

function FoundEntry({ found, onOpen }: { found: FoundExchange; onOpen: () => void }): ReactElement {
  const actions = useActions()
  const { conversation, exchange, name, askedAt, question, answer } = found
  return (
    <button
      type="button"
      className="list-found"
      onClick={() => {
        actions.openConversation(conversation, exchange)
        onOpen()
      }}
    >
      <span className="list-found-name">
        {[name, dayName(askedAt, Date.now())].filter(Boolean).join(' · ')}
      </span>
      {question.text !== '' && (
        <span>
          <MarkedText snippet={question} />
        </span>
      )}
      <span className="list-found-answer">
        <MarkedText snippet={answer} />
      </span>
    </button>
  )
}

/** A value when it has stayed the same for so long. */
function useLater(value: string, ms: number): string {
  const [later, setLater] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setLater(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return later
}
