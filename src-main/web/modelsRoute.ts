import type { IncomingMessage, ServerResponse } from 'node:http'
import { AppError, modelRequest, type AppErrorBody } from '@contract'
import type { ModelShelf } from '../models/modelShelf'

const longestRequestBytes = 10_000

/** Tells a page of every change to the models, as server-sent events, until it goes away. */
export function streamModels(shelf: ModelShelf, response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
  // A page that does not read gets the newest state when it reads again, and none of those between.
  let unsent: string | undefined
  const send = (event: string): void => {
    unsent = response.writableNeedDrain ? event : undefined
    if (unsent === undefined) response.write(event)
  }
  response.on('drain', () => unsent !== undefined && send(unsent))
  const end = shelf.watch((cards) => send(`data: ${JSON.stringify(cards)}\n\n`))
  response.on('close', end)
}

/** Does what a page posted, and answers with what was wrong, or null. */
export async function answerModelRequest(
  shelf: ModelShelf,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const wrong = await askShelf(shelf, request)
  response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
  response.end(JSON.stringify(wrong ?? null))
}

async function askShelf(shelf: ModelShelf, request: IncomingMessage): Promise<AppErrorBody | undefined> {
  let text = ''
  for await (const chunk of request) {
    text += String(chunk)
    if (text.length > longestRequestBytes) return notUnderstood()
  }
  try {
    return await shelf.ask(modelRequest.parse(JSON.parse(text)))
  } catch {
    return notUnderstood()
  }
}

function notUnderstood(): AppErrorBody {
  return new AppError('message-invalid', 'The window asked for something that is not known here.').toBody()
}
