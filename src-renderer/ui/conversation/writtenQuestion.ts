import type { AskedQuestion } from '@contract'

/** The words of a question; undefined where it was spoken and nobody has written it down. */
export function writtenQuestion(question: AskedQuestion): string | undefined {
  return 'text' in question ? question.text : question.transcript
}
