import { isDeepStrictEqual } from 'node:util'
import {
  AppError,
  noticeInEnglish,
  settingEntries,
  settingEntry,
  type SettingFault,
} from '../../../src-preload/contract'
import { readSettingsText, type SaidSettings } from '../../../src-main/settings/readSettingsText'
import { writeSettingsText } from '../../../src-main/settings/writeSettingsText'
import { Random } from '../conversation/random'
import { damaged, randomSettingsFile, rightValue } from '../settings/randomSettingsFile'
import type { FuzzPart } from './fuzzPart'

/**
 * Files of settings, half of them with signs changed, doubled or gone: each fault is named where it is and nothing else,
 * whatever holds is a value of its setting, and a choice is written in so that it and all that was said holds.
 */
export const settingsFiles: FuzzPart = {
  all: 10_000,
  open: (seed) =>
    Promise.resolve({
      try: (input: number) => trySettings(new Random(seed * 1_000_003 + input), input % 2 === 0),
      close: () => undefined,
    }),
}

function trySettings(random: Random, isWhole: boolean): boolean {
  const made = randomSettingsFile(random)
  const text = isWhole ? made.text : damaged(made.text, random)
  const read = readSettingsText(text, 'file')
  const require = (is: boolean, what: string): void => {
    if (!is) throw new Error(`${what} of\n${text}`)
  }
  if (isWhole) {
    const wrong = read.faults.map(({ line, key }) => `${line} ${key}`)
    require(isDeepStrictEqual(
      wrong,
      made.wrong,
    ), `Faults ${wrong.join(', ')} and not ${made.wrong.join(', ')}`)
    require(isDeepStrictEqual(new Map(read.said), new Map(made.right)), 'Other settings than those')
  }
  const odd = [...read.said].find(([key, value]) => !settingEntry(key)!.schema.safeParse(value).success)
  require(odd === undefined, `${odd?.[0]}, which has no value of its own, holds`)
  const unnamed = read.faults.find((fault) => isUnnamed(fault, text))
  require(unnamed === undefined, `A fault that says nothing (${JSON.stringify(unnamed)})`)
  const written = choose(text, read, random)
  require(written !== false, 'A choice and what was said before do not hold')
  return written === true && read.faults.length === 0
}

function isUnnamed({ why, line = 1 }: SettingFault, text: string): boolean {
  return !/^[A-Z].*[.…]$/s.test(noticeInEnglish(why)) || line < 1 || line > text.split('\n').length
}

/** Whether a choice and all else holds in the file that it was written into; undefined: it is left to be mended by hand. */
function choose(text: string, { said }: SaidSettings, random: Random): boolean | undefined {
  const entry = random.pick(settingEntries)
  const value = random.next() < 0.8 ? rightValue(entry, random) : undefined
  const changes = new Map([[entry.key, value]])
  let written: string
  try {
    written = writeSettingsText(text, changes)
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'config-invalid') return undefined
    throw thrown
  }
  const expected = new Map(said)
  if (value === undefined) expected.delete(entry.key)
  else expected.set(entry.key, entry.schema.parse(value))
  return isDeepStrictEqual(new Map(readSettingsText(written, 'file').said), expected)
}
