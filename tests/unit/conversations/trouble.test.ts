import { spawnSync } from 'node:child_process'
import fs, {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import path from 'node:path'
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite'
import type * as Sqlite from '@photostructure/sqlite'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { keeping } from '@contract'
import { Random } from '../../rigs/conversation/random'
import { say, ScratchStore } from '../../rigs/conversations/scratchStore'
import { builtScript } from '../../rigs/builtScript'

/** The connections to files, so that SQLite itself can be told that its disk is full or read-only. */
const connections = vi.hoisted(() => [] as DatabaseSyncInstance[])
vi.mock('@photostructure/sqlite', async (load) => {
  const real = await load<typeof Sqlite>()
  return {
    ...real,
    DatabaseSync: class extends real.DatabaseSync {
      constructor(...args: ConstructorParameters<typeof real.DatabaseSync>) {
        super(...args)
        if (args[0] !== ':memory:') connections.push(this)
      }
    },
  }
})

let scratch: ScratchStore
let file: string
beforeEach(() => {
  scratch = new ScratchStore()
  file = path.join(scratch.folder, 'conversations.db')
})
afterEach(() => scratch.remove())

/** A folder with a file in which something was said. */
function kept(): void {
  const store = scratch.open()
  const conversation = store.createConversation()
  for (let i = 0; i < 60; i++) say(store, conversation, `Question ${i}?`, `Answer ${i}. `.repeat(40))
  scratch.close(store)
}

const random = new Random(3)
const noise = (length: number): Uint8Array => Uint8Array.from({ length }, () => random.next() * 256)

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
    ['is a database of something else', () => database(file, 'CREATE TABLE recipe (name TEXT)')],
    ['lacks a table', () => database(file, 'DROP TABLE question_audio', false)],
    [
      'lacks everything but a table',
      () =>
        database(
          file,
          'DROP TABLE said; DROP TABLE question_audio; DROP TABLE exchange; DROP TABLE conversation',
          false,
        ),
    ],
  ])('that %s is set aside, named with the date, and another is begun', (_, damage) => {
    kept()
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
    kept()
    spoil('exchange')
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
    kept()
    spoil('exchange')
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
    kept()
    spoil('exchange')
    const store = scratch.open()
    for (const { id } of store.conversations()) store.exchanges(id)
    expect(scratch.files.filter((name) => name.includes('damaged'))).not.toEqual([])
    store.remove('everything')
    scratch.clock.move(60_000)
    scratch.reopen(store)
    expect(scratch.files.filter((name) => name.includes('damaged'))).toEqual([])
    expect(scratch.bytes()).not.toContain('Answer 1.')
  })

  it('loses nothing of an answer that goes on', () => {
    kept()
    const store = scratch.open()
    const { id, conversation } = store.begin(store.createConversation(), { text: 'Why?' })
    store.appendAnswer(id, 'Because ')
    // All is in the file itself, and SQLite has none of it in memory.
    scratch.clock.move(10_000)
    spoil('exchange')
    connections.at(-1)!.exec('PRAGMA shrink_memory')
    store.appendAnswer(id, 'it is so.')
    store.finish(id, { outcome: 'done' })
    expect(scratch.codes).toEqual(['store-damaged'])
    expect(store.exchanges(conversation)).toMatchObject([{ answer: 'Because it is so.', outcome: 'done' }])
    say(store, conversation, 'And?', 'So on.')
    expect(store.conversation(conversation)).toMatchObject({ exchanges: 2, keeping: 'yes' })
    expect(scratch.reopen(store).exchanges(conversation)).toHaveLength(2)
  })
})

/** Fills the pages in which a table has its rows with noise. */
function spoil(table: string): void {
  const copy = path.join(scratch.root, 'copy.db')
  copyFileSync(file, copy)
  const db = new DatabaseSync(copy)
  const pages = db.prepare(`SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf'`).all(table) as {
    pageno: number
  }[]
  db.close()
  connections.pop()
  const bytes = readFileSync(file)
  expect(pages.length).toBeGreaterThan(5)
  for (const { pageno } of pages) bytes.set(noise(4096), (pageno - 1) * 4096)
  writeFileSync(file, bytes)
}

/** Does something to a database as any program could. */
function database(file: string, sql: string, isNew = true): void {
  if (isNew) truncateSync(file, 0)
  const db = new DatabaseSync(file)
  db.exec(sql)
  db.close()
  connections.pop()
}

