import type { TextStorage } from './turnTakingMemory'

const key = 'parley.page'

/** The browser's locks, as far as they are used. */
interface Locks {
  request(
    name: string,
    options: { ifAvailable?: boolean },
    granted: (lock: object | null) => unknown,
  ): Promise<unknown>
  query(): Promise<{ readonly held?: readonly { readonly name?: string }[] }>
}

/** What is used of the browser. */
export interface PageNameParts {
  /** What is remembered of this tab alone, and for all tabs. */
  readonly tab: TextStorage
  readonly browser: TextStorage
  readonly locks: Locks
}

/**
 * The name under which a page comes back to its conversation: the same after it was loaded again. A tab that is opened
 * when there is no other goes on with the conversation of the one that was closed last; a tab beside others has a name,
 * and so a conversation, of its own.
 */
export async function pageName({ tab, browser, locks }: PageNameParts): Promise<string> {
  const ofTab = tab.getItem(key)
  if (ofTab !== null) {
    // Not waited for: the page before this one may still be about to let go of it.
    void hold(locks, ofTab, {})
    return ofTab
  }
  const { held = [] } = await locks.query()
  const last = held.some(({ name }) => name?.startsWith(lockOf(''))) ? null : browser.getItem(key)
  const isFree = last !== null && (await hold(locks, last, { ifAvailable: true }))
  const name = isFree ? last : crypto.randomUUID()
  tab.setItem(key, name)
  notePage(browser, name)
  if (!isFree) await hold(locks, name, {})
  return name
}

/** The page of this name was in use just now: when it goes away, it is the one that was closed last. */
export function notePage(browser: TextStorage, name: string): void {
  browser.setItem(key, name)
}

/** Holds a name until the page is gone. False: another page has it. */
function hold(locks: Locks, name: string, options: { ifAvailable?: boolean }): Promise<boolean> {
  return new Promise((resolve) => {
    void locks.request(lockOf(name), options, (lock) => {
      resolve(lock !== null)
      return lock && new Promise(() => undefined)
    })
  })
}

function lockOf(name: string): string {
  return `${key}.${name}`
}
