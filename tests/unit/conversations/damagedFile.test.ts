import fs, { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { changeDatabase, keepSixty, noise, spoilTable } from '../../rigs/conversations/damage'
import { say, ScratchStore } from '../../rigs/conversations/scratchStore'

let scratch: ScratchStore
let file: string
beforeEach(() => {
  scratch = new ScratchStore()
  file = scratch.file
})
afterEach(() => scratch.remove())

describe('a damaged file', () => {
  it.each<[string, () => void]>([
    ['is random bytes', () => writeFileSync(file, noise(50_000))],
    ['is empty', () => truncateSync(file, 0)],
    ['is cut off in the middle', () => truncateSync(file, Math.floor(statSync(file).size / 2))],
    ['is cut off in its header', () => truncateSync(file, 60)],
    ['is a text', () => writeFileSync(file, 'Dear diary, today nobody asked me anything.')],
    [
      'has a spoilt schema',
      () =>
        writeFileSync(
          file,
          Buffer.concat([
            readFileSync(file).subarray(0, 100),
            noise(3996),
            readFileSync(file).subarray(4096),
          ]),
        ),
    ],
    ['is a database of something else', () => changeDatabase(file, 'CREATE TABLE recipe (name TEXT)')],
    ['lacks a table', () => changeDatabase(file, 'DROP TABLE question_audio', false)],
    [
      'lacks everything but a table',
      () =>
        changeDatabase(
          file,
          'DROP TABLE said; DROP TABLE question_audio; DROP TABLE exchange; DROP TABLE conversation',
          false,
        ),
    ],
  ])('that %s is set aside, named with the date, and another is begun', (_, damage) => {
    keepSixty(scratch)
    damage()
    const before = readFileSync(file)
    const store = scratch.open()
    expect(scratch.codes).toEqual(['store-damaged'])
    const aside = scratch.files.find((name) => name.includes('damaged'))!
    expect(aside).toMatch(/^conversations damaged \d{4}-\d\d-\d\d \d\d-\d\d-\d\d\.db$/)
    expect(scratch.told[0].message).toContain(path.join(scratch.folder, aside))
    // Whoever is to rescue something of it has all of it (SQLite notes in the header how it was opened last).
    expect(readFileSync(path.join(scratch.folder, aside)).subarray(100)).toEqual(before.subarray(100))
    const said = say(store, store.createConversation(), 'Still?', 'Still here.')
    expect(scratch.reopen(store).exchange(said.id)).toEqual(said)
    expect(scratch.codes).toEqual(['store-damaged'])
  })

  it('that shows it only when more of it is read is replaced then, and has the name that is told at once and later', () => {
    keepSixty(scratch)
    spoilTable(scratch, 'exchange')
    const before = readFileSync(file)
    let store = scratch.open()
    for (const { id } of store.conversations()) store.exchanges(id)
    store.search('answer')
    expect(scratch.codes).toEqual(['store-damaged'])
    const aside = /It is kept as (.+\.db);/.exec(scratch.told[0].message)![1]
    expect(path.basename(aside)).toMatch(/^conversations damaged \d{4}-\d\d-\d\d \d\d-\d\d-\d\d\.db$/)
    expect(readFileSync(aside).subarray(100).equals(before.subarray(100))).toBe(true)
    const said = say(store, store.createConversation(), 'Still?', 'Still here.')
    expect(store.conversation(said.conversation)!.keeping).toBe('yes')
    expect(scratch.files).toContain('conversations.db.next')
    store = scratch.reopen(store)
    expect(store.exchange(said.id)).toEqual(said)
    expect(scratch.files.filter((name) => /damaged.*db$/.test(name))).toEqual([path.basename(aside)])
    expect(readFileSync(aside).subarray(100).equals(before.subarray(100))).toBe(true)
    expect(scratch.files).not.toContain('conversations.db.next')
    expect(scratch.codes).toEqual(['store-damaged'])
  })

  it('that has one name alone, as on a memory stick, is told to stay where it is until Parley starts next', () => {
    keepSixty(scratch)
    spoilTable(scratch, 'exchange')
    const link = vi.spyOn(fs, 'linkSync').mockImplementation(() => {
      throw Object.assign(new Error('EPERM: operation not permitted, link'), { code: 'EPERM' })
    })
    syncBuiltinESMExports()
    const store = scratch.open()
    for (const { id } of store.conversations()) store.exchanges(id)
    link.mockRestore()
    syncBuiltinESMExports()
    expect(scratch.told[0].message).toContain(`It stays as ${file} until Parley starts next`)
    expect(scratch.files).toContain('conversations.db')
    expect(scratch.files.filter((name) => name.includes('damaged'))).toEqual([])
    scratch.reopen(store)
    expect(scratch.files.filter((name) => /damaged.*db$/.test(name))).toHaveLength(1)
    expect(scratch.codes).toEqual(['store-damaged'])
  })

  it('goes with everything else that is removed, also while it is open', () => {
    keepSixty(scratch)
    spoilTable(scratch, 'exchange')
    const store = scratch.open()
    for (const { id } of store.conversations()) store.exchanges(id)
    expect(scratch.files.filter((name) => name.includes('damaged'))).not.toEqual([])
    store.remove('everything')
    scratch.clock.move(60_000)
    scratch.reopen(store)
    expect(scratch.files.filter((name) => name.includes('damaged'))).toEqual([])
    expect(scratch.bytes()).not.toContain('Answer 1.')
  })
})
