import type { Clock } from '@contract'
import type { Boundary } from './boundary'
import { recorded, restored } from './recordedValue'
import { lineAsk, lineIn, lineOut } from './recordingBoundary'
import type { RecordedLine } from './recordingLine'

/** The first line that a replay did not write as it was recorded. */
export interface Divergence {
  /** Counted from 1, the head included. */
  readonly line: number
  /** Undefined: there is nothing more. */
  readonly recorded: string | undefined
  /** Undefined: nothing was written, although more came. */
  readonly replayed: string | undefined
}

export interface ReplayOptions {
  /** Changes what came in, and what was answered, before the window gets it; what goes out is then what follows from that. */
  readonly change?: (line: RecordedLine) => RecordedLine
  /** What is found out by sound is taken as it was recorded: the sound was taken out. */
  readonly isWithoutSound?: boolean
}

/** Numbers that were found out by sound may differ so much between processors, relative to 1. */
const tolerance = 1e-6

/** Stands in the place of all that is around a window: what came in once comes in again, and all that goes out is compared. */
export class ReplayBoundary implements Boundary {
  readonly #recorded: readonly string[]
  readonly #options: ReplayOptions
  readonly #inlets = new Map<string, (...args: never[]) => unknown>()
  /** What the replay wrote. */
  readonly lines: string[] = []
  #numbers = 0
  #at = 0
  divergence: Divergence | undefined
  /** The line that is next, and where it stands. */
  #read: { readonly at: number; readonly line: RecordedLine | undefined } = { at: -1, line: undefined }

  /** @param lines of the recording, behind its head */
  constructor(lines: readonly string[], options: ReplayOptions = {}) {
    this.#recorded = lines
    this.#options = options
  }

  get now(): Clock {
    return () => this.#at
  }

  /** All of it was played, or something else happened than was recorded. */
  get isOver(): boolean {
    if (this.divergence === undefined && this.#next && 'end' in this.#next)
      this.lines.push(JSON.stringify(this.#next))
    return this.divergence !== undefined || this.#next === undefined
  }

  number(): number {
    return ++this.#numbers
  }

  inlet<Args extends readonly unknown[], Result>(
    name: string,
    take: (...args: Args) => Result,
  ): (...args: Args) => Promise<Awaited<Result>> {
    this.#inlets.set(name, take)
    // Nobody is there to call it.
    return () => new Promise(() => undefined)
  }

  tell(name: string, args: readonly unknown[]): void {
    this.#wrote(lineOut(name, args), (line) => 'out' in line && line.out === name)
    while (this.#next && 'in' in this.#next && this.#next.within) this.takeNext()
  }

  ask<Answer>(name: string, args: readonly unknown[]): Answer {
    const next = this.#next
    const is = next && 'ask' in next ? next.is : undefined
    this.#wrote(lineAsk(name, args, is), (line) => 'ask' in line && line.ask === name)
    return restored(is) as Answer
  }

  derive<Found>(name: string, find: () => Found): Found {
    const next = this.#next
    if (this.#options.isWithoutSound || !next || !('ask' in next)) return this.ask(name, [])
    const found = recorded(find())
    const is = isNear(found, next.is) ? next.is : found
    this.#wrote(lineAsk(name, [], is), (line) => 'ask' in line && line.ask === name)
    return restored(is) as Found
  }

  look<Seen>(at: () => Seen): Seen {
    return at()
  }

  /** Lets come in what came in next. It is for who calls to wait until all that follows from it is done. */
  takeNext(): void {
    const next = this.#next
    if (!next || !('in' in next)) {
      if (next) this.#diverges(undefined)
      return
    }
    const { at, in: name, args, within = false } = next
    const take = this.#inlets.get(name)
    if (!take) return this.#diverges(undefined)
    this.#wrote(lineIn(at, name, args, within), () => true)
    this.#at = at
    try {
      const taken = take(...(restored(args) as never[]))
      if (taken instanceof Promise) taken.catch(() => undefined)
    } catch {
      // As it was recorded, too: what it threw, at once or later, went to whoever brought it.
    }
  }

  get #next(): RecordedLine | undefined {
    const at = this.lines.length
    if (this.#read.at !== at) {
      const text = this.#recorded.at(at)
      const line = text === undefined ? undefined : (JSON.parse(text) as RecordedLine)
      this.#read = { at, line: line && (this.#options.change?.(line) ?? line) }
    }
    return this.#read.line
  }

  #wrote(line: string, isOfSameName: (line: RecordedLine) => boolean): void {
    if (this.divergence) return
    const recordedLine = this.#recorded.at(this.lines.length)
    // A recording that was cut off, as by a crash, may lack what followed last.
    if (recordedLine === undefined) return
    const isSame = this.#options.change ? isOfSameName(this.#next!) : line === recordedLine
    if (isSame) this.lines.push(line)
    else this.#diverges(line)
  }

  #diverges(replayed: string | undefined): void {
    const at = this.lines.length
    this.divergence ??= { line: at + 2, recorded: this.#recorded.at(at), replayed }
  }
}

function isNear(one: unknown, other: unknown): boolean {
  if (typeof one === 'number' && typeof other === 'number')
    return Math.abs(one - other) <= tolerance * Math.max(1, Math.abs(one))
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null)
    return one === other
  const keys = Object.keys(one)
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => isNear((one as Data)[key], (other as Data)[key]))
  )
}

type Data = Readonly<Record<string, unknown>>
