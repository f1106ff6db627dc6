import type { ConversationDatabase } from './conversationDatabase'
import type { WaitingClock } from '../flow/waitingClock'
import type { StoreDatabases } from './storeDatabases'

/** The engine's thread is kept no longer than this at a time, and then left alone for a while. */
const [sliceMs, pauseMs] = [5, 15]
/** The turn is over, and the next one has not begun. */
const idleMs = 2000
/** What a file did not take is tried again, for it is gone only then. */
const againMs = 10_000
/** Work at a time: exchanges that come into the index, exchanges that are erased, pages that are given back. */
const [indexedAtOnce, erasedAtOnce, pagesAtOnce] = [4, 1, 64]
/** From so many on it is quicker to erase everything, and to write again the few that are left. */
const [manyErased, fewLeft] = [200, 500]

/** What no turn has to wait for: erases what was removed, follows with the index, brings all of it onto the disk. */
export class Housekeeping {
  readonly #databases: StoreDatabases
  readonly #clock: WaitingClock
  /** Removals up to this one are erased. */
  #due: number
  readonly #erasedIn = new Set<ConversationDatabase>()
  #isWorking = false
  #hasFailed = false
  #callOff: (() => void) | undefined

  constructor(databases: StoreDatabases, clock: WaitingClock, due: number) {
    this.#databases = databases
    this.#clock = clock
    this.#due = due
  }

  /** Erases what the removals up to this one have marked, from now on. */
  erase(removal: number): void {
    this.#due = Math.max(this.#due, removal)
    for (const database of this.#databases.writable)
      this.#databases.use(database, () => this.#eraseMany(database), undefined)
    this.#workIn(0)
  }

  /** Works when nothing was written for a while. Erasing waits for nothing. */
  whenIdle(): void {
    if (!this.#isWorking) this.#workIn(idleMs)
  }

  #workIn(ms: number): void {
    this.#isWorking = ms < idleMs
    this.#callOff?.()
    this.#callOff = this.#clock.after(ms, () => {
      this.#isWorking = false
      if (!this.#work(performance.now() + sliceMs)) this.#workIn(this.#hasFailed ? againMs : pauseMs)
    })
  }

  /** Does all that is left, for the last time, and takes no longer than this. What is not done then, the next one does. */
  finish(longestMs: number): void {
    this.#callOff?.()
    this.#due = Number.MAX_SAFE_INTEGER
    this.#work(performance.now() + longestMs)
  }

  /** Works until a time of `performance.now()`. False: there is more to do, or a file did not take it. */
  #work(until: number): boolean {
    this.#hasFailed = false
    for (const database of this.#databases.writable) {
      const isDone = this.#databases.use(database, () => this.#workOn(database, until), undefined)
      this.#hasFailed ||= isDone === undefined
      if (isDone === false) return false
    }
    return !this.#hasFailed
  }

  #workOn(database: ConversationDatabase, until: number): boolean {
    while (this.#eraseSome(database) || this.#shrink(database) || database.index.update(indexedAtOnce) > 0)
      if (performance.now() >= until) return false
    database.checkpoint()
    return true
  }

  #eraseSome(database: ConversationDatabase): boolean {
    const hasErased = database.removals.erase(this.#due, erasedAtOnce) > 0
    if (hasErased) this.#erasedIn.add(database)
    return hasErased
  }

  #shrink(database: ConversationDatabase): boolean {
    const isSmaller = this.#erasedIn.has(database) && database.shrink(pagesAtOnce)
    if (!isSmaller) this.#erasedIn.delete(database)
    return isSmaller
  }

  #eraseMany(database: ConversationDatabase): void {
    const { erased, left, waiting } = database.removals.count(this.#due)
    if (erased < manyErased || left > fewLeft || waiting > 0) return
    database.eraseAllBut(database.conversations.notPrivate())
    this.#erasedIn.add(database)
  }
}