describe('a file that is not to be had', () => {
  it('because another engine has it is told in a sentence, and left alone', () => {
    const first = scratch.open()
    const said = say(first, first.createConversation(), 'Mine?', 'Yours.')
    const second = scratch.open()
    expect(scratch.codes).toEqual(['store-locked'])
    expect(scratch.told[0].message).toMatch(/^Another Parley has your conversations open\./)
    const passing = say(second, second.createConversation(), 'And mine?', 'In memory.')
    expect(second.conversation(passing.conversation)!.keeping).toBe('never')
    expect([first.hindrance, second.hindrance]).toEqual([undefined, scratch.told[0]])
    expect(second.conversations()).toHaveLength(1)
    scratch.close(second)
    say(first, said.conversation, 'More?', 'More.')
    expect(scratch.reopen(first).exchanges(said.conversation)).toHaveLength(2)
    expect(scratch.codes).toEqual(['store-locked'])
  })

  it('because the engine of another Parley has it is refused to this one, from process to process', async () => {
    const store = scratch.open()
    const said = say(store, store.createConversation(), 'Mine?', 'Yours.')
    const script = await builtScript('tests/rigs/conversations/opener.ts')
    const { stdout } = spawnSync(process.execPath, [script, scratch.folder], { encoding: 'utf8' })
    expect(stdout.trim()).toBe('store-locked')
    expect(scratch.reopen(store).exchanges(said.conversation)).toHaveLength(1)
    expect(scratch.codes).toEqual([])
  })

  it('because a newer Parley wrote it is left as it is', () => {
    kept()
    database(file, 'PRAGMA user_version = 99', false)
    const before = readFileSync(file)
    const store = scratch.open()
    expect(scratch.codes).toEqual(['store-newer'])
    say(store, store.createConversation(), 'Why?', 'Because.')
    scratch.close(store)
    expect(readFileSync(file).subarray(100)).toEqual(before.subarray(100))
    expect(scratch.files).toEqual(['conversations.db'])
  })

  it('because a folder is in its place is told, and stays so whatever is said', () => {
    mkdirSync(file, { recursive: true })
    const store = scratch.open()
    expect(scratch.told).toMatchObject([
      { code: 'store-unwritable', message: expect.stringContaining('is not a file') as unknown },
    ])
    const conversation = store.createConversation()
    for (let i = 0; i < 3; i++) say(store, conversation, 'Kept?', 'No.')
    expect(store.hindrance).toBe(scratch.told[0])
    // Nothing of it was to be kept any longer.
    store.keep(keeping.parse({ mode: 'never' }))
    expect(store.hindrance).toBeUndefined()
    expect(scratch.codes).toEqual(['store-unwritable'])
  })

  it('because its folder cannot be made is told, and kept with the first question after it can', () => {
    writeFileSync(scratch.folder, 'a file is in the way')
    const store = scratch.open()
    expect(scratch.codes).toEqual(['store-unwritable'])
    expect(scratch.told[0].message).toContain(scratch.folder)
    const conversation = store.createConversation()
    say(store, conversation, 'First?', 'First.')
    say(store, conversation, 'Second?', 'Second.')
    expect(scratch.codes).toEqual(['store-unwritable'])
    expect(store.hindrance?.code).toBe('store-unwritable')
    scratch.clearFolder()
    say(store, conversation, 'Third?', 'Third.')
    expect(store.hindrance).toBeUndefined()
    expect(
      scratch
        .reopen(store)
        .exchanges(conversation)
        .map(({ answer }) => answer),
    ).toEqual(['First.', 'Second.', 'Third.'])
  })
})

describe('a folder that is read-only', () => {
  const { chmodSync: chmod } = fs
  /** As the system answers on such a disk: SQLite gets no further there, either. */
  const close = (): void => {
    fs.chmodSync = (place) => {
      throw Object.assign(new Error(`EROFS: read-only file system, chmod '${place as string}'`), {
        code: 'EROFS',
      })
    }
    syncBuiltinESMExports()
  }
  const openUp = (): void => {
    fs.chmodSync = chmod
    syncBuiltinESMExports()
  }
  afterEach(openUp)

  it.each(['yes', 'never'] as const)(
    'shows what is kept in it, and says that nothing more can be (%s)',
    (mode) => {
      kept()
      const before = scratch.bytes()
      close()
      const store = scratch.open({ keeping: { mode, days: 1 } })
      scratch.clock.move(60_000)
      expect(scratch.codes).toEqual(['store-unwritable'])
      const [{ id }] = store.conversations()
      expect(store.conversation(id)).toMatchObject({ exchanges: 60, keeping: 'yes' })
      expect(store.exchanges(id, 60).map(({ answer }) => answer)).toContain('Answer 59. '.repeat(40))
      expect(store.search('question')).not.toEqual([])
      // Nothing of it can be changed, and that is said; what is in memory can.
      const unwritable = expect.objectContaining({ code: 'store-unwritable', retryable: true }) as Error
      expect(() => store.rename(id, 'Another')).toThrow(unwritable)
      for (const what of [
        { conversation: id },
        { exchange: store.exchanges(id)[0].id },
        'everything',
      ] as const)
        expect(() => store.remove(what)).toThrow(unwritable)
      const passing = say(store, store.createConversation(), 'Kept?', 'No.')
      store.rename(passing.conversation, 'Passing')
      expect(store.conversations().map(({ name }) => name)).toContain('Passing')
      expect(store.remove({ conversation: passing.conversation })).toBeDefined()
      // What goes on with it is in memory, after what it was.
      say(store, id, 'More?', 'More.')
      expect(store.conversation(id)).toMatchObject({ exchanges: 61, keeping: 'never' })
      expect(scratch.codes).toEqual(['store-unwritable'])
      scratch.close(store)
      expect(scratch.bytes()).toBe(before)
    },
  )

  it('is kept in again once that is possible', () => {
    kept()
    close()
    const store = scratch.open()
    const [{ id }] = store.conversations()
    say(store, id, 'More?', 'More.')
    openUp()
    say(store, id, 'At last?', 'At last.')
    expect(store.hindrance).toBeUndefined()
    expect(store.conversations()).toHaveLength(1)
    expect(scratch.reopen(store).conversation(id)).toMatchObject({ exchanges: 62, keeping: 'yes' })
  })

  it.each<[string, () => void]>([
    ['is damaged', () => writeFileSync(file, noise(50_000))],
    ['is of another program', () => database(file, 'CREATE TABLE recipe (name TEXT)')],
    ['is of another version', () => database(file, 'PRAGMA user_version = 99', false)],
  ])('shows nothing of a file that %s', (_, spoil) => {
    kept()
    spoil()
    close()
    expect(scratch.open().conversations()).toEqual([])
    expect(scratch.codes).toEqual(['store-unwritable'])
  })
})

