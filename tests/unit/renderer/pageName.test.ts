import { beforeEach, describe, expect, it } from 'vitest'
import { pageName, type PageNameParts } from '../../../src-renderer/pageName'

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
  const open = (memory = new Map<string, string>()): { name: Promise<string>; close(): void } => {
    const tab = Symbol('tab')
    const name = pageName({ tab: storage(memory), browser: storage(browser), locks: locks.forTab(tab) })
    return { name, close: () => locks.close(tab) }
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

  it('goes on to the tab that is opened after its own was closed', async () => {
    const first = open()
    const name = await first.name
    const beside = open()
    expect(await beside.name).not.toBe(name)
    for (const tab of [first, beside]) tab.close()
    expect(await open().name).toBe(name)
    expect(await open().name).not.toBe(name)
  })
})
