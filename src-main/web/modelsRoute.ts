import type { IncomingMessage, ServerResponse } from 'node:http'
import type { WebSocket } from 'ws'
import { AppError, modelRequest, type AppErrorBody } from '@contract'
import type { ModelShelf } from '../library/modelShelf'
import { readBody } from './readBody'

const longestRequestBytes = 10_000

/** Tells a page of every change to the models until it goes away. */
export function streamModels(shelf: ModelShelf, socket: WebSocket): void {
  // A page that does not read gets the newest state when it reads again, and none of those between.
  let unsent: string | undefined
  const send = (cards: string): void => {
    unsent = socket.bufferedAmount > 0 ? cards : undefined
    if (unsent === undefined) socket.send(cards, () => unsent !== undefined && send(unsent))
  }
  const end = shelf.watch((cards) => send(JSON.stringify(cards)))
  socket.on('close', end)
  socket.on('error', () => socket.terminate())
  socket.on('message', () => socket.close(1008, 'Nothing is heard here'))
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
  const text = await readBody(request, longestRequestBytes)
  try {
    return await shelf.ask(modelRequest.parse(JSON.parse(text ?? '')))
  } catch {
    return new AppError('message-invalid', 'The window asked for something that is not known here.').toBody()
  }
}
