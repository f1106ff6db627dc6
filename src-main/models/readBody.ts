import { AppError } from '@contract'

/**
 * Reads an answer to its end, and no more than so much of it: a hub may send without end.
 * @throws download-failed for a longer one, which is not read further
 */
export async function readBody(response: Response, longestBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length
    if (bytes > longestBytes) {
      throw new AppError(
        'download-failed',
        { kind: 'hub-endless-answer', host: new URL(response.url).host },
        { retryable: true },
      )
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
