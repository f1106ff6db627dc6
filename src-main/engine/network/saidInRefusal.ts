import { z } from 'zod'

/** A refusal says why in its first kilobytes, or not at all. */
const mostBytes = 16_384
const mostChars = 200

const message = z.object({ message: z.string() })
/** As OpenAI and most others have it, vLLM, and FastAPI. */
const refusal = z.union([
  z.object({ error: z.union([message, z.string()]) }),
  message,
  z.object({ detail: z.string() }),
])

/** What a server says of its refusal, in a line; empty: nothing that people read. */
export async function saidInRefusal(body: AsyncIterable<Uint8Array> | null): Promise<string> {
  const pieces: Uint8Array[] = []
  let size = 0
  try {
    for await (const piece of body ?? []) {
      pieces.push(piece)
      size += piece.length
      if (size > mostBytes) break
    }
    return saidIn(JSON.parse(Buffer.concat(pieces).toString()))
  } catch {
    return ''
  }
}

/** The same of what was read. */
export function saidIn(read: unknown): string {
  const found = refusal.safeParse(read).data
  if (found === undefined) return ''
  const said = 'error' in found ? found.error : 'detail' in found ? found.detail : found
  const text = typeof said === 'string' ? said : said.message
  // Nothing of it may be taken for Parley's own lines.
  const line = text.replace(/[\s\p{C}]+/gu, ' ').trim()
  return line.length > mostChars ? `${line.slice(0, mostChars)}…` : line
}