describe('a disk that takes nothing more', () => {
  it('is told to who removes or renames: nothing is changed, and both can be done when it takes something again', () => {
    const store = scratch.open()
    const { conversation } = say(store, store.createConversation(), 'The canary?', 'Yes.')
    const unwritable = expect.objectContaining({ code: 'store-unwritable', retryable: true }) as Error
    connections.at(-1)!.exec('PRAGMA query_only = ON')
    expect(() => store.rename(conversation, 'Another')).toThrow(unwritable)
    for (const what of [{ conversation }, 'everything'] as const)
      expect(() => store.remove(what)).toThrow(unwritable)
    expect(store.conversations()).toMatchObject([{ name: 'The canary?' }])
    connections.at(-1)!.exec('PRAGMA query_only = OFF')
    store.rename(conversation, 'Another')
    expect(store.conversations()).toMatchObject([{ name: 'Another' }])
    expect(store.remove({ conversation })).toBeDefined()
  })

  it('keeps what is removed no longer than until it takes something again', () => {
    const store = scratch.open()
    const { conversation } = say(store, store.createConversation(), 'The canary?', 'Yes.')
    store.remove({ conversation })
    connections.at(-1)!.exec('PRAGMA query_only = ON')
    scratch.clock.move(60_000)
    expect(scratch.bytes()).toContain('canary')
    connections.at(-1)!.exec('PRAGMA query_only = OFF')
    scratch.clock.move(60_000)
    expect(scratch.bytes()).not.toContain('canary')
  })

  const troubles = [
    [
      'is full',
      'disk-full',
      (db: DatabaseSyncInstance) => db.exec('PRAGMA max_page_count = 1'),
      (db: DatabaseSyncInstance) => db.exec('PRAGMA max_page_count = 1000000'),
    ],
    [
      'is read-only',
      'store-unwritable',
      (db: DatabaseSyncInstance) => db.exec('PRAGMA query_only = ON'),
      (db: DatabaseSyncInstance) => db.exec('PRAGMA query_only = OFF'),
    ],
  ] as const

  it.each(troubles)(
    'because it %s is told once; the conversation goes on in memory, and is kept when there is room',
    (_, code, fill, clear) => {
      const store = scratch.open()
      const conversation = store.createConversation()
      say(store, conversation, 'Before?', 'Before.')
      const other = say(store, store.createConversation(), 'Other?', 'Other.')
      const { id } = store.begin(conversation, { text: 'Meanwhile?' })
      store.appendAnswer(id, 'It is ')
      fill(connections.at(-1)!)
      for (let part = 0; part < 40; part++) {
        store.appendAnswer(id, 'a long answer. '.repeat(30))
        scratch.clock.move(1000)
      }
      store.finish(id, { outcome: 'done' })
      say(store, conversation, 'After?', 'After.')
      expect(scratch.codes).toEqual([code])
      expect(store.hindrance?.code).toBe(code)
      expect(store.exchanges(conversation).map(({ answer }) => answer.slice(0, 6))).toEqual([
        'Before',
        'It is ',
        'After.',
      ])
      expect(store.conversation(conversation)).toMatchObject({ keeping: 'never', exchanges: 3 })
      expect(store.conversations().map((each) => [each.id, each.exchanges])).toEqual([
        [conversation, 3],
        [other.conversation, 1],
      ])
      expect(store.search('long answer')).toHaveLength(1)
      clear(connections.at(-1)!)
      say(store, conversation, 'At last?', 'At last.')
      expect(store.conversation(conversation)).toMatchObject({ keeping: 'yes', exchanges: 4 })
      expect(store.hindrance).toBeUndefined()
      expect(scratch.reopen(store).exchanges(conversation)).toHaveLength(4)
      expect(scratch.codes).toEqual([code])
    },
  )
})

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
    kept()
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
    kept()
    const moved = path.join(elsewhere, 'moved.db')
    renameSync(file, moved)
    chmodSync(moved, 0o644)
    symlinkSync(moved, file)
    const before = readFileSync(moved)
    expectInMemory()
    expect([readFileSync(moved).equals(before), statSync(moved).mode & 0o777]).toEqual([true, 0o644])
  })
})
