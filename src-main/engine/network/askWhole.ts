import type { AnswerServer, AskedOfServer } from './answerServer'
import { Patience } from './patience'

export interface WholeLimits {
  readonly mostBytes: number
  /** For all of it. */
  readonly withinMs: number
}

/**
 * Asks a server, and waits for the whole of what it answers.
 * @throws ServerError; the signal's reason when it aborts
 */
export async function askWhole(
  server: AnswerServer,
  path: string,
  body: AskedOfServer | undefined,
  { mostBytes, withinMs }: WholeLimits,
  signal: AbortSignal,
): Promise<Buffer> {
  const patience = new Patience(signal)
  const pieces: Uint8Array[] = []
  let size = 0
  try {
    patience.atMost(withinMs)
    const answer = await server.ask(path, body, patience.signal)
    for await (const piece of (answer.body ?? []) as AsyncIterable<Uint8Array>) {
      pieces.push(piece)
      size += piece.length
      // Leaving the loop cancels what comes behind.
      if (size > mostBytes) throw server.trouble({ kind: 'too-much' })
    }
    return Buffer.concat(pieces)
  } catch (thrown) {
    signal.throwIfAborted()
    if (patience.isOver) throw server.trouble({ kind: 'silent', afterMs: withinMs }, thrown)
    // What undici throws while a body is read.
    if (thrown instanceof TypeError) throw server.trouble({ kind: 'cut' }, thrown)
    throw thrown
  } finally {
    patience.rest()
  }
}
