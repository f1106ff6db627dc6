import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { speakQuestion, type QuestionManner } from '../../rigs/speakQuestion'

const file = fileURLToPath(new URL('../../../models/nano/questions.json', import.meta.url))
const known = JSON.parse(readFileSync(file, 'utf8')) as { readonly ask: string[]; readonly answer: string }[]
const spoken = new Map<string, Promise<Float32Array>>()

/** What the embedded listener answers to a question that it knows. */
export function answerTo(question: string): string {
  const plain = question.toLowerCase().replace(/[.?!]/g, '')
  const found = known.find(({ ask }) => ask.includes(plain))
  if (!found) throw new Error(`The embedded listener does not know "${question}"`)
  return found.answer
}

/** The question as somebody says it, with a breath of silence around it. */
export function speech(question: string, manner: QuestionManner = {}): Promise<Float32Array> {
  const key = JSON.stringify([question, manner])
  const made = spoken.get(key) ?? speakQuestion(question, { leadMs: 100, trailMs: 50, ...manner })
  spoken.set(key, made)
  return made
}
