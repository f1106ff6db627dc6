import type { AppErrorBody, EngineState, TurnState } from '@contract'
import type { Timers } from './audio/timers'
import type { AppState, Hears, Phase, Trouble, WindowNotice } from './state'

type TroubleAbout = 'microphone' | 'speaker' | 'engine' | 'gesture' | 'other'

/** So long a trouble is shown that is over when it is told: time to read three short lines. */
const passingMs = 10_000

export interface ScreenParts {
  get(): AppState
  set(change: (state: AppState) => Partial<AppState>): void
  /** What goes on beside the state. */
  readonly isListening: () => boolean
  readonly answer: () => 'none' | 'thinking' | 'voicing' | 'speaking'
  readonly canContinue: () => boolean
  readonly hears: () => Hears
  readonly timers: Pick<Timers, 'after'>
}

/** Changes what the screens know: the phase is always in step, and trouble goes when that which it is about is over. */
export class Screen {
  readonly #parts: ScreenParts
  /** What lasts, and until when that is over. */
  #lasting: { readonly trouble: Trouble; readonly about: TroubleAbout } | undefined
  /** What is over already: shown before what lasts. */
  #passing: Trouble | undefined
  /** Ends the time after which it is. */
  #keepPassing = (): void => undefined
  /** What is told once, until its user has seen it, oldest first: shown behind what lasts. */
  #unseen: Trouble[] = []

  constructor(parts: ScreenParts) {
    this.#parts = parts
  }

  set(part: Partial<AppState>): void {
    const canContinue = this.#parts.canContinue()
    const hears = this.#parts.hears()
    this.#parts.set((state) => ({ ...part, canContinue, hears, phase: this.#phase({ ...state, ...part }) }))
  }

  /** Shows trouble; or ends it, if it is about this. */
  trouble(next: Trouble | undefined, about: TroubleAbout = 'other'): void {
    if (next) this.#pass(undefined)
    else if (this.#lasting?.about !== about) return
    this.#lasting = next && { trouble: next, about }
    this.#showTrouble()
  }

  /** Shows for some seconds what went wrong once, and is over. */
  passingTrouble(notice: Trouble['notice']): void {
    this.#pass({ notice })
    this.#showTrouble()
  }

  /**
   * Trouble that nobody can mend and that is told once: it stays until its user says to have seen it.
   * @param insteadOf was thought to be so, and is this
   */
  toBeSeen(notice: Trouble['notice'], insteadOf?: WindowNotice): void {
    this.#unseen = this.#unseen.filter(
      (each) => !isSame(each.notice, insteadOf) && !isSame(each.notice, notice),
    )
    this.#unseen.push({ notice, action: 'seen' })
    this.#showTrouble()
  }

  /** Ends what is shown as trouble, whatever it is about. */
  clearTrouble(): void {
    if (!this.#passing && !this.#lasting) this.#unseen.shift()
    if (!this.#passing) this.#lasting = undefined
    this.#pass(undefined)
    this.#showTrouble()
  }

  /** News that need no doing go when the user goes on. */
  clearNews(): void {
    if (this.#parts.get().note !== undefined) this.set({ note: undefined })
    this.#pass(undefined)
    if (this.#lasting?.trouble.action === undefined) this.#lasting = undefined
    this.#showTrouble()
  }

  /** The engine is there. */
  ready(): void {
    this.set({ connection: 'ready' })
    this.trouble(undefined, 'engine')
  }

  /** The engine is not there, or not yet. */
  away(state: EngineState, error: AppErrorBody | undefined): void {
    this.set({ connection: state === 'starting' ? 'connecting' : state })
    if (state === 'lost' && error) this.trouble({ notice: error.notice, action: 'restart-engine' }, 'engine')
  }

  /** The engine is there, but answers another window first or loads its models again; or does so no more. */
  waits(state?: TurnState): void {
    const before = this.#parts.get().connection
    if (state === 'waiting' || state === 'loading') this.set({ connection: state })
    else if (before === 'waiting' || before === 'loading') this.set({ connection: 'ready' })
  }

  #pass(passing: Trouble | undefined): void {
    this.#keepPassing()
    this.#passing = passing
    if (passing)
      this.#keepPassing = this.#parts.timers.after(passingMs, () => {
        this.#passing = undefined
        this.#showTrouble()
      })
  }

  #showTrouble(): void {
    this.set({ trouble: this.#passing ?? this.#lasting?.trouble ?? this.#unseen.at(0) })
  }

  #phase({ trouble, connection, muted }: AppState): Phase {
    const answer = this.#parts.answer()
    if (this.#parts.isListening()) return 'listening'
    if (answer !== 'none') return answer
    if (trouble || connection === 'lost') return 'trouble'
    return muted ? 'muted' : 'idle'
  }
}

/** Both tell the same of the same. */
function isSame(one: Trouble['notice'], other: Trouble['notice'] | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
