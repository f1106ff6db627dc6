import { isAbort, toAppError } from '@contract'

/**
 * Runs a command that can be stopped, and that the same command goes on with. What it resolves with is the exit code;
 * what goes wrong is told in one sentence.
 */
export async function runStoppable(
  command: (words: string[], signal: AbortSignal) => Promise<number>,
): Promise<void> {
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort())
  process.exitCode = await command(process.argv.slice(2), stop.signal).catch((thrown: unknown) => {
    if (stop.signal.aborted && isAbort(thrown)) {
      console.error('parley: stopped. The same command goes on from here.')
      return 130
    }
    console.error(`parley: ${toAppError(thrown).message}`)
    return 1
  })
}
