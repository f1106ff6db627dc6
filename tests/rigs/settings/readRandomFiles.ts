import { expect } from 'vitest'
import { settingEntry } from '../../../src-preload/contract'
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
    for (const [key, value] of said)
      expect(settingEntry(key)!.schema.safeParse(value).success, broken).toBe(true)
    for (const { message, line = 1 } of faults) {
      expect(message, broken).toMatch(/^[A-Z].*[.…]$/s)
      expect(line >= 1 && line <= lines, broken).toBe(true)
    }
  }
}
