const key = 'parley.page'

interface Memory {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
}

/** The browser's locks, as far as they are used. */
interface Locks {
  request(
    name: string,
    options: { ifAvailable?: boolean },
    granted: (lock: object | null) => unknown,
  ): Promise<unknown>
}

/** What is used of the browser. */
export interface PageNameParts {
  /** What is remembered of this tab alone, and for all tabs. */
  readonly tab: Memory
  readonly browser: Memory
  readonly locks: Locks
}

/**
 * The name under which a page comes back to its conversation: the same after it was loaded again, and after its tab was
 * closed and another one is opened. A tab beside it has a name, and so a conversation, of its own.
 */
export async function pageName({ tab, browser, locks }: PageNameParts): Promise<string> {
  const ofTab = tab.getItem(key)
  if (ofTab !== null) {
    // Not waited for: the page before this one may still be about to let go of it.
    void hold(locks, ofTab, {})
    return ofTab
  }
  const remembered = browser.getItem(key)
  const isFree = remembered !== null && (await hold(locks, remembered, { ifAvailable: true }))
  const name = isFree ? remembered : crypto.randomUUID()
  tab.setItem(key, name)
  if (remembered === null) browser.setItem(key, name)
  if (!isFree) await hold(locks, name, {})
  return name
}

/** Holds a name until the page is gone. False: another page has it. */
function hold(locks: Locks, name: string, options: { ifAvailable?: boolean }): Promise<boolean> {
  return new Promise((resolve) => {
    void locks.request(`${key}.${name}`, options, (lock) => {
      resolve(lock !== null)
      return lock && new Promise(() => undefined)
    })
  })
}
