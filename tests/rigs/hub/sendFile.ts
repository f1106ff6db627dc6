import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Fault } from './faults'

/** Sends a file as a storage does, with ranges; or with a fault. */
export async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  content: Uint8Array,
  etag: string,
  fault: Fault | undefined,
): Promise<void> {
  if (fault?.kind === 'hang-up') return void request.socket.destroy()
  if (fault?.kind === 'status') return void response.writeHead(fault.status, fault.headers).end('no')
  const asked = fault?.kind === 'whole-file' ? undefined : askedFrom(request, etag)
  response.setHeader('ETag', etag)
  response.setHeader('Accept-Ranges', 'bytes')
  if (asked !== undefined && asked >= content.length)
    return void response.writeHead(416, { 'Content-Range': `bytes */${content.length}` }).end()
  const from = Math.max(0, (asked ?? 0) - (fault?.kind === 'wrong-range' ? 100 : 0))
  const body = spoil(content.subarray(from), fault)
  if (asked === undefined) response.writeHead(200, { 'Content-Length': body.length })
  else
    response.writeHead(206, {
      'Content-Length': body.length,
      ...(fault?.kind !== 'no-range' && {
        'Content-Range': `bytes ${from}-${from + body.length - 1}/${content.length}`,
      }),
    })
  if (request.method === 'HEAD') return void response.end()
  if (fault?.kind === 'drop' || fault?.kind === 'stall') {
    // What the system has taken arrives before the end of the line.
    const end = (): void => void (fault.kind === 'drop' && request.socket.destroy())
    return void response.write(body.subarray(0, fault.afterBytes), end)
  }
  if (fault?.kind === 'slow')
    for (let at = 0; at < body.length && !response.destroyed; at += fault.pieceBytes) {
      response.write(body.subarray(at, at + fault.pieceBytes))
      await sleep(fault.pauseMs)
    }
  else response.write(body)
  response.end()
}

function spoil(body: Uint8Array, fault: Fault | undefined): Uint8Array {
  if (fault?.kind === 'short') return body.subarray(0, body.length - fault.byBytes)
  if (fault?.kind === 'long') return Buffer.concat([body, Buffer.alloc(fault.byBytes)])
  if (fault?.kind !== 'wrong-bytes') return body
  const wrong = Uint8Array.from(body)
  wrong[wrong.length >> 1] ^= 1
  return wrong
}

/** Where the asked range begins; undefined for the whole file. Only `bytes=N-`, which is what clients send here. */
function askedFrom(request: IncomingMessage, etag: string): number | undefined {
  const range = /^bytes=(\d+)-$/.exec(request.headers.range ?? '')
  const onlyIf = request.headers['if-range']
  return range === null || (onlyIf !== undefined && onlyIf !== etag) ? undefined : Number(range[1])
}
