import { z } from 'zod'
import { appErrorBody, toolStep, turnEndReason, turnMetrics, type AnswerWord, type Exchange } from '@contract'

/** An exchange as its table has it. */
export interface ExchangeRow {
  readonly id: number
  readonly conversation: number
  readonly asked_at: number
  readonly question: string | null
  readonly question_seconds: number | null
  readonly is_corrected: number
  readonly answer: string
  readonly words: string
  readonly heard_end: number
  readonly outcome: string | null
  readonly error: string | null
  readonly metrics: string | null
  readonly tool_steps: string
}

/** Seconds are kept to 10 us: less than half a sample of any voice, so that samples can be told from them again. */
const stepsPerSecond = 100_000

export function toRow(exchange: Exchange): ExchangeRow {
  const { question } = exchange
  const spoken = 'seconds' in question ? question : undefined
  const text = 'seconds' in question ? question.transcript : question.text
  return {
    id: exchange.id,
    conversation: exchange.conversation,
    asked_at: exchange.askedAt,
    question: text === undefined ? null : storable(text),
    question_seconds: spoken?.seconds ?? null,
    is_corrected: spoken?.isCorrected ? 1 : 0,
    answer: storable(exchange.answer),
    words: wordsText(exchange.words),
    heard_end: exchange.heardEnd,
    outcome: exchange.outcome ?? null,
    error: exchange.error ? JSON.stringify(exchange.error) : null,
    metrics: exchange.metrics ? JSON.stringify(exchange.metrics) : null,
    tool_steps: JSON.stringify(exchange.toolSteps),
  }
}

/** An exchange of its row. What cannot be read beside its texts, as an error of a kind that is gone, is left out. */
export function fromRow(row: ExchangeRow): Exchange {
  const outcome = turnEndReason.safeParse(row.outcome).data
  const error = readJson(row.error, storedError)
  const metrics = readJson(row.metrics, turnMetrics)
  const [text, isCorrected] = [row.question, row.is_corrected === 1]
  return {
    id: row.id,
    conversation: row.conversation,
    askedAt: row.asked_at,
    question:
      row.question_seconds === null
        ? { text: text ?? '' }
        : {
            seconds: row.question_seconds,
            ...(text !== null && { transcript: text }),
            ...(isCorrected && { isCorrected }),
          },
    answer: row.answer,
    words: readJson(row.words, storedWords)?.map(fromStored) ?? [],
    heardEnd: row.heard_end,
    ...(outcome && { outcome }),
    ...(error && { error }),
    ...(metrics && { metrics }),
    toolSteps: readJson(row.tool_steps, z.array(toolStep)) ?? [],
  }
}

/** A text without what would end it for SQLite. */
export function storable(text: string): string {
  return text.replaceAll('\0', '\ufffd')
}

/** Words in the form of their column: four numbers each. */
export function wordsText(words: readonly AnswerWord[]): string {
  const steps = (seconds: number): number => Math.round(seconds * stepsPerSecond)
  return JSON.stringify(
    words.map(({ written, startSeconds, endSeconds }) => [
      ...written,
      steps(startSeconds),
      steps(endSeconds),
    ]),
  )
}

/** An earlier version kept the sentence of an error itself. */
const storedError = z.preprocess(
  (kept) =>
    typeof kept === 'object' && kept !== null && 'message' in kept && !('notice' in kept)
      ? { ...kept, notice: { kind: 'as-told', text: kept.message } }
      : kept,
  appErrorBody,
)

const place = z.number().int().min(0)
const storedWords = z.array(z.tuple([place, place, place, place]))

function fromStored([start, end, startStep, endStep]: z.infer<typeof storedWords>[number]): AnswerWord {
  return {
    written: [start, end],
    startSeconds: startStep / stepsPerSecond,
    endSeconds: endStep / stepsPerSecond,
  }
}

function readJson<T>(text: string | null, schema: z.ZodType<T>): T | undefined {
  if (text === null) return undefined
  try {
    return schema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
