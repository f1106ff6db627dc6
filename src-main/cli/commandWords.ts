import { readWords } from './readWords'

/**
 * The words of a command that takes words alone: none, where help is wanted.
 * @throws usage when there are others
 */
export function commandWords(args: string[]): string[] {
  const { values, positionals } = readWords({
    args,
    allowPositionals: true,
    options: { help: { type: 'boolean', short: 'h' } },
  })
  return values.help ? [] : positionals
}
