import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  initialTurnTaking,
  takeTurns,
  type TurnAction,
  type TurnEvent,
  type TurnTakingState,
} from '../../../src-renderer/audio/turnTaking'
import { defaultTurnTaking, type TurnTakingSettings } from '../../../src-renderer/audio/turnTakingSettings'

const frameMs = 32

/** Turn taking with a clock that goes on with every frame, and all that it did. */
class Table {
  readonly actions: TurnAction[] = []
  readonly times: number[] = []
  state: TurnTakingState = initialTurnTaking
  now = 0
  #frame = 0
  readonly #settings: TurnTakingSettings

  constructor(settings: Partial<TurnTakingSettings> = {}) {
    this.#settings = { ...defaultTurnTaking, ...settings }
  }

  tell(event: TurnEvent): void {
    const step = takeTurns(this.state, event, this.now, this.#settings)
    this.state = step.state
    for (const action of step.actions) {
      this.actions.push(action)
      this.times.push(this.now)
    }
  }

  hear(voice: number, level: number, forMs: number): this {
    for (let heardMs = 0; heardMs < forMs; heardMs += frameMs) {
      this.now += frameMs
      this.tell({ type: 'frame', frame: this.#frame++, voice, level })
    }
    return this
  }

  quiet(forMs: number): this {
    return this.hear(0.02, 0.0005, forMs)
  }

  speech(forMs: number): this {
    return this.hear(0.95, 0.1, forMs)
  }

  /** What was done, frames left out. */
  get done(): string[] {
    return this.actions.filter(({ type }) => type !== 'frame').map(({ type }) => type)
  }

  get frames(): number[] {
    return this.actions.flatMap((action) => (action.type === 'frame' ? [action.frame] : []))
  }

  timeOf(type: TurnAction['type']): number {
    return this.times[this.actions.findIndex((action) => action.type === type)]
  }
}

const events = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        voice: fc.double({ min: 0, max: 1, noNaN: true }),
        ms: fc.integer({ min: 32, max: 900 }),
      }),
    },
    { weight: 3, arbitrary: fc.constantFrom('press', 'release', 'mute', 'unmute', 'stop', 'clock') },
    { weight: 2, arbitrary: fc.constantFrom('none', 'thinking', 'speaking').map((answer) => ({ answer })) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 2000 }).map((waitMs) => ({ waitMs })) },
  ),
  { maxLength: 60 },
)

/** A table at which all this happened. */
const play = (happened: typeof events extends fc.Arbitrary<infer T> ? T : never, settings = {}): Table => {
  const table = new Table(settings)
  for (const each of happened) {
    if (typeof each === 'string') table.tell({ type: each })
    else if ('voice' in each) table.hear(each.voice, each.voice * 0.2, each.ms)
    else if ('answer' in each) table.tell({ type: 'answer', answer: each.answer as 'none' })
    else table.now += each.waitMs
  }
  return table
}

const anySettings = fc.record({ handsFree: fc.boolean(), halfDuplex: fc.boolean() })

describe('takeTurns, whatever happens', () => {
  it('never has two utterances open, and ends each with one commit or cancel', () => {
    fc.assert(
      fc.property(events, anySettings, (happened, settings) => {
        const table = play(happened, settings)
        table.tell({ type: 'mute' })
        let isOpen = false
        for (const { type } of table.actions) {
          if (type === 'open') {
            expect(isOpen).toBe(false)
            isOpen = true
          }
          if (type === 'frame') expect(isOpen).toBe(true)
          if (type === 'commit' || type === 'cancel') {
            expect(isOpen).toBe(true)
            isOpen = false
          }
        }
        expect(isOpen).toBe(false)
        expect(table.state.open).toBeUndefined()
      }),
    )
  })

  it('loses no frame between open and the end, and gives none to two utterances', () => {
    fc.assert(
      fc.property(events, anySettings, (happened, settings) => {
        const table = play(happened, settings)
        let last = -1
        let isFirst = false
        for (const action of table.actions) {
          if (action.type === 'open') isFirst = true
          if (action.type !== 'frame') continue
          if (isFirst) expect(action.frame).toBeGreaterThan(last)
          else expect(action.frame).toBe(last + 1)
          last = action.frame
          isFirst = false
        }
        if (table.state.open && last >= 0) expect(last).toBe(table.state.newestFrame)
      }),
    )
  })

  it('lets nothing in while muted', () => {
    fc.assert(
      fc.property(events, (happened) => {
        const table = new Table()
        table.tell({ type: 'mute' })
        for (const each of happened) {
          if (typeof each === 'string' && each !== 'unmute') table.tell({ type: each })
          else if (typeof each === 'object' && 'voice' in each) table.hear(each.voice, 0.2, each.ms)
        }
        expect(table.actions).toEqual([])
      }),
    )
  })

  it('undoes every ducking, and interrupts only what is answered', () => {
    fc.assert(
      fc.property(events, (happened) => {
        const table = play(happened)
        table.tell({ type: 'stop' })
        let ducked = false
        for (const { type } of table.actions) {
          if (type === 'duck') {
            expect(ducked).toBe(false)
            ducked = true
          }
          if (type === 'unduck') {
            expect(ducked).toBe(true)
            ducked = false
          }
          if (type === 'silence') ducked = false
        }
        expect(ducked).toBe(false)
      }),
    )
  })
})

