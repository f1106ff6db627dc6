import type { Exchange } from '@contract'
import type { ConversationMessage } from './engineClient'
import type { ShownExchange } from './state'

/**
 * What a window shows when the engine has said something of the conversation that is open. Of an exchange that this window
 * asked, it knows more than the engine: what is written so far, what was really heard, and what went wrong on the way.
 * @param shown oldest first
 */
export function shownExchanges(
  shown: readonly ShownExchange[],
  message: ConversationMessage,
): readonly ShownExchange[] {
  switch (message.type) {
    case 'conversation': {
      const told = message.exchanges.map((each) =>
        merged(
          shown.find(({ id }) => id === each.id),
          each,
        ),
      )
      // Questions that no engine has taken yet.
      return [...told, ...shown.filter(({ id }) => id === undefined)]
    }
    case 'exchange': {
      const { exchange, turn } = message
      const isIt = (each: ShownExchange): boolean =>
        each.id === exchange.id || (turn !== undefined && each.turn === turn)
      if (shown.some(isIt)) return shown.map((each) => (isIt(each) ? merged(each, exchange) : each))
      // A question that this window has taken back meanwhile is shown no more.
      return turn === undefined ? [...shown, merged(undefined, exchange)] : shown
    }
    case 'exchange-written':
      return shown.map((each) =>
        each.id === message.exchange ? { ...each, answer: each.answer + message.text } : each,
      )
    case 'exchange-heard': {
      const { exchange, place, isAgain } = message
      return shown.map((each) => {
        if (each.id !== exchange) return each
        return isAgain ? readTo(each, place) : { ...each, heardEnd: place ?? each.heardEnd }
      })
    }
    case 'forgotten':
      return shown.filter(({ id }) => id !== message.exchange)
  }
}

/** What is shown, behind what was said earlier in the same conversation. @param earlier oldest first */
export function earlierShown(
  shown: readonly ShownExchange[],
  earlier: readonly Exchange[],
): readonly ShownExchange[] {
  const known = new Set(shown.map(({ id }) => id))
  return [...earlier.filter(({ id }) => !known.has(id)).map((each) => merged(undefined, each)), ...shown]
}

/** An exchange whose answer is read aloud again up to a place; undefined: no more. */
export function readTo(exchange: ShownExchange, readEnd: number | undefined): ShownExchange {
  const { readEnd: _before, ...others } = exchange
  return readEnd === undefined ? others : { ...others, readEnd }
}

function merged(known: ShownExchange | undefined, told: Exchange): ShownExchange {
  const { id, question, answer, heardEnd, outcome = 'running', error, metrics, toolSteps } = told
  const called = toolSteps.length > 0 && { toolSteps }
  if (known?.turn !== undefined) return { ...known, id, question, ...called }
  const readEnd = known?.readEnd
  // The window that plays an answer tells how far it is: that it is written to its end is not that.
  const isPlaying = known?.outcome === 'running' && outcome === 'done' && known.heardEnd > 0
  const shownEnd = isPlaying ? known.heardEnd : heardEnd
  return {
    ...{ key: known?.key ?? `id-${id}`, id, question, answer, heardEnd: shownEnd, outcome },
    ...called,
    ...(error && { error }),
    ...(metrics && { metrics }),
    ...(readEnd !== undefined && { readEnd }),
  }
}
