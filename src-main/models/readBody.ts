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
      const message = `${new URL(response.url).host} sends far more than an answer is long, so it was not read to its end. Check HF_ENDPOINT, or try again later.`
      throw new AppError('download-failed', message, { retryable: true })
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