describe('takeTurns by voice', () => {
  it('opens with the pre-roll and commits after the endpoint', () => {
    const table = new Table().quiet(1600).speech(960).quiet(960)
    expect(table.done).toEqual(['open', 'commit'])
    const onsetFrame = 1600 / frameMs
    // Two frames of voice begin it; 500 ms before them are kept.
    expect(table.frames[0]).toBe(onsetFrame + 1 - 16)
    const commit = table.actions.at(-1)
    expect(commit).toEqual({ type: 'commit', speechEndAt: 2560 })
    expect(table.timeOf('commit') - 2560).toBe(608)
  })

  it('keeps a pause inside a sentence', () => {
    const table = new Table().quiet(800).speech(400).quiet(500).speech(400).quiet(800)
    expect(table.done).toEqual(['open', 'commit'])
  })

  it('takes a click for nothing, and a cough back', () => {
    expect(new Table().quiet(800).speech(32).quiet(1600).done).toEqual([])
    expect(new Table().quiet(800).speech(64).quiet(1600).done).toEqual(['open', 'cancel'])
  })

  it('takes no voice below the room', () => {
    expect(new Table().hear(0.1, 0.05, 8000).hear(0.95, 0.06, 960).done).toEqual([])
  })

  it('ends by the clock when no frames come any more', () => {
    const table = new Table().quiet(800).speech(480)
    table.now += 1000
    table.tell({ type: 'clock' })
    expect(table.done).toEqual(['open'])
    table.now += 200
    table.tell({ type: 'clock' })
    expect(table.done).toEqual(['open', 'commit'])
  })

  it('waits for the key when it is not hands-free', () => {
    expect(new Table({ handsFree: false }).quiet(800).speech(960).done).toEqual([])
  })
})

describe('takeTurns by key', () => {
  it('opens with what was said before the press, and commits behind the release', () => {
    const table = new Table({ handsFree: false }).quiet(1280).speech(160)
    table.tell({ type: 'press' })
    table.speech(640)
    table.tell({ type: 'release' })
    expect(table.done).toEqual(['open'])
    table.speech(64)
    expect(table.done).toEqual(['open', 'commit'])
    expect(table.frames[0]).toBe((1280 + 160) / frameMs - 1 - 16)
  })

  it('does not end at a pause', () => {
    const table = new Table()
    table.tell({ type: 'press' })
    table.speech(320).quiet(3000).speech(320)
    expect(table.done).toEqual(['open'])
  })

  it('takes over what the voice has opened', () => {
    const table = new Table().quiet(320).speech(320)
    table.tell({ type: 'press' })
    table.quiet(2000)
    table.tell({ type: 'release' })
    table.quiet(96)
    expect(table.done).toEqual(['open', 'commit'])
  })

  it('takes a press without a word back', () => {
    const table = new Table().quiet(960)
    table.tell({ type: 'press' })
    table.quiet(640)
    table.tell({ type: 'release' })
    table.quiet(96)
    expect(table.actions.at(-1)).toEqual({ type: 'cancel', reason: 'no-voice' })
  })

  it('interrupts an answer at once', () => {
    const table = new Table().quiet(960)
    table.tell({ type: 'answer', answer: 'speaking' })
    table.tell({ type: 'press' })
    expect(table.done).toEqual(['silence', 'interrupt', 'open'])
  })
})

describe('takeTurns during an answer', () => {
  const answering = (settings?: Partial<TurnTakingSettings>): Table => {
    const table = new Table(settings).quiet(960)
    table.tell({ type: 'answer', answer: 'speaking' })
    return table.quiet(320)
  }

  it('ducks at the first likely frame and goes on after an "mm-hm"', () => {
    const table = answering().speech(160).quiet(640)
    expect(table.done).toEqual(['duck', 'unduck'])
    expect(table.timeOf('duck')).toBe(1280 + frameMs)
    expect(table.timeOf('unduck') - 1280).toBe(416)
  })

  it('gives way to 250 ms of voice, and keeps how it began', () => {
    const table = answering().speech(320)
    expect(table.done).toEqual(['duck', 'silence', 'interrupt', 'open'])
    expect(table.timeOf('interrupt') - 1280).toBe(256)
    expect(table.frames[0]).toBeLessThanOrEqual((1280 - 288) / frameMs)
    expect(table.speech(320).quiet(700).done.at(-1)).toBe('commit')
  })

  it('hears nothing in half-duplex, until the room is quiet again', () => {
    const table = answering({ halfDuplex: true }).speech(640)
    table.tell({ type: 'answer', answer: 'none' })
    table.speech(192)
    expect(table.done).toEqual([])
    expect(table.speech(160).done).toEqual(['open'])
  })

  it('falls silent on stop', () => {
    const table = answering()
    table.tell({ type: 'stop' })
    expect(table.done).toEqual(['silence', 'interrupt'])
  })
})
