import fc from 'fast-check'
import { takeTurns } from '../../../src-renderer/audio/turnTaking'
import { defaultTurnTaking, type TurnTakingSettings } from '../../../src-renderer/audio/turnTakingSettings'
import {
  initialTurnTaking,
  type Answer,
  type FrameEvent,
  type TurnAction,
  type TurnEvent,
  type TurnTakingState,
} from '../../../src-renderer/audio/turnTakingState'

export const frameMs = 32

/** Turn taking with a clock that goes on with every frame, and all that it did. */
export class TurnTable {
  readonly actions: TurnAction[] = []
  readonly times: number[] = []
  /** The newest frame at each action. */
  readonly newest: number[] = []
  readonly #answers: { readonly at: number; readonly answer: Answer }[] = []
  state: TurnTakingState = initialTurnTaking
  now = 0
  #frame = 0
  readonly #settings: TurnTakingSettings

  constructor(settings: Partial<TurnTakingSettings> = {}) {
    this.#settings = { ...defaultTurnTaking, ...settings }
  }

  tell(event: TurnEvent): void {
    if (event.type === 'answer') this.#answers.push({ at: this.now, answer: event.answer })
    const step = takeTurns(this.state, event, this.now, this.#settings)
    this.state = step.state
    for (const action of step.actions) {
      this.actions.push(action)
      this.times.push(this.now)
      this.newest.push(this.state.newestFrame)
    }
  }

  hear(voice: number, level: number, forMs: number, more: Partial<FrameEvent> = {}): this {
    for (let heardMs = 0; heardMs < forMs; heardMs += frameMs) {
      this.now += frameMs
      this.tell({ type: 'frame', frame: this.#frame++, voice, level, ...more })
    }
    return this
  }

  quiet(forMs: number): this {
    return this.hear(0.02, 0.0005, forMs)
  }

  speech(forMs: number): this {
    return this.hear(0.95, 0.1, forMs)
  }

  /** What was done, frames and pauses left out. */
  get done(): string[] {
    return this.doneWithPauses.filter((type) => type !== 'pause')
  }

  get doneWithPauses(): string[] {
    return this.actions.filter(({ type }) => type !== 'frame').map(({ type }) => type)
  }

  get frames(): number[] {
    return this.actions.flatMap((action) => (action.type === 'frame' ? [action.frame] : []))
  }

  /** What the app answered with at a time. */
  answerAt(at: number): Answer {
    return this.#answers.findLast((each) => each.at <= at)?.answer ?? 'none'
  }

  timeOf(type: TurnAction['type']): number {
    return this.times[this.actions.findIndex((action) => action.type === type)]
  }
}

export const events = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        voice: fc.double({ min: 0, max: 1, noNaN: true }),
        ms: fc.integer({ min: 32, max: 900 }),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.constantFrom('press', 'release', 'mute', 'unmute', 'stop', 'clock', 'continue'),
    },
    { weight: 2, arbitrary: fc.constantFrom('none', 'thinking', 'speaking').map((answer) => ({ answer })) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 2000 }).map((waitMs) => ({ waitMs })) },
    {
      weight: 1,
      arbitrary: fc.record({
        pausesAgo: fc.integer({ min: -1, max: 2 }),
        probability: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
    },
  ),
  { maxLength: 60 },
)

/** A table at which all this happened. */
export const play = (
  happened: typeof events extends fc.Arbitrary<infer T> ? T : never,
  settings = {},
): TurnTable => {
  const table = new TurnTable(settings)
  for (const each of happened) {
    if (typeof each === 'string') table.tell({ type: each })
    else if ('voice' in each) table.hear(each.voice, each.voice * 0.2, each.ms)
    else if ('pausesAgo' in each)
      table.tell({
        type: 'end-of-turn',
        pause: table.state.pauses - each.pausesAgo,
        probability: each.probability,
      })
    else if ('answer' in each) table.tell({ type: 'answer', answer: each.answer as 'none' })
    else table.now += each.waitMs
  }
  return table
}

export const anySettings = fc.record({
  handsFree: fc.boolean(),
  duplex: fc.constantFrom('full', 'duck-only', 'half'),
})
