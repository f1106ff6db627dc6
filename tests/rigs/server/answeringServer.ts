import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'

/** How a server may misbehave, for one request. */
export type ServerMischief =
  /** The connection is closed before an answer. */
  | { readonly kind: 'hang-up' }
  | {
      readonly kind: 'status'
      readonly status: number
      readonly headers?: Readonly<Record<string, string>>
      readonly body?: string
    }
  /** Nothing comes, or nothing more after so many words. */
  | { readonly kind: 'silent' }
  | { readonly kind: 'stall'; readonly afterWords: number }
  /** Only comments come, which say that it lives. */
  | { readonly kind: 'only-comments' }
  /** The line drops after so many words, in the middle of an event. */
  | { readonly kind: 'cut'; readonly afterWords: number }
  /** The stream ends after so many words without saying that the answer does. */
  | { readonly kind: 'no-end'; readonly afterWords: number }
  /** Words come until nobody takes them any more. */
  | { readonly kind: 'endless' }
  /** One event that does not end. */
  | { readonly kind: 'endless-event' }
  /** Thoughts come until nobody takes them any more. */
  | { readonly kind: 'endless-thoughts' }
  /** What it says instead of an answer. */
  | { readonly kind: 'says'; readonly contentType: string; readonly body: string }
  /** It is sent in pieces of so many bytes, with a turn of the event loop between them. */
  | { readonly kind: 'in-pieces'; readonly pieceBytes: number }

export interface ServerRequest {
  readonly path: string
  readonly authorization: string | undefined
  /** As it was read; undefined for a GET. */
  readonly body: {
    readonly messages?: readonly { readonly role: string; readonly content: unknown }[]
  } & Record<string, unknown>
}

export interface AnsweringServer {
  /** What the address is set to. */
  readonly base: string
  readonly host: string
  readonly requests: ServerRequest[]
  /** The next requests for answers get these, one each. */
  misbehave(...mischief: readonly ServerMischief[]): void
  behave(): void
  close(): Promise<void>
}

export interface AnsweringOptions {
  /** What it answers to a request, as the words of a stream; or the events themselves. */
  readonly answer?: (request: ServerRequest) => readonly (string | object)[]
  readonly models?: readonly string[]
  /** Only who brings this key is answered. */
  readonly key?: string
  /** What it sends as speech; absent: it has no voice. */
  readonly speech?: (request: ServerRequest) => Buffer
  /** Speaks https with this certificate and key. */
  readonly secret?: { readonly cert: string; readonly key: string }
}

/** A server on the loopback that answers as OpenAI's chat completions do, in a stream, and misbehaves when it is told to. */
export async function startAnsweringServer(options: AnsweringOptions = {}): Promise<AnsweringServer> {
  const { answer = () => ['It', ' is', ' noon.'], models = ['tiny'], key, speech, secret } = options
  const requests: ServerRequest[] = []
  let mischief: ServerMischief[] = []

  const handle = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    // Who hangs up in the middle is no fault of this one's.
    response.on('error', () => undefined)
    const pieces: Buffer[] = []
    for await (const piece of incoming) pieces.push(piece as Buffer)
    const text = Buffer.concat(pieces).toString()
    const { url: path = '', headers } = incoming
    const request: ServerRequest = {
      ...{ path, authorization: headers.authorization },
      body: (text === '' ? {} : JSON.parse(text)) as ServerRequest['body'],
    }
    requests.push(request)
    if (key !== undefined && headers.authorization !== `Bearer ${key}`)
      return refuse(response, 401, `Incorrect API key provided: ${headers.authorization}`)
    if (path === '/v1/models')
      return json(response, { object: 'list', data: models.map((id) => ({ id, object: 'model' })) })
    const next = mischief.shift()
    if (path === '/v1/audio/speech' && speech !== undefined && next === undefined)
      return void response.writeHead(200, { 'Content-Type': 'audio/wav' }).end(speech(request))
    if (path !== '/v1/chat/completions' && next === undefined)
      return void response.writeHead(404, { 'Content-Type': 'text/html' }).end('<h1>Not Found</h1>')
    if (path === '/v1/chat/completions' && !models.includes(String(request.body.model)))
      return refuse(response, 404, `The model ${String(request.body.model)} does not exist.`)
    await answerWith(response, answer(request), next)
  }
  const listener = (incoming: IncomingMessage, response: ServerResponse): void => {
    handle(incoming, response).catch(() => response.destroy())
  }
  const server = secret ? createSecureServer(secret, listener) : createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    ...{ base: `${secret ? 'https' : 'http'}://${host}/v1`, host, requests },
    misbehave: (...more) => void mischief.push(...more),
    behave: () => void (mischief = []),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const refuse = (response: ServerResponse, status: number, message: string): void =>
  void response
    .writeHead(status, { 'Content-Type': 'application/json' })
    .end(JSON.stringify({ error: { message, type: 'invalid_request_error' } }))

const json = (response: ServerResponse, body: unknown): void =>
  void response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))

/** An event as servers write it. */
const eventOf = (part: string | object): string =>
  `data: ${JSON.stringify({
    object: 'chat.completion.chunk',
    choices: [{ index: 0, delta: typeof part === 'string' ? { content: part } : part, finish_reason: null }],
  })}\n\n`
const end = `data: ${JSON.stringify({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })}\n\ndata: [DONE]\n\n`

async function answerWith(
  response: ServerResponse,
  parts: readonly (string | object)[],
  mischief: ServerMischief | undefined,
): Promise<void> {
  if (mischief?.kind === 'hang-up') return void response.destroy()
  if (mischief?.kind === 'silent') return
  if (mischief?.kind === 'status') {
    const { status, headers, body = '' } = mischief
    return void response.writeHead(status, headers).end(body)
  }
  if (mischief?.kind === 'says')
    return void response.writeHead(200, { 'Content-Type': mischief.contentType }).end(mischief.body)
  response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8' })
  const begun = `: a comment\n\n${eventOf({ role: 'assistant', content: '' })}`
  const some = (count: number): string => begun + parts.slice(0, count).map(eventOf).join('')
  switch (mischief?.kind) {
    case undefined:
      return void response.end(some(parts.length) + end)
    case 'in-pieces': {
      const bytes = Buffer.from(some(parts.length) + end)
      for (let at = 0; at < bytes.length; at += mischief.pieceBytes) {
        response.write(bytes.subarray(at, at + mischief.pieceBytes))
        await new Promise(setImmediate)
      }
      return void response.end()
    }
    case 'stall':
      return void response.write(some(mischief.afterWords))
    case 'cut':
      response.write(`${some(mischief.afterWords)}data: {"choices":[{"del`)
      // So that what was written is on its way.
      await new Promise(setImmediate)
      return void response.destroy()
    case 'no-end':
      return void response.end(some(mischief.afterWords))
    case 'only-comments':
      return pump(response, ': processing\n\n', 5)
    case 'endless':
      return pump(response, eventOf('and on '.repeat(100)))
    case 'endless-thoughts':
      return pump(response, eventOf({ reasoning_content: 'and on '.repeat(1000) }))
    case 'endless-event':
      response.write('data: ')
      return pump(response, 'x'.repeat(100_000))
  }
}

/** Writes the same until nobody takes it any more. */
async function pump(response: ServerResponse, text: string, pauseMs = 1): Promise<void> {
  while (!response.destroyed) {
    // What nobody reads is not piled up.
    if (response.writableLength < 1_000_000) response.write(text)
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
}
