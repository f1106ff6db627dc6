import { parseArgs, type ParseArgsConfig } from 'node:util'
import { AppError } from '@contract'

/**
 * The words of a command line, as Node's `parseArgs` reads them.
 * @throws usage when one is not understood
 */
export function readWords<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config)
  } catch (cause) {
    // What Node says behind its first sentence is for programmers.
    const [said] = (cause as Error).message.split('. ')
    throw new AppError('usage', { kind: 'usage', detail: said }, { cause })
  }
}
