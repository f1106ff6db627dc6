import type { ParseArgsConfig } from 'node:util'
import { AppError, isFlag, settingEntries, type SettingEntry, type SettingKey } from '@contract'
import { readSettingWord } from './readSettingWord'

type OptionValues = Readonly<Record<string, unknown>>

type SettingOptions = Readonly<Record<string, { readonly type: 'string' }>>
type Options = NonNullable<ParseArgsConfig['options']>

/** Settings as options of a command line, for `parseArgs`. @param isUsed whether the command makes use of a setting */
export function settingOptionsWhere(isUsed: (entry: SettingEntry) => boolean): SettingOptions {
  const used = settingEntries.filter((entry) => !entry.isRemembered && isUsed(entry))
  return Object.fromEntries(used.map(({ option }) => [option, { type: 'string' }]))
}

/** Every setting as an option. */
export const settingOptions = settingOptionsWhere(() => true)

/** The groups of what an answer is made by, from the model to the voice. */
const answeringGroups = ['answers', 'sampling', 'voice', 'models', 'device', 'server', 'tools']

/** Whether an answer hangs on a setting, wherever it is asked for. */
export function isOfAnswering({ group }: SettingEntry): boolean {
  return answeringGroups.includes(group)
}

/** What is written before a setting that is on or off, for off. */
const negation = '--no-'
const flags = new Set(settingEntries.filter(isFlag).map(({ option }) => option))

/** Whether a word is the negation of a setting that is on or off, and that is among these options. */
export function isNegation(word: string, options: Options): boolean {
  return word.startsWith(negation) && isFlagOf(word.slice(negation.length), options)
}

function isFlagOf(option: string, options: Options): boolean {
  return flags.has(option) && Object.hasOwn(options, option)
}

/**
 * A command line on which each setting that is on or off has its value with it, as `--recording=true`: alone it is on, by
 * `--no-recording` off, and a `true` or `false` behind it is its value and no word of its own.
 * @param options of the command; other words are left as they are
 */
export function valuedFlags(args: readonly string[], options: Options): string[] {
  const valued: string[] = []
  for (let i = 0; i < args.length; i++) {
    const word = args[i]
    // Behind it all are words.
    if (word === '--') return [...valued, ...args.slice(i)]
    const next = args[i + 1]?.toLowerCase() ?? ''
    if (isNegation(word, options)) valued.push(`--${word.slice(negation.length)}=false`)
    else if (!word.startsWith('--') || !isFlagOf(word.slice(2), options)) valued.push(word)
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
