import { toAppError } from '@contract'
import { terminal } from '../terminalWords'

/**
 * Tells in one sentence why a command failed.
 * @returns its exit code: 2 where the command line was not understood, as of other programs, else 1
 */
export function tellFailure(thrown: unknown, program = 'parley'): number {
  const { code, notice } = toAppError(thrown)
  console.error(`${program}: ${terminal().inWords(notice)}`)
  return code === 'usage' ? 2 : 1
}
