import { beforeEach, describe, expect, it } from 'vitest'
import { notePage, pageName, type PageNameParts } from '../../../src-renderer/pageName'

/** The locks of a browser: each held until its tab lets go. */
class FakeLocks {
  readonly #held = new Map<string, symbol>()

  forTab(tab: symbol): PageNameParts['locks'] {
    return {
      request: (name, { ifAvailable }, granted) => {
        if (!this.#held.has(name)) {
          this.#held.set(name, tab)
          return Promise.resolve(granted({}))
        }
        return Promise.resolve(ifAvailable ? granted(null) : undefined)
      },
      query: () => Promise.resolve({ held: [...this.#held.keys()].map((name) => ({ name })) }),
    }
  }

  close(tab: symbol): void {
    for (const [name, holder] of this.#held) if (holder === tab) this.#held.delete(name)
  }
}

describe('the name of a page', () => {
  let locks: FakeLocks
  let browser: Map<string, string>
  const storage = (map: Map<string, string>): PageNameParts['tab'] => ({
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
  })
  /** A tab with a memory of its own. */
  const open = (memory = new Map<string, string>()): { name: Promise<string>; close(): Promise<void> } => {
    const tab = Symbol('tab')
    const name = pageName({ tab: storage(memory), browser: storage(browser), locks: locks.forTab(tab) })
    const close = async (): Promise<void> => {
      notePage(storage(browser), await name)
      locks.close(tab)
    }
    return { name, close }
  }

  beforeEach(() => {
    locks = new FakeLocks()
    browser = new Map()
  })

  it('stays when the page is loaded again, also before the old page is gone', async () => {
    const memory = new Map<string, string>()
    const before = await open(memory).name
    expect(await open(memory).name).toBe(before)
  })

  it('is its own for each of several tabs', async () => {
    expect(await open().name).not.toBe(await open().name)
  })

  it('goes on to the tab that is opened after the last one was closed: that of the one closed last', async () => {
    const tabs = [open(), open(), open()]
    const names = await Promise.all(tabs.map(({ name }) => name))
    for (const i of [2, 0, 1]) await tabs[i].close()
    const next = open()
    expect(await next.name).toBe(names[1])
    // Beside it a conversation of its own begins, and none of those that were closed.
    expect(names).not.toContain(await open().name)
  })
})
