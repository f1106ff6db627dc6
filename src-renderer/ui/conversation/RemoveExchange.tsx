import type { ReactElement } from 'react'
import type { ShownExchange } from '../../state'
import { useActions } from '../appContext'
import { Icon } from '../Icon'
import { words } from '../../words'
import { questionWords } from './questionWords'

/** Deletes a question and its answer. */
export function RemoveExchange({ exchange }: { exchange: ShownExchange }): ReactElement {
  const actions = useActions()
  const name = words.conversations.removeExchange(questionWords(exchange.question))
  return (
    <button
      type="button"
      className="icon-button exchange-remove"
      aria-label={name}
      title={name}
      onClick={(event) => {
        // It goes with what it is in: the focus needs another place.
        event.currentTarget.closest<HTMLElement>('.conversation')?.focus({ preventScroll: true })
        actions.forgetExchange(exchange.key)
      }}
    >
      <Icon name="remove" />
    </button>
  )
}
