import { expect } from 'vitest'
import { settingEntry, type SettingFault } from '../../../src-preload/contract'
import { readSettingsText } from '../../../src-main/settings/readSettingsText'
import { Random } from '../conversation/random'
import { damaged, randomSettingsFile } from './randomSettingsFile'

/**
 * Reads so many random files, half of them damaged: no crash, each fault is named where it is and nothing else, and whatever
 * holds is a value of its setting.
 */
export function readRandomFiles(count: number, seed: number): void {
  const random = new Random(seed)
  for (let i = 0; i < count; i++) {
    const { text, right, wrong } = randomSettingsFile(random)
    if (i % 2 === 0) {
      const { said, faults } = readSettingsText(text, 'file')
      expect(
        faults.map(({ line, key }) => `${line} ${key}`),
        text,
      ).toEqual(wrong)
      expect(Object.fromEntries(said), text).toEqual(Object.fromEntries(right))
      continue
    }
    const broken = damaged(text, random)
    const lines = broken.split('\n').length
    const { said, faults } = readSettingsText(broken, 'file')
    const isNoValue = ([key, value]: readonly [string, unknown]): boolean =>
      !settingEntry(key)!.schema.safeParse(value).success
    const isUnnamed = ({ message, line = 1 }: SettingFault): boolean =>
      !/^[A-Z].*[.…]$/s.test(message) || line < 1 || line > lines
    // Told only where it is so: to expect each of them by itself takes most of the time.
    const offences = [[...said].filter(isNoValue), faults.filter(isUnnamed)]
    if (offences.flat().length > 0) expect(offences, broken).toEqual([[], []])
  }
}
