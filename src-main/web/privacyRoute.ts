import type { ServerResponse } from 'node:http'
import type { OwnTraces } from '../privacy/ownTraces'

/** Tells a page what Parley did on the network and has on this disk. */
export async function answerPrivacyReport(traces: OwnTraces, response: ServerResponse): Promise<void> {
  const report = await traces.report()
  response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
  response.end(JSON.stringify(report))
}
