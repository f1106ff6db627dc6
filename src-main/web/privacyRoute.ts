import type { IncomingMessage, ServerResponse } from 'node:http'
import { AppError, openedLink, removalRequest } from '@contract'
import type { OwnTraces } from '../privacy/ownTraces'
import { readBody } from './readBody'

const longestRequestBytes = 1000

/** Tells a page what Parley did on the network and has on this disk. */
export async function answerPrivacyReport(traces: OwnTraces, response: ServerResponse): Promise<void> {
  await sendJson(response, await traces.report())
}

/**
 * Notes that a link was opened when a page posted that; or removes all there is and tells what went, and the browser is to
 * forget what it has as well.
 * @param cookie the name of the one by which it came in
 * @returns whether all was removed, and the page was told or went away
 */
export async function answerPrivacyRequest(
  traces: OwnTraces,
  cookie: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const text = await readBody(request, longestRequestBytes)
  const said = parsed(text ?? '')
  const link = openedLink.safeParse(said)
  if (link.success) {
    traces.noteOpened(link.data.opened)
    await sendJson(response, null)
    return false
  }
  const asked = removalRequest.safeParse(said)
  if (!asked.success) {
    const wrong = new AppError('message-invalid', { kind: 'window-request-unknown' })
    await sendJson(response, wrong.toBody())
    return false
  }
  const report = await traces.removeAll(asked.data)
  if ('code' in report) {
    await sendJson(response, report)
    return false
  }
  response.setHeader('Set-Cookie', `${cookie}=; HttpOnly; SameSite=Strict; Path=/; Max-Age=0`)
  // Its copies of Parley's own files go by this as well. Cookies would go of every port of this computer.
  response.setHeader('Clear-Site-Data', '"cache", "storage"')
  await sendJson(response, report)
  return true
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Resolves when it is sent, or the page is gone. */
function sendJson(response: ServerResponse, body: object | null): Promise<void> {
  return new Promise((resolve) => {
    response.once('close', resolve)
    response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
    response.end(JSON.stringify(body), resolve)
  })
}
