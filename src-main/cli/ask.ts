import { text as readText } from 'node:stream/consumers'
import { AppError, longestQuestionChars } from '@contract'
import { ownCommand } from '../engine/files/ownCommand'
import { answerHelp, runAsking } from './runAsking'

const usage = `${ownCommand('ask', '"What is the capital of France?"')} [--say] [--out ANSWER.wav]

Asks this and prints the answer as it is written. The word - stands for what the standard input says.

${answerHelp}`

await runAsking({
  usage,
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
