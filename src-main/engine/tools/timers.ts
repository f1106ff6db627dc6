import { z } from 'zod'
import { toAppError, type AppError, type RingingTimer, type TimerKind } from '@contract'
import { readSmallFile } from '../files/readSmallFile'
import { replaceFile } from '../files/replaceFile'
import { wallClock, type WaitingClock } from '../flow/waitingClock'

/** A timer or an alarm that is set. */
export interface SetTimer {
  /** Numbered from 1 on, the smallest that is free: people say it. */
  readonly id: number
  readonly kind: TimerKind
  /** Milliseconds since 1970. */
  readonly dueAt: number
  /** What it is for. */
  readonly label?: string
  /** Nothing of it is written to a disk. */
  readonly isPrivate?: boolean
}

export interface TimersOptions {
  /** Where the times are kept, so that they outlive this process; absent: in memory alone. */
  readonly file?: string
  readonly clock?: WaitingClock
  /** Those that ring, or rang while nobody heard them, have changed. */
  readonly changed?: () => void
  /** The times of those that are left could not be kept. */
  readonly failed?: (why: AppError) => void
}

export const mostTimers = 50
/** A computer may sleep, and its clock be set: it is looked at so often. */
const longestWaitMs = 10_000
/** One that nobody stops is silent then. */
export const ringsForMs = 60_000

const kept = z.array(z.object({ kind: z.enum(['timer', 'alarm']), dueAt: z.number() })).max(mostTimers)

/** One that rings, or has rung and was not seen. */
interface Ring {
  readonly told: RingingTimer
  readonly isPrivate: boolean
}

const silent = (ring: Ring): Ring => ({ ...ring, told: { ...ring.told, isSilent: true } })

/**
 * Timers and alarms. What is due rings until somebody stops it, for a minute at most, and is shown until it was seen. When the process
 * ends, the times of those that nobody has seen ring are kept, and not a word of what they are for.
 */
export class Timers {
  readonly #file: string | undefined
  readonly #clock: WaitingClock
  readonly #changed: () => void
  readonly #failed: (why: AppError) => void
  #set: SetTimer[] = []
  #ringing: Ring[] = []
  #newestRing = 0
  #callOff: (() => void) | undefined

  constructor(options: TimersOptions = {}) {
    const { file, clock = wallClock } = options
    const { changed = () => undefined, failed = () => undefined } = options
    this.#file = file
    this.#clock = clock
    this.#changed = changed
    this.#failed = failed
    for (const { kind, dueAt } of readTimes(file)) this.#add({ kind, dueAt })
    this.#look()
  }

  now(): number {
    return this.#clock.now()
  }

  /** Those that are set, the next one first. */
  get set(): readonly SetTimer[] {
    return [...this.#set].sort((a, b) => a.dueAt - b.dueAt)
  }

  /** Those that ring, and those that rang in vain, oldest first. */
  get ringing(): readonly RingingTimer[] {
    return this.#ringing.map(({ told }) => told)
  }

  /** @throws Error when there are too many, or its time could not be kept */
  add(timer: Omit<SetTimer, 'id'>): SetTimer {
    if (this.#set.length >= mostTimers)
      throw new Error(`${mostTimers} timers and alarms are set already. Cancel one first.`)
    const added = this.#add(timer)
    try {
      this.#keep()
    } catch (thrown) {
      this.#set = this.#set.filter((each) => each !== added)
      throw thrown
    }
    this.#look()
    return added
  }

  /** Takes one back that is set; undefined: there is none of this number. */
  cancel(id: number): SetTimer | undefined {
    const cancelled = this.#set.find((timer) => timer.id === id)
    if (cancelled === undefined) return undefined
    this.#set = this.#set.filter((timer) => timer !== cancelled)
    this.#keep()
    this.#look()
    return cancelled
  }

  /** Whatever rings is silent, and still shown. */
  silence(): void {
    if (this.#ringing.every(({ told }) => told.isSilent)) return
    this.#ringing = this.#ringing.map(silent)
    this.#changed()
  }

  /** One that rings, or has rung, was seen. */
  seen(ring: number): void {
    const left = this.#ringing.filter(({ told }) => told.ring !== ring)
    if (left.length === this.#ringing.length) return
    this.#ringing = left
    this.#keepIfPossible()
    this.#changed()
  }

  close(): void {
    this.#callOff?.()
  }

  #add(timer: Omit<SetTimer, 'id'>): SetTimer {
    let id = 1
    while (this.#set.some((each) => each.id === id)) id++
    const added = { ...timer, id }
    this.#set.push(added)
    return added
  }

  /** Lets ring what is due, and waits for the next. */
  #look(): void {
    this.#callOff?.()
    this.#callOff = undefined
    const now = this.#clock.now()
    const due = this.set.filter(({ dueAt }) => dueAt <= now)
    const isOver = ({ told }: Ring): boolean => !told.isSilent && told.dueAt + ringsForMs <= now
    if (due.length > 0 || this.#ringing.some(isOver)) {
      this.#set = this.#set.filter((timer) => !due.includes(timer))
      // What was due while nobody was there to ring is told without a sound.
      const rings = due.map(({ kind, dueAt, label, isPrivate = false }) => ({
        told: {
          ...{ ring: ++this.#newestRing, kind, dueAt, isSilent: false },
          ...(label !== undefined && { label }),
        },
        isPrivate,
      }))
      this.#ringing = [...this.#ringing, ...rings].map((each) => (isOver(each) ? silent(each) : each))
      this.#changed()
    }
    const next = Math.min(
      ...this.#set.map(({ dueAt }) => dueAt),
      ...this.ringing.flatMap(({ isSilent, dueAt }) => (isSilent ? [] : [dueAt + ringsForMs])),
    )
    if (next < Infinity)
      this.#callOff = this.#clock.after(Math.min(longestWaitMs, Math.max(0, next - now)), () => this.#look())
  }

  #keep(): void {
    if (this.#file === undefined) return
    const rung = this.#ringing.map(({ told, isPrivate }) => ({ ...told, isPrivate }))
    const times = [...rung, ...this.#set].flatMap(({ kind, dueAt, isPrivate }) =>
      isPrivate ? [] : [{ kind, dueAt }],
    )
    replaceFile(this.#file, JSON.stringify(times.slice(-mostTimers)))
  }

  /** It was seen, whether its file can be written or not. */
  #keepIfPossible(): void {
    try {
      this.#keep()
    } catch (thrown) {
      this.#failed(toAppError(thrown))
    }
  }
}

/** What an earlier process kept; a file that is damaged keeps nobody from setting timers. */
function readTimes(file: string | undefined): z.infer<typeof kept> {
  if (file === undefined) return []
  try {
    return kept.parse(JSON.parse(readSmallFile(file).toString()))
  } catch {
    return []
  }
}
