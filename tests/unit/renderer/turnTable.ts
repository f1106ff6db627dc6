import fc from 'fast-check'
import { initialEndpointDelay, type EndpointDelay } from '../../../src-renderer/audio/endpointDelay'
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
  /** The app's answer before each action. */
  readonly answers: Answer[] = []
  state: TurnTakingState = initialTurnTaking
  now = 0
  #frame = 0
  #settings: TurnTakingSettings
  readonly #reached: Reached | undefined

  /** @param reached counts which events come in which states */
  constructor(settings: Partial<TurnTakingSettings> = {}, reached?: Reached) {
    this.#settings = { ...defaultTurnTaking, ...settings }
    this.#reached = reached
  }

  /** From now on by these settings, and by what another window has learnt. */
  choose(settings: Partial<TurnTakingSettings>, endpoint: EndpointDelay): void {
    this.#settings = { ...this.#settings, ...settings }
    this.state = { ...this.state, endpoint }
  }

  tell(event: TurnEvent, at = this.now): void {
    const pair = `${nameOfEvent(event)} in ${nameOfState(this.state)}`
    this.#reached?.set(pair, (this.#reached.get(pair) ?? 0) + 1)
    const { answer } = this.state
    const step = takeTurns(this.state, event, at, this.#settings)
    this.state = step.state
    for (const action of step.actions) {
      this.actions.push(action)
      this.times.push(this.now)
      this.newest.push(this.state.newestFrame)
      this.answers.push(answer)
    }
  }

  /** @param lateMs how much longer the frames were under way than the clock */
  hear(voice: number, level: number, forMs: number, more: Partial<FrameEvent> = {}, lateMs = 0): this {
    for (let heardMs = 0; heardMs < forMs; heardMs += frameMs) {
      this.now += frameMs
      this.tell({ type: 'frame', frame: this.#frame++, voice, level, ...more }, this.now - lateMs)
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

  timeOf(type: TurnAction['type']): number {
    return this.times[this.actions.findIndex((action) => action.type === type)]
  }
}

/** How often each event came in each state. */
export type Reached = Map<string, number>

const states = {
  closed: () => true,
  committed: ({ committed }) => committed !== undefined,
  thinking: ({ answer }) => answer === 'thinking',
  speaking: ({ answer }) => answer === 'speaking',
  'likely barge-in': ({ bargeIn }) => bargeIn !== undefined,
  'open by voice': ({ open }) => open?.by === 'voice',
  pause: ({ open }) => open?.by === 'voice' && open.pause !== undefined,
  'open by key': ({ open }) => open?.by === 'key',
  released: ({ open }) => open?.releasedAt !== undefined,
  muted: ({ muted }) => muted,
} as const satisfies Record<string, (state: TurnTakingState) => boolean>

const eventNames = [
  ...[
    'voice',
    'echo',
    'quiet',
    'clock',
    'press',
    'release',
    'mute',
    'unmute',
    'stop',
    'continue',
    'end-of-turn',
  ],
  ...['answer none', 'answer thinking', 'answer speaking'],
]

/** Every event in every state. */
export const allPairs = eventNames.flatMap((event) =>
  Object.keys(states).map((state) => `${event} in ${state}`),
)

function nameOfState(state: TurnTakingState): string {
  return Object.entries(states).findLast(([, is]) => is(state))![0]
}

function nameOfEvent(event: TurnEvent): string {
  if (event.type === 'answer') return `answer ${event.answer}`
  if (event.type !== 'frame') return event.type
  if (event.voice < defaultTurnTaking.bargeInProbability) return 'quiet'
  return (event.echo ?? 0) >= defaultTurnTaking.echoShare ? 'echo' : 'voice'
}

const anyMs = (max: number): fc.Arbitrary<number> => fc.integer({ min: 1, max })
const keys = ['press', 'press', 'release', 'mute', 'unmute', 'unmute', 'stop', 'clock', 'continue'] as const
const share = fc.double({ min: 0, max: 1, noNaN: true })

export const anySettings = fc.record({
  handsFree: fc.boolean(),
  duplex: fc.constantFrom('full', 'duck-only', 'half'),
})

/** What happens, as data: frames that come in time or late, keys, answers, and what befalls the computer. */
export const events = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record(
        {
          voice: fc.oneof(fc.constantFrom(0, 0.95), share),
          ms: fc.integer({ min: 32, max: 700 }),
          echo: fc.constantFrom(0, 0.9),
          brightness: share,
          lateMs: anyMs(700),
        },
        { requiredKeys: ['voice', 'ms'] },
      ),
    },
    {
      weight: 3,
      arbitrary: fc.constantFrom(...keys),
    },
    // The engine may die, and an answer end or begin at any time, twice as well.
    { weight: 2, arbitrary: fc.constantFrom('none', 'thinking', 'speaking').map((answer) => ({ answer })) },
    { weight: 1, arbitrary: anyMs(2000).map((waitMs) => ({ waitMs })) },
    // The computer sleeps, and the clock goes on; the devices' clocks disagree a little.
    {
      weight: 1,
      arbitrary: fc.constantFrom(-500, 60_000, 36_000_000).map((waitMs) => ({ waitMs })),
    },
    // The microphone is gone: only the clock tells the time.
    { weight: 1, arbitrary: anyMs(2000).map((lostMs) => ({ lostMs })) },
    // Late, twice, or of a pause that is long over.
    {
      weight: 1,
      arbitrary: fc.record({ pausesAgo: fc.integer({ min: -1, max: 2 }), probability: share }),
    },
    // Another window has learnt, and other settings are chosen.
    { weight: 1, arbitrary: fc.record({ chosen: anySettings, pauseMs: anyMs(2000) }) },
  ),
  // Without a size, fast-check makes ten of them at most.
  { maxLength: 40, size: 'max' },
)

/** A table at which all this happened. */
export const play = (
  happened: typeof events extends fc.Arbitrary<infer T> ? T : never,
  settings = {},
  reached?: Reached,
): TurnTable => {
  const table = new TurnTable(settings, reached)
  for (const each of happened) {
    if (typeof each === 'string') table.tell({ type: each })
    else if ('voice' in each) {
      const { voice, ms, echo, brightness, lateMs } = each
      table.hear(voice, voice * 0.2, ms, { echo, brightness }, lateMs)
    } else if ('pausesAgo' in each)
      table.tell({
        type: 'end-of-turn',
        pause: table.state.pauses - each.pausesAgo,
        probability: each.probability,
      })
    else if ('answer' in each) table.tell({ type: 'answer', answer: each.answer as 'none' })
    else if ('lostMs' in each)
      for (let lostMs = 0; lostMs < each.lostMs; lostMs += 100) {
        table.now += 100
        table.tell({ type: 'clock' })
      }
    else if ('chosen' in each) table.choose(each.chosen, { ...initialEndpointDelay, pauseMs: each.pauseMs })
    else table.now += each.waitMs
  }
  return table
}
