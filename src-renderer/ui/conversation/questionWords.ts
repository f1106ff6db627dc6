import type { AskedQuestion } from '@contract'
import { formats, words } from '../../words'
import { writtenQuestion } from './writtenQuestion'

/** What was asked, as far as it is known: of speech that nobody has written down, how long it was. */
export function questionWords(question: AskedQuestion): string {
  const seconds = 'seconds' in question ? question.seconds : 0
  const spoken =
    seconds > 0 ? words.conversation.spokenFor(formats.duration(seconds * 1000)) : words.conversation.spoken
  return writtenQuestion(question) ?? spoken
}
