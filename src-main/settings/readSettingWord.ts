import { parse } from 'yaml'
import { checkSetting, type Notice, type SettingEntry } from '@contract'

/**
 * A setting as one word says it, in the environment or on the command line: a text as it is, all else as a file would have it.
 * Gives what is wrong with it.
 */
export function readSettingWord(
  entry: SettingEntry,
  word: string,
): { readonly value: unknown } | { readonly why: Notice } {
  const asText = checkSetting(entry.key, word)
  if ('value' in asText) return asText
  let value: unknown = word
  try {
    value = parse(word, { logLevel: 'silent' })
  } catch {
    // Told of as the text that it is.
  }
  const checked = checkSetting(entry.key, value)
  return 'value' in checked ? checked : asText
}
