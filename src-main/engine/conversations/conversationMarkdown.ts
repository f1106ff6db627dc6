import {
  noticeInEnglish,
  type AskedQuestion,
  type Conversation,
  type Exchange,
  type ToolStep,
} from '@contract'
import { localTime } from './localTime'

/**
 * A conversation as Markdown: questions as headings of what follows them, answers as they were written.
 * @param audio where the sound of a question lies, by the number of its exchange
 */
export function conversationMarkdown(
  { name, createdAt }: Conversation,
  exchanges: readonly Exchange[],
  audio: ReadonlyMap<number, string>,
): string {
  const title = `# ${inline(name) || timeText(createdAt)}`
  const parts = exchanges.flatMap((exchange) => {
    const file = audio.get(exchange.id)
    return [
      `## ${inline(questionText(exchange.question))}`,
      [timeText(exchange.askedAt), ...(file ? [`[audio](<${file}>)`] : [])].join(' · '),
      ...exchange.toolSteps.map(stepText),
      exchange.answer.trim(),
      endText(exchange),
    ]
  })
  return `${[title, ...parts].filter((part) => part !== '').join('\n\n')}\n`
}

/** What was called for an answer, in one line. */
function stepText({ name, outcome, result }: ToolStep): string {
  return `*${inline(name)}, ${outcome ?? 'interrupted'}${result === undefined ? '' : `: ${inline(result)}`}*`
}

function questionText(question: AskedQuestion): string {
  if ('text' in question) return question.text
  return question.transcript ?? `(spoken, ${question.seconds.toFixed(1)} s)`
}

function endText({ answer, heardEnd, outcome, error }: Exchange): string {
  if (outcome === 'failed')
    return `*Failed: ${inline(error ? noticeInEnglish(error.notice) : 'nobody knows why')}*`
  if (outcome !== 'interrupted') return ''
  const heard = inline(answer.slice(0, heardEnd)).split(' ').slice(-6).join(' ')
  return heard === '' ? '*Interrupted before it was heard.*' : `*Interrupted, heard up to “${heard}”.*`
}

/** Text in one line, in which nothing is Markdown. */
function inline(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/[\\`*_[\]<>#|~]/g, '\\$&')
}

/** A time of this computer's place, such as 2026-11-28 22:05. */
function timeText(at: number): string {
  return localTime(at).slice(0, 16)
}
