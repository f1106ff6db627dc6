import { text as readText } from 'node:stream/consumers'
import { AppError, longestQuestionChars } from '@contract'
import { ownCommand } from '../engine/files/ownCommand'
import { terminal } from '../terminalWords'
import { runAsking } from './runAsking'

await runAsking({
  usage: () => terminal().words.ask.usage((words) => ownCommand('ask', words)),
  options: {},
  isAlwaysSpoken: false,
  async questions(words) {
    const said = words.includes('-') ? `\n${(await readText(process.stdin)).trim()}\n` : ''
    return [{ text: checkedText(words.map((word) => (word === '-' ? said : word)).join(' ')) }]
  },
})

/** Before models are loaded: what cannot be asked would keep what can be waiting. */
function checkedText(words: string): string {
  const text = words.trim()
  if (text === '') throw new AppError('usage', { kind: 'usage-no-question' })
  if (text.length <= longestQuestionChars) return text
  throw new AppError('usage', { kind: 'question-characters', count: text.length, most: longestQuestionChars })
}
