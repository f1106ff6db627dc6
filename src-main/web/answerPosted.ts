import type { IncomingMessage, ServerResponse } from 'node:http'
import { AppError, type AppErrorBody } from '@contract'
import { readBody } from './readBody'

/**
 * Answers what a page posted, as JSON. What is longer than `longestBytes` is not read, and what cannot be understood is
 * answered by `wrong` of what is wrong with it.
 * @param answer throws where what was said is nothing that is known
 */
export async function answerPosted(
  request: IncomingMessage,
  response: ServerResponse,
  longestBytes: number,
  answer: (said: unknown) => unknown,
  wrong: (error: AppErrorBody) => unknown = (error) => error,
): Promise<void> {
  const text = await readBody(request, longestBytes)
  const answered = await answerSaid(text ?? '', answer).catch(() => wrong(unknownSaid.toBody()))
  response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
  response.end(JSON.stringify(answered ?? null))
}

async function answerSaid(text: string, answer: (said: unknown) => unknown): Promise<unknown> {
  return await answer(JSON.parse(text))
}

const unknownSaid = new AppError('message-invalid', { kind: 'window-request-unknown' })
