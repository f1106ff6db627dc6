import type { ReactElement } from 'react'
import type { Exchange } from '../../state'
import { useActions } from '../appContext'
import { Icon } from '../Icon'
import { words } from '../../words'
import { Caption } from './Caption'
import { spokenWords } from './spokenWords'

/** One question and its answer. */
export function ExchangeView({ exchange, last }: { exchange: Exchange; last: boolean }): ReactElement {
  return (
    <article className="exchange" id={exchangeId(exchange.turn)} tabIndex={-1}>
      <Question exchange={exchange} />
      {exchange.answer !== '' && <Caption exchange={exchange} last={last} />}
      <Outcome exchange={exchange} />
    </article>
  )
}

export const exchangeId = (turn: number): string => `exchange-${turn}`

function Question({ exchange }: { exchange: Exchange }): ReactElement {
  if (exchange.question !== undefined) return <p className="question">{exchange.question}</p>
  return (
    <p className="question question-spoken">
      <Icon name="microphone" />
      {spokenWords(exchange)}
    </p>
  )
}

function Outcome({ exchange }: { exchange: Exchange }): ReactElement | null {
  const actions = useActions()
  const { outcome, error } = exchange
  if (outcome === 'interrupted') {
    const early = exchange.heardEnd === 0
    return <p className="outcome">{early ? words.conversation.stoppedEarly : words.conversation.stopped}</p>
  }
  if (outcome !== 'failed') return null
  return (
    <div className="outcome outcome-failed">
      <p>{error?.message ?? words.conversation.failed}</p>
      {error?.retryable !== false && (
        <button type="button" className="button" onClick={() => actions.askAgain(exchange.turn)}>
          {words.conversation.again}
        </button>
      )}
    </div>
  )
}
