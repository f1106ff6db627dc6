import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keepSixty } from '../../rigs/conversations/damage'
import { say, ScratchStore } from '../../rigs/conversations/scratchStore'

let scratch: ScratchStore
let file: string
beforeEach(() => {
  scratch = new ScratchStore()
  file = scratch.file
})
afterEach(() => scratch.remove())

describe.skipIf(process.platform === 'win32')('nobody but its owner', () => {
  const modeOf = (name: string): number => statSync(path.join(scratch.folder, name)).mode & 0o777

  it.each([0o000, 0o022, 0o277])('can read what is kept, with the umask %o', (mask) => {
    const before = process.umask(mask)
    try {
      const store = scratch.open()
      say(store, store.createConversation(), 'Why?', 'Because.')
      expect(statSync(scratch.folder).mode & 0o777).toBe(0o700)
      expect(scratch.files).toContain('conversations.db-wal')
      for (const name of scratch.files) expect(modeOf(name)).toBe(0o600)
    } finally {
      process.umask(before)
    }
  })

  it('can read any more what a careless copy has opened to others', () => {
    keepSixty(scratch)
    chmodSync(scratch.folder, 0o755)
    chmodSync(file, 0o644)
    scratch.open()
    expect(statSync(scratch.folder).mode & 0o777).toBe(0o700)
    for (const name of scratch.files) expect(modeOf(name)).toBe(0o600)
  })
})

it('a folder without a file that is wanted has none after something was only read', () => {
  mkdirSync(scratch.folder)
  const store = scratch.open({ keeping: { mode: 'never' } })
  expect([store.conversations(), store.search('anything')]).toEqual([[], []])
  expect(existsSync(file)).toBe(false)
})

describe.skipIf(process.platform === 'win32')('a link', () => {
  let elsewhere: string
  beforeEach(() => {
    elsewhere = path.join(scratch.root, 'elsewhere')
    mkdirSync(elsewhere)
    chmodSync(elsewhere, 0o755)
  })
  /** What is said is remembered all the same, and the user is told once why it is not kept. */
  const expectInMemory = (): void => {
    const store = scratch.open()
    for (let i = 0; i < 2; i++) say(store, store.createConversation(), 'Where?', 'Nowhere.')
    expect(store.conversations()).toHaveLength(2)
    expect(scratch.told).toMatchObject([
      { code: 'store-unwritable', message: expect.stringContaining('is a link') as unknown },
    ])
  }

  it('in place of the folder is not followed: what lies there would outlive the removal of everything', () => {
    symlinkSync(elsewhere, scratch.folder)
    expectInMemory()
    expect([readdirSync(elsewhere), statSync(elsewhere).mode & 0o777]).toEqual([[], 0o755])
  })

  it('in place of the file is not followed either', () => {
    keepSixty(scratch)
    const moved = path.join(elsewhere, 'moved.db')
    renameSync(file, moved)
    chmodSync(moved, 0o644)
    symlinkSync(moved, file)
    const before = readFileSync(moved)
    expectInMemory()
    expect([readFileSync(moved).equals(before), statSync(moved).mode & 0o777]).toEqual([true, 0o644])
  })
})
