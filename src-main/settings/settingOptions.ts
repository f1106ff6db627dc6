import { AppError, settingEntries, type SettingKey } from '@contract'
import { readSettingWord } from './readSettingWord'

type OptionValues = Readonly<Record<string, unknown>>

/** Every setting as an option of the command line, for `parseArgs`. */
export const settingOptions: Readonly<Record<string, { readonly type: 'string' }>> = Object.fromEntries(
  settingEntries
    .filter(({ isRemembered }) => !isRemembered)
    .map(({ option }) => [option, { type: 'string' }]),
)

/**
 * The settings that a command line names.
 * @param values what `parseArgs` read
 * @throws usage, where one is no value of its setting
 */
export function optionSettings(values: OptionValues): Map<SettingKey, unknown> {
  const said = new Map<SettingKey, unknown>()
  for (const entry of settingEntries) {
    const word = values[entry.option]
    if (typeof word !== 'string' || entry.isRemembered) continue
    const read = readSettingWord(entry, word)
    if ('why' in read)
      throw new AppError('usage', { kind: 'setting-wrong', name: `--${entry.option}`, why: read.why })
    said.set(entry.key, read.value)
  }
  return said
}

/** The settings among these options as words of a command line, for another process. */
export function settingWords(values: OptionValues): string[] {
  return settingEntries
    .filter(({ option, isRemembered }) => typeof values[option] === 'string' && !isRemembered)
    .map(({ option }) => `--${option}=${values[option] as string}`)
}
