import { AppError, isFlag, settingEntries, type SettingKey } from '@contract'
import { readSettingWord } from './readSettingWord'

type OptionValues = Readonly<Record<string, unknown>>

/** Every setting as an option of the command line, for `parseArgs`. */
export const settingOptions: Readonly<Record<string, { readonly type: 'string' }>> = Object.fromEntries(
  settingEntries
    .filter(({ isRemembered }) => !isRemembered)
    .map(({ option }) => [option, { type: 'string' }]),
)

/** What is written before a setting that is on or off, for off. */
const negation = '--no-'
const flags = new Set(settingEntries.filter(isFlag).map(({ option }) => option))

/**
 * A command line on which each setting that is on or off has its value with it, as `--recording=true`: alone it is on, by
 * `--no-recording` off, and a `true` or `false` behind it is its value and no word of its own.
 */
export function valuedFlags(args: readonly string[]): string[] {
  const valued: string[] = []
  for (let i = 0; i < args.length; i++) {
    const word = args[i]
    // Behind it all are words.
    if (word === '--') return [...valued, ...args.slice(i)]
    const next = args[i + 1]?.toLowerCase() ?? ''
    if (word.startsWith(negation) && flags.has(word.slice(negation.length)))
      valued.push(`--${word.slice(negation.length)}=false`)
    else if (!word.startsWith('--') || !flags.has(word.slice(2))) valued.push(word)
    else if (['true', 'false'].includes(next)) valued.push(`${word}=${args[++i].toLowerCase()}`)
    else valued.push(`${word}=true`)
  }
  return valued
}

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
