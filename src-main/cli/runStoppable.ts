import { isAbort } from '@contract'
import { terminal } from '../terminalWords'
import { endWithReader } from './endWithReader'
import { tellFailure } from './tellFailure'

/** A command that was stopped has so long to end by itself; a second Ctrl-C ends it at once. */
const patienceMs = 3000

/**
 * Runs a command that can be stopped, and that the same command goes on with. What it resolves with is the exit code;
 * what goes wrong is told in one sentence.
 */
export async function runStoppable(
  command: (words: string[], signal: AbortSignal) => Promise<number>,
): Promise<void> {
  endWithReader()
  const stop = new AbortController()
  const end = (): never => process.exit(130)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (stop.signal.aborted) end()
      stop.abort()
      setTimeout(end, patienceMs).unref()
    })
  process.exitCode = await command(process.argv.slice(2), stop.signal).catch((thrown: unknown) => {
    if (stop.signal.aborted && isAbort(thrown)) {
      console.error(`parley: ${terminal().words.said.stopped}`)
      return 130
    }
    return tellFailure(thrown)
  })
}
