import { expect, it } from 'vitest'
import { lastingStorage } from '../../../src-renderer/lastingStorage'

/** A browser's storage that has room for so many writes. */
function storageOf(writes: number): { map: Map<string, string>; storage: ReturnType<typeof lastingStorage> } {
  const map = new Map<string, string>()
  const setItem = (key: string, value: string): void => {
    if (writes-- <= 0) throw new DOMException('It is full.', 'QuotaExceededError')
    map.set(key, value)
  }
  return { map, storage: lastingStorage({ getItem: (key) => map.get(key) ?? null, setItem }) }
}

it('holds a choice as long as the page where the browser keeps no more', () => {
  const { map, storage } = storageOf(1)
  storage.setItem('muted', 'no')
  storage.setItem('muted', 'yes')
  storage.setItem('theme', 'dark')
  expect([storage.getItem('muted'), storage.getItem('theme')]).toEqual(['yes', 'dark'])
  expect([...map]).toEqual([['muted', 'no']])
  storage.setItem('muted', 'no')
  expect(storage.getItem('muted')).toBe('no')
})

it('writes nothing that is kept already', () => {
  const written: string[] = []
  const storage = lastingStorage({ getItem: () => 'yes', setItem: (...what) => written.push(what.join(' ')) })
  storage.setItem('muted', 'yes')
  storage.setItem('muted', 'no')
  expect(written).toEqual(['muted no'])
})
