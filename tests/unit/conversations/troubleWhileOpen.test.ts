import type { DatabaseSyncInstance } from '@photostructure/sqlite'
import type * as Sqlite from '@photostructure/sqlite'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { keepSixty, spoilTable } from '../../rigs/conversations/damage'
import { say, ScratchStore } from '../../rigs/conversations/scratchStore'

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
beforeEach(() => (scratch = new ScratchStore()))
afterEach(() => scratch.remove())

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

describe('a file that is damaged meanwhile', () => {
  it('loses nothing of an answer that goes on', () => {
    keepSixty(scratch)
    const store = scratch.open()
    const { id, conversation } = store.begin(store.createConversation(), { text: 'Why?' })
    store.appendAnswer(id, 'Because ')
    // All is in the file itself, and SQLite has none of it in memory.
    scratch.clock.move(10_000)
    const connection = connections.at(-1)!
    spoilTable(scratch, 'exchange')
    connection.exec('PRAGMA shrink_memory')
    store.appendAnswer(id, 'it is so.')
    store.finish(id, { outcome: 'done' })
    expect(scratch.codes).toEqual(['store-damaged'])
    expect(store.exchanges(conversation)).toMatchObject([{ answer: 'Because it is so.', outcome: 'done' }])
    say(store, conversation, 'And?', 'So on.')
    expect(store.conversation(conversation)).toMatchObject({ exchanges: 2, keeping: 'yes' })
    expect(scratch.reopen(store).exchanges(conversation)).toHaveLength(2)
  })
})
