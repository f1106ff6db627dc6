import { memo, useState, type FocusEvent, type ReactElement } from 'react'
import type { ShownExchange } from '../../state'
import { useActions } from '../appContext'
import { useLanguage } from '../useLanguage'
import { words } from '../../words'
import { Caption } from './Caption'
import { ExchangeActions } from './ExchangeActions'
import { Question } from './Question'
import { ToolSteps } from './ToolSteps'
import { SmallListenerNote } from './SmallListenerNote'
import { whyFailed } from './whyFailed'

/** One question and its answer. */
export const ExchangeView = memo(function ExchangeView({
  exchange,
  last,
}: {
  exchange: ShownExchange
  last: boolean
}): ReactElement {
  useLanguage()
  // Whoever was led here goes on with Tab to what can be done here.
  const [isHere, setHere] = useState(false)
  const left = ({ currentTarget, relatedTarget }: FocusEvent): void => {
    if (!currentTarget.contains(relatedTarget)) setHere(false)
  }
  return (
    <article
      className="exchange"
      id={exchangeId(exchange.key)}
      tabIndex={-1}
      onFocus={() => setHere(true)}
      onBlur={left}
    >
      <Question exchange={exchange} isStop={last || isHere} />
      <ToolSteps steps={exchange.toolSteps ?? []} />
      {exchange.answer !== '' && <Caption exchange={exchange} last={last} />}
      <Outcome exchange={exchange} />
      {last && <SmallListenerNote exchange={exchange} />}
      <ExchangeActions exchange={exchange} isStop={last || isHere} />
    </article>
  )
})

export const exchangeId = (key: string): string => `exchange-${key}`

function Outcome({ exchange }: { exchange: ShownExchange }): ReactElement | null {
  const actions = useActions()
  const { outcome, error, id, question } = exchange
  if (outcome === 'interrupted') {
    const early = exchange.heardEnd === 0
    return <p className="outcome">{early ? words.conversation.stoppedEarly : words.conversation.stopped}</p>
  }
  if (outcome !== 'failed') return null
  return (
    <div className="outcome outcome-failed">
      <p>{whyFailed(error)}</p>
      {error?.retryable !== false && (id !== undefined || 'text' in question) && (
        <button type="button" className="button" onClick={() => actions.askAgain(exchange.key)}>
          {words.conversation.again}
        </button>
      )}
    </div>
  )
}
