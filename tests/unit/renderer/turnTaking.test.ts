import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultTurnTaking, type TurnTakingSettings } from '../../../src-renderer/audio/turnTakingSettings'
import { randomSequences } from '../../rigs/conversation/randomSequences'
import { anySettings, events, frameMs, play, TurnTable } from './turnTable'
import { runs } from '../../runs'

describe('takeTurns, whatever happens', () => {
  it('never has two utterances open, and ends each with one commit or cancel; mute closes', () => {
    fc.assert(
      fc.property(events, anySettings, (happened, settings) => {
        const table = play(happened, settings)
        table.tell({ type: 'mute' })
        let isOpen = false
        let wasCommitted = false
        for (const { type } of table.actions) {
          if (type === 'reopen') expect(wasCommitted).toBe(true)
          if (type === 'open' || type === 'reopen') {
            expect(isOpen).toBe(false)
            isOpen = true
          }
          if (type === 'frame' || type === 'pause') expect(isOpen).toBe(true)
          if (type === 'commit' || type === 'cancel') {
            expect(isOpen).toBe(true)
            isOpen = false
            wasCommitted = type === 'commit'
          }
        }
        expect(isOpen).toBe(false)
        expect(table.state).toMatchObject({ open: undefined, committed: undefined })
      }),
    )
  })

  it('is tried with every event in every state', () => {
    const { wrong, rarePairs } = randomSequences(4000)
    expect({ wrong, rarePairs }).toEqual({ wrong: 0, rarePairs: [] })
  })

  it('ends by silence what a voice has opened, and ducks for nobody, whatever came before', () => {
    fc.assert(
      fc.property(events, anySettings, (happened, settings) => {
        const table = play(happened, settings).quiet(8000)
        expect(table.state.open?.by).not.toBe('voice')
        expect(table.state.bargeIn).toBeUndefined()
      }),
      { numRuns: runs(1000) },
    )
  })

  it('loses no frame between open and the end, pauses and reopenings included, and gives none to two', () => {
    const keptFrames = Math.floor(defaultTurnTaking.keptMs / frameMs)
    fc.assert(
      fc.property(events, anySettings, (happened, settings) => {
        const table = play(happened, settings)
        let last = -1
        let begins: 'open' | 'reopen' | undefined
        for (const [i, action] of table.actions.entries()) {
          if (action.type === 'open' || action.type === 'reopen') begins = action.type
          if (action.type !== 'frame') continue
          // Only by hand an utterance is reopened so late that what was heard since is no longer known.
          if (begins === undefined || (begins === 'reopen' && table.newest[i] - last <= keptFrames))
            expect(action.frame).toBe(last + 1)
          else expect(action.frame).toBeGreaterThan(last)
          last = action.frame
          begins = undefined
        }
        const { open, newestFrame } = table.state
        if (open && begins === undefined)
          expect(last).toBe(open.pause ? open.pause.heldFrom - 1 : newestFrame)
      }),
    )
  })

  it('pauses only what is spoken, and lets nothing but speech or the end follow', () => {
    fc.assert(
      fc.property(events, anySettings, (happened, settings) => {
        let isPaused = false
        for (const { type } of play(happened, settings).actions) {
          if (type === 'pause') {
            expect(isPaused).toBe(false)
            isPaused = true
          } else if (type === 'frame' || type === 'commit' || type === 'cancel') isPaused = false
          else expect(isPaused && type === 'open').toBe(false)
        }
      }),
    )
  })

  it('lets nothing in while muted', () => {
    fc.assert(
      fc.property(events, (happened) => {
        const table = new TurnTable()
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
    const table = new TurnTable().quiet(1600).speech(960).quiet(960)
    expect(table.done).toEqual(['open', 'commit'])
    const onsetFrame = 1600 / frameMs
    // Two frames of voice begin it; 700 ms before them are kept.
    expect(table.frames[0]).toBe(onsetFrame + 1 - 22)
    const commit = table.actions.at(-1)
    expect(commit).toEqual({ type: 'commit', speechEndAt: 2560, pausedAt: 2720 })
    expect(table.timeOf('commit') - 2560).toBe(384)
  })

  it('keeps a pause inside a sentence', () => {
    const table = new TurnTable().quiet(800).speech(400).quiet(320).speech(400).quiet(800)
    expect(table.done).toEqual(['open', 'commit'])
  })

  it('takes a click for nothing, and a cough back', () => {
    expect(new TurnTable().quiet(800).speech(32).quiet(1600).done).toEqual([])
    expect(new TurnTable().quiet(800).speech(64).quiet(1600).done).toEqual(['open', 'cancel'])
  })

  it('takes no voice below the room', () => {
    expect(new TurnTable().hear(0.1, 0.05, 8000).hear(0.95, 0.06, 960).done).toEqual([])
  })

  it('ends by the clock when no frames come any more', () => {
    const table = new TurnTable().quiet(800).speech(480)
    table.now += 800
    table.tell({ type: 'clock' })
    expect(table.done).toEqual(['open'])
    table.now += 200
    table.tell({ type: 'clock' })
    expect(table.done).toEqual(['open', 'commit'])
  })

  it('waits for the key when it is not hands-free', () => {
    expect(new TurnTable({ handsFree: false }).quiet(800).speech(960).done).toEqual([])
  })
})

describe('takeTurns by key', () => {
  it('opens with what was said before the press, and commits behind the release', () => {
    const table = new TurnTable({ handsFree: false }).quiet(1280).speech(160)
    table.tell({ type: 'press' })
    table.speech(640)
    table.tell({ type: 'release' })
    expect(table.done).toEqual(['open'])
    table.speech(64)
    expect(table.done).toEqual(['open', 'commit'])
    expect(table.frames[0]).toBe((1280 + 160) / frameMs - 1 - 22)
  })

  it('does not end at a pause', () => {
    const table = new TurnTable()
    table.tell({ type: 'press' })
    table.speech(320).quiet(3000).speech(320)
    expect(table.done).toEqual(['open'])
  })

  it('takes over what the voice has opened', () => {
    const table = new TurnTable().quiet(320).speech(320)
    table.tell({ type: 'press' })
    table.quiet(2000)
    table.tell({ type: 'release' })
    table.quiet(96)
    expect(table.done).toEqual(['open', 'commit'])
  })

  it('takes a press without a word back', () => {
    const table = new TurnTable().quiet(960)
    table.tell({ type: 'press' })
    table.quiet(640)
    table.tell({ type: 'release' })
    table.quiet(96)
    expect(table.actions.at(-1)).toEqual({ type: 'cancel', reason: 'no-voice' })
  })

  it('interrupts an answer at once', () => {
    const table = new TurnTable().quiet(960)
    table.tell({ type: 'answer', answer: 'speaking' })
    table.tell({ type: 'press' })
    expect(table.done).toEqual(['silence', 'interrupt', 'open'])
  })
})

describe('takeTurns during an answer', () => {
  const answering = (settings?: Partial<TurnTakingSettings>): TurnTable => {
    const table = new TurnTable(settings).quiet(960)
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

  it('gives way to a short word by its sound, at once when it is sure and else when it is over', () => {
    const sure = answering().hear(0.95, 0.1, 160, { word: 0.95 })
    expect(sure.done).toEqual(['duck', 'silence', 'interrupt', 'open'])
    const likely = answering().hear(0.95, 0.1, 160, { word: 0.8 })
    expect(likely.done).toEqual(['duck'])
    likely.hear(0.6, 0.005, 64, { word: 0.8 })
    expect(likely.done).toEqual(['duck', 'silence', 'interrupt', 'open'])
  })

  it('does not judge a word that was over long ago, nor one that is its own echo', () => {
    const late = answering().hear(0.95, 0.1, 160, { word: 0.5 }).hear(0.6, 0.001, 160, { word: 0.5 })
    expect(late.hear(0.6, 0.001, 96, { word: 0.95 }).done).not.toContain('silence')
    const echo = { word: 0.95, echo: 0.4 }
    expect(answering().hear(0.95, 0.1, 160, echo).quiet(640).done).toEqual(['duck', 'unduck'])
  })

  it('goes on over a sign of listening, however long it is', () => {
    const sign = { word: 0.01 }
    const okay = answering().hear(0.95, 0.1, 416, sign).hear(0.02, 0.0005, 640, sign)
    expect(okay.done).toEqual(['duck', 'unduck'])
  })

  it('goes on after a hum, and gives way to one that does not end', () => {
    const hum = { brightness: 0.01 }
    const short = answering().hear(0.95, 0.1, 384, hum).quiet(640)
    expect(short.done).toEqual(['duck', 'unduck'])
    expect(answering().hear(0.95, 0.1, 512, hum).done).toEqual(['duck', 'silence', 'interrupt', 'open'])
  })

  it('waits for a voice that fades, which may have been "yeah"', () => {
    const table = answering().hear(0.95, 0.1, 160).hear(0.95, 0.02, 128).quiet(640)
    expect(table.done).toEqual(['duck', 'unduck'])
  })

  it('does not give way to its own voice', () => {
    expect(answering().hear(0.95, 0.1, 3200, { echo: 0.6 }).done).toEqual([])
    expect(answering().hear(0.95, 0.1, 320, { echo: 0.1 }).done).toContain('interrupt')
  })

  it('keeps how a word began that was first taken for none', () => {
    const begun = (restMs: number): number => {
      const table = answering().speech(128).quiet(restMs).speech(512)
      expect(table.done).toEqual(['duck', 'unduck', 'duck', 'silence', 'interrupt', 'open'])
      return table.frames[0] * frameMs
    }
    for (const restMs of [320, 640]) expect(begun(restMs)).toBeLessThanOrEqual(1280 - 288)
    // What was said that long ago was something else.
    expect(begun(768)).toBeGreaterThan(1280 + 128)
  })

  it('counts a voice from where it begins, whatever noise came before, and stays quiet meanwhile', () => {
    const table = answering().speech(32).quiet(256).speech(320)
    expect(table.done).toEqual(['duck', 'silence', 'interrupt', 'open'])
    expect(table.timeOf('interrupt') - (1280 + 288)).toBe(256)
  })

  it('hears nothing in half-duplex, until the room is quiet again', () => {
    const table = answering({ duplex: 'half' }).speech(640)
    table.tell({ type: 'answer', answer: 'none' })
    table.speech(192)
    expect(table.done).toEqual([])
    expect(table.speech(160).done).toEqual(['open'])
  })

  it('where it may only duck, is quieter while somebody speaks, and hears who speaks on behind its end', () => {
    const table = answering({ duplex: 'duck-only' }).speech(1600)
    expect(table.done).toEqual(['duck'])
    expect(table.quiet(800).done).toEqual(['duck', 'unduck'])
    table.speech(320).tell({ type: 'answer', answer: 'none' })
    expect(table.done).toEqual(['duck', 'unduck', 'duck', 'unduck'])
    table.speech(192)
    expect(table.done).toHaveLength(4)
    expect(table.speech(160).done.at(-1)).toBe('open')
  })

  it.each(['duck-only', 'half'] as const)('is interrupted by key and hand where duplex is %s', (duplex) => {
    const byKey = answering({ duplex }).speech(320)
    byKey.tell({ type: 'press' })
    expect(byKey.done.slice(-3)).toEqual(['silence', 'interrupt', 'open'])
    const byHand = answering({ duplex })
    byHand.tell({ type: 'stop' })
    expect(byHand.done).toEqual(['silence', 'interrupt'])
  })

  it('however voices, keys and answers follow, no voice interrupts where only hands may', () => {
    fc.assert(
      fc.property(events, fc.constantFrom('duck-only' as const, 'half' as const), (happened, duplex) => {
        const table = play(
          happened.filter(
            (each) =>
              !['press', 'stop', 'continue'].includes(each as string) &&
              !(typeof each === 'object' && 'chosen' in each),
          ),
          { duplex },
        )
        const interrupted = table.actions.flatMap(({ type }, i) =>
          type === 'interrupt' ? [table.answers[i]] : [],
        )
        // While it is thought about, nothing sounds that could be taken for a voice.
        expect(interrupted.every((answer) => answer === 'thinking')).toBe(true)
      }),
    )
  })

  it('falls silent on stop', () => {
    const table = answering()
    table.tell({ type: 'stop' })
    expect(table.done).toEqual(['silence', 'interrupt'])
  })
})
