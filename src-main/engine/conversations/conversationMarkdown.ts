import type { AskedQuestion, Conversation, Exchange, Notice } from '@contract'
import { localTime } from './localTime'

/**
 * A conversation as Markdown: questions as headings of what follows them, answers as they were written.
 * @param audio where the sound of a question lies, by the number of its exchange
 * @param inWords says in a language what is beside that
 */
export function conversationMarkdown(
  { name, createdAt }: Conversation,
  exchanges: readonly Exchange[],
  audio: ReadonlyMap<number, string>,
  inWords: (notice: Notice) => string,
): string {
  const beside = (notice: Notice): string => `*${inline(inWords(notice))}*`
  const title = `# ${inline(name) || timeText(createdAt)}`
  const parts = exchanges.flatMap((exchange) => {
    const file = audio.get(exchange.id)
    return [
      `## ${inline(questionText(exchange.question, inWords))}`,
      [timeText(exchange.askedAt), ...(file ? [`[WAV](<${file}>)`] : [])].join(' · '),
      ...exchange.toolSteps.map(({ name: tool, outcome = 'interrupted', result }) =>
        beside({ kind: 'saved-tool', tool, outcome, ...(result !== undefined && { result }) }),
      ),
      exchange.answer.trim(),
      endText(exchange, beside),
    ]
  })
  return `${[title, ...parts].filter((part) => part !== '').join('\n\n')}\n`
}

function questionText(question: AskedQuestion, inWords: (notice: Notice) => string): string {
  if ('text' in question) return question.text
  return question.transcript ?? inWords({ kind: 'saved-spoken', seconds: question.seconds })
}

/** How an answer ended, where it did otherwise than it should. */
function endText({ answer, heardEnd, outcome, error }: Exchange, beside: (notice: Notice) => string): string {
  if (outcome === 'failed') return beside({ kind: 'saved-failed', ...(error && { why: error.notice }) })
  if (outcome !== 'interrupted') return ''
  const heard = answer.slice(0, heardEnd).trim().split(/\s+/u).slice(-6).join(' ')
  return beside({ kind: 'saved-stopped', ...(heard !== '' && { heard }) })
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
