import fs, { writeFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { changeDatabase, keepSixty, noise } from '../../rigs/conversations/damage'
import { say, ScratchStore } from '../../rigs/conversations/scratchStore'

let scratch: ScratchStore
let file: string
beforeEach(() => {
  scratch = new ScratchStore()
  file = scratch.file
})
afterEach(() => scratch.remove())

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
      keepSixty(scratch)
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
    keepSixty(scratch)
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
    ['is of another program', () => changeDatabase(file, 'CREATE TABLE recipe (name TEXT)')],
    ['is of another version', () => changeDatabase(file, 'PRAGMA user_version = 99', false)],
  ])('shows nothing of a file that %s', (_, spoil) => {
    keepSixty(scratch)
    spoil()
    close()
    expect(scratch.open().conversations()).toEqual([])
    expect(scratch.codes).toEqual(['store-unwritable'])
  })
})
