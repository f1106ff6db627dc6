import type { IncomingMessage } from 'node:http'

/** The body of a request as text; undefined where it is longer than `longestBytes`. */
export async function readBody(request: IncomingMessage, longestBytes: number): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += (chunk as Buffer).length
    if (bytes > longestBytes) return undefined
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks).toString()
}
