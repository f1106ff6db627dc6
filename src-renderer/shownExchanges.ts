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

function merged(known: ShownExchange | undefined, told: Exchange): ShownExchange {
  const { id, question, answer, heardEnd, outcome = 'running', error } = told
  if (known?.turn !== undefined) return { ...known, id, question }
  const readEnd = known?.readEnd
  return {
    ...{ key: known?.key ?? `id-${id}`, id, question, answer, heardEnd, outcome },
    ...(error && { error }),
    ...(readEnd !== undefined && { readEnd }),
  }
}
