import type { Exchange } from '../../state'
import { duration, words } from '../../words'

/** The listener hears the speech itself and writes no transcript: how long it was is all that is known of it. */
export function spokenWords(exchange: Exchange): string {
  const seconds = exchange.stages?.engine?.utteranceSeconds ?? exchange.questionSeconds
  return seconds ? words.conversation.spokenFor(duration(seconds * 1000)) : words.conversation.spoken
}
