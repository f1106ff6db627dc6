import { parseArgs, type ParseArgsConfig } from 'node:util'
import { AppError, type Notice } from '@contract'

/**
 * The words of a command line, as Node's `parseArgs` reads them.
 * @throws usage when one is not understood
 */
export function readWords<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config)
  } catch (cause) {
    throw new AppError('usage', usageNotice(cause as Error & { code?: string }), { cause })
  }
}

/** Node tells what it did not understand by a code, and names the word in quotes. */
function usageNotice({ code = '', message }: Error & { code?: string }): Notice {
  const word = /'(-{0,2}[^\s',]+)/.exec(message)?.[1] ?? ''
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return { kind: 'usage-no-option', option: word }
  if (code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL') return { kind: 'usage-no-word', word }
  if (code !== 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return { kind: 'unexpected', detail: message }
  const needsValue = !message.includes('does not take')
  return { kind: 'usage-option-value', option: word, needsValue }
}
