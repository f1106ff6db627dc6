import { sharedClock, type Clock } from '@contract'
import type { Boundary } from './boundary'
import { nextTasks, type Tasks } from './nextTasks'
import { printed, recorded, restored } from './recordedValue'

/** Something that came in, until it is taken. */
interface Waiting {
  readonly name: string
  readonly args: readonly unknown[]
  readonly take: (...args: never[]) => unknown
  readonly resolve: (result: unknown) => void
  readonly reject: (reason: unknown) => void
}

/**
 * Writes down all that crosses, a line for each. What comes in is handed on as it was written: whoever gets it knows no more of it
 * than the recording does.
 */
export class RecordingBoundary implements Boundary {
  readonly #write: (line: string) => void
  readonly #clock: Clock
  readonly #tasks: Tasks = nextTasks(() => this.#isOver())
  #numbers = 0
  #at = 0
  /** Something that came in is taken, or what follows from it. */
  #isTaking = false
  /** Something is told just now: what comes in by that is part of it. */
  #telling = 0
  #isLookedAt = false
  #waiting: Waiting[] = []
  #isEnded = false

  constructor(write: (line: string) => void, clock: Clock = sharedClock) {
    this.#write = write
    this.#clock = clock
  }

  get now(): Clock {
    return () => (this.#isTaking ? this.#at : this.#clock())
  }

  /** Nothing that came in is under way, and nothing waits. */
  get isIdle(): boolean {
    return !this.#isTaking
  }

  number(): number {
    return ++this.#numbers
  }

  inlet<Args extends readonly unknown[], Result>(
    name: string,
    take: (...args: Args) => Result,
  ): (...args: Args) => Promise<Awaited<Result>> {
    return (...args) =>
      new Promise((resolve, reject) => {
        const waiting = { name, args, take, resolve: resolve as Waiting['resolve'], reject }
        if (this.#telling > 0) this.#take(waiting, true)
        else if (this.#isTaking) this.#waiting.push(waiting)
        else this.#begin(waiting)
      })
  }

  tell(name: string, args: readonly unknown[], deed?: () => void): void {
    if (!this.#isEnded) this.#write(lineOut(name, args))
    this.#telling++
    try {
      deed?.()
    } finally {
      this.#telling--
    }
  }

  ask<Answer>(name: string, args: readonly unknown[], answer: () => Answer): Answer {
    const found = answer()
    if (this.#isLookedAt || this.#isEnded) return found
    const is = recorded(found)
    this.#write(lineAsk(name, args, is))
    return restored(is) as Answer
  }

  derive<Found>(name: string, find: () => Found): Found {
    return this.ask(name, [], find)
  }

  look<Seen>(at: () => Seen): Seen {
    const was = this.#isLookedAt
    this.#isLookedAt = true
    try {
      return at()
    } finally {
      this.#isLookedAt = was
    }
  }

  /** Writes nothing more. What crosses goes on as if there were nothing between. */
  end(why: 'stopped' | 'full'): void {
    if (this.#isEnded) return
    this.#isEnded = true
    this.#write(JSON.stringify({ end: why }))
    // What waits is taken without its turn: nobody has to find its place again.
    const waiting = this.#waiting
    this.#waiting = []
    for (const each of waiting) this.#take(each, false)
    this.#isTaking = false
    this.#tasks.close()
  }

  #begin(waiting: Waiting): void {
    if (this.#isEnded) return this.#take(waiting, false)
    this.#isTaking = true
    this.#at = this.#clock()
    this.#take(waiting, false)
    // It may have ended it.
    if (this.#isTaking) this.#tasks.ask()
  }

  #take({ name, args, take, resolve, reject }: Waiting, isWithin: boolean): void {
    const cameIn = recorded(args)
    if (!this.#isEnded) this.#write(lineIn(this.#at, name, cameIn, isWithin))
    const taken = this.#isEnded ? args : (restored(cameIn) as unknown[])
    try {
      resolve(take(...(taken as never[])))
    } catch (thrown) {
      reject(thrown)
    }
  }

  /** All that follows from what was taken is done: the next one. */
  #isOver(): void {
    const next = this.#waiting.shift()
    this.#isTaking = false
    if (next) this.#begin(next)
  }
}

/** The lines of a recording, which a replay has to write to the letter. */
export function lineIn(at: number, name: string, args: unknown, isWithin: boolean): string {
  return JSON.stringify({ at, in: name, args, ...(isWithin && { within: true }) })
}

export function lineOut(name: string, args: readonly unknown[]): string {
  return JSON.stringify({ out: name, args: printed(args) })
}

export function lineAsk(name: string, args: readonly unknown[], is: unknown): string {
  return JSON.stringify({ ask: name, args: printed(args), is })
}
