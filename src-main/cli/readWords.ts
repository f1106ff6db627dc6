import { parseArgs, type ParseArgsConfig } from 'node:util'
import { AppError, type Notice } from '@contract'
import { isNegation, valuedFlags } from '../settings/settingOptions'

/**
 * The words of a command line, as Node's `parseArgs` reads them, but that settings which are on or off need no value.
 * @throws usage when one is not understood
 */
export function readWords<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  const { args, options = {} } = config
  try {
    return parseArgs(args ? { ...config, args: valuedFlags(args, options) } : config)
  } catch (cause) {
    throw new AppError('usage', usageNotice(cause as Error & { code?: string }, options), { cause })
  }
}

/** Node tells what it did not understand by a code, and names the word in quotes. */
function usageNotice(
  { code = '', message }: Error & { code?: string },
  options: NonNullable<ParseArgsConfig['options']>,
): Notice {
  const word = /'(-{0,2}[^\s',]+)/.exec(message)?.[1] ?? ''
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION')
    // Without a value a negation was understood before.
    return isNegation(word, options)
      ? { kind: 'usage-option-value', option: word, needsValue: false }
      : { kind: 'usage-no-option', option: word }
  if (code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL') return { kind: 'usage-no-word', word }
  if (code !== 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return { kind: 'unexpected', detail: message }
  const needsValue = !message.includes('does not take')
  return { kind: 'usage-option-value', option: word, needsValue }
}
