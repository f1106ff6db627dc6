import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isComposing } from '../../../src-renderer/ui/isComposing'
import { shortcutSign, type KeyPress } from '../../../src-renderer/ui/shortcutSign'

const event = (part: Partial<KeyPress>): KeyPress => ({
  ...{ key: '', code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false },
  ...part,
})
const withControl = (key: string, code: string, shiftKey = false): string | undefined =>
  shortcutSign(event({ key, code, shiftKey, ctrlKey: true }))

describe('a shortcut', () => {
  it.each([
    ['American', 'm', 'KeyM', 'm'],
    ['American with Caps Lock', 'M', 'KeyM', 'm'],
    ['American', ',', 'Comma', ','],
    ['American', '.', 'Period', '.'],
    ['American', 'k', 'KeyK', 'k'],
    ['Dvorak, where the sign lies elsewhere', 'm', 'KeyM', 'm'],
    ['Dvorak, where the sign lies elsewhere', ',', 'KeyW', ','],
    ['French', 'm', 'Semicolon', 'm'],
    ['French', ',', 'KeyM', ','],
    ['Russian', 'ь', 'KeyM', 'm'],
    ['Russian', 'б', 'Comma', ','],
    ['Russian', 'л', 'KeyK', 'k'],
    ['Russian', 'ю', 'Period', '.'],
    ['Russian, by the sign', '.', 'Slash', '.'],
    ['Greek', 'μ', 'KeyM', 'm'],
    ['Greek', 'κ', 'KeyK', 'k'],
    ['Greek', ',', 'Comma', ','],
    ['Hebrew', 'צ', 'KeyM', 'm'],
    ['Hebrew', 'ל', 'KeyK', 'k'],
    ['Hebrew', 'ת', 'Comma', ','],
    ['Hebrew, by the sign', ',', 'Quote', ','],
    ['Arabic', 'ة', 'KeyM', 'm'],
    ['Thai', 'ท', 'KeyM', 'm'],
    ['a dead key', 'Dead', 'Comma', ','],
    ['a key that nobody knows', 'Unidentified', 'KeyM', 'm'],
  ])('on a layout that is %s: %s at %s means %s', (_, key, code, sign) => {
    expect(withControl(key, code)).toBe(sign)
  })

  it('can be typed on every layout: those of a script that is not Latin go by the place', () => {
    const shortcuts = readFileSync('README.md', 'utf8').match(/Ctrl\+\S(?=[ ,])/g) ?? []
    expect(shortcuts.length).toBeGreaterThan(6)
    for (const name of shortcuts) {
      const sign = name.at(-1)!.toLowerCase()
      const place = { ',': 'Comma', '.': 'Period' }[sign] ?? `Key${sign.toUpperCase()}`
      expect(withControl('ж', place), name).toBe(sign)
    }
  })

  it('takes Shift where the sign is typed with it', () => {
    expect(withControl(',', 'Slash', true)).toBe(',')
    expect(withControl('.', 'Comma', true)).toBe('.')
  })

  it.each([
    ['Shift with a letter, which browsers have uses for', 'M', 'KeyM', true],
    ['Shift with a letter of another script', 'Ь', 'KeyM', true],
    ['Shift at the place of a sign', 'Б', 'Comma', true],
    ['a Latin letter at the place of a sign', 'ö', 'Comma', false],
    ['a key with a name', 'Enter', 'Enter', false],
    ['a letter of another script without a shortcut', 'ы', 'KeyS', false],
  ])('is not %s', (_, key, code, shiftKey) => {
    const sign = withControl(key, code, shiftKey)
    expect(['m', 'k', ',', '.']).not.toContain(sign)
  })

  it('needs Ctrl or Cmd, and not Alt, with which letters are typed', () => {
    expect(shortcutSign(event({ key: 'm', code: 'KeyM' }))).toBeUndefined()
    expect(shortcutSign(event({ key: 'ь', code: 'KeyM', metaKey: true }))).toBe('m')
    expect(shortcutSign(event({ key: 'µ', code: 'KeyM', ctrlKey: true, altKey: true }))).toBeUndefined()
  })
})

describe('a composition', () => {
  it('has the keys that the browser says so of, and the Enter that ends it in Safari', () => {
    expect(isComposing({ keyCode: 229, isComposing: false })).toBe(true)
    expect(isComposing({ keyCode: 13, isComposing: true })).toBe(true)
    expect(isComposing({ keyCode: 13, isComposing: false })).toBe(false)
  })
})
