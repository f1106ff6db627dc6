import { describe, expect, it } from 'vitest'
import { engineMessage, type VoiceEnd } from '@contract'
import { initialEndpointDelay } from '../../../src-renderer/audio/endpointDelay'
import { FakeWorld } from './fakeWorld'
import { TurnTable } from './turnTable'

/** Somebody whom the model knows spoke, and is silent for so long that it is the first pause. */
const paused = (rightShare = 0.9): TurnTable => {
  const table = new TurnTable()
  table.choose({}, { ...initialEndpointDelay, doneRightShare: rightShare, moreRightShare: rightShare })
  return table.quiet(800).speech(960).quiet(160)
}
const speechEndAt = 800 + 960
const afterWord = (probability: number, pause = 1, rightShare?: number): TurnTable => {
  const table = paused(rightShare)
  table.tell({ type: 'end-of-turn', pause, probability })
  return table.quiet(1200)
}
const waitOf = (table: TurnTable): number => table.timeOf('commit') - speechEndAt

describe('takeTurns with an end-of-turn model', () => {
  it('ends sooner where the speaker sounds done', () => {
    expect(waitOf(afterWord(1))).toBe(288)
    expect(waitOf(afterWord(0.8))).toBeLessThan(waitOf(paused().quiet(1200)))
  })

  it('waits longer where the speaker does not', () => {
    expect(waitOf(afterWord(0))).toBe(640)
    const table = paused()
    table.tell({ type: 'end-of-turn', pause: 1, probability: 0 })
    table.quiet(320).speech(400).quiet(900)
    expect(table.done).toEqual(['open', 'commit'])
  })

  it('goes by silence alone where nothing is said, or of another pause', () => {
    const alone = waitOf(paused().quiet(1200))
    expect(alone).toBe(384)
    expect(waitOf(afterWord(1, 0))).toBe(alone)
    expect(waitOf(afterWord(0, 2))).toBe(alone)
  })

  it('goes by silence alone for a stranger, whom no model knows, unless the voice says the same', () => {
    const alone = waitOf(paused().quiet(1200))
    const stranger = (probability: number, voice?: VoiceEnd): number => {
      const table = paused(initialEndpointDelay.doneRightShare)
      table.tell({ type: 'end-of-turn', pause: 1, probability, voice })
      return waitOf(table.quiet(1200))
    }
    for (const probability of [0, 1]) expect(stranger(probability)).toBe(alone)
    expect([stranger(1, 'held'), stranger(0, 'let-go')]).toEqual([alone, alone])
    expect([stranger(1, 'let-go'), stranger(0, 'held')]).toEqual([288, 896])
  })

  it('takes what is said first, and only once', () => {
    const table = paused()
    table.tell({ type: 'end-of-turn', pause: 1, probability: 1 })
    table.tell({ type: 'end-of-turn', pause: 1, probability: 0 })
    expect(waitOf(table.quiet(1200))).toBe(288)
  })

  it('ends at once where it is said late, and changes nothing behind the end', () => {
    const late = paused().quiet(160)
    late.tell({ type: 'end-of-turn', pause: 1, probability: 1 })
    expect(waitOf(late.quiet(1200))).toBe(352)
    const tooLate = paused().quiet(800)
    const before = tooLate.state
    tooLate.tell({ type: 'end-of-turn', pause: 1, probability: 0 })
    expect(tooLate.state).toBe(before)
  })

  it('does not take what was said of one pause for the next', () => {
    const table = paused().speech(400).quiet(160)
    table.tell({ type: 'end-of-turn', pause: 1, probability: 1 })
    expect(table.state.open?.pause).toMatchObject({ number: 2, judgement: undefined })
  })

  it('counts a model right or wrong by what the speaker did then', () => {
    const { doneRightShare, moreRightShare } = paused().state.endpoint
    const goesOn = paused()
    goesOn.tell({ type: 'end-of-turn', pause: 1, probability: 1 })
    const shares = goesOn.speech(400).state.endpoint
    expect(shares.doneRightShare).toBeLessThan(doneRightShare)
    // One that always says "done" is not believed when it says "more".
    expect(shares.moreRightShare).toBe(moreRightShare)

    const reopened = paused()
    reopened.tell({ type: 'end-of-turn', pause: 1, probability: 1 })
    reopened.quiet(320).speech(400)
    expect(reopened.done).toEqual(['open', 'commit', 'reopen'])
    expect(reopened.state.endpoint.doneRightShare).toBeLessThan(doneRightShare)

    const done = paused()
    done.tell({ type: 'end-of-turn', pause: 1, probability: 1, voice: 'let-go' })
    expect(done.quiet(1200).speech(400).state.endpoint.doneRightShare).toBeGreaterThan(doneRightShare)
    expect(afterWord(0).quiet(1600).speech(400).state.endpoint.moreRightShare).toBeLessThan(moreRightShare)
  })
})

describe('a window that is told how likely the speaker is done', () => {
  const loud = 0.2
  const quiet = 0.0002

  it('numbers its pauses, and hears only what is said of the newest turn', async () => {
    const world = await FakeWorld.begin()
    await world.hear(quiet, 960)
    await world.hear(loud, 640)
    await world.hear(quiet, 192)
    expect(world.said.at(-1)).toEqual({ type: 'utterance-pause', turn: 1, pause: 1 })
    await world.say({ type: 'end-of-turn', turn: 2, pause: 1, probability: 1 })
    await world.hear(quiet, 160)
    expect(world.state.phase).toBe('listening')
    await world.say({ type: 'end-of-turn', turn: 1, pause: 1, probability: 1 })
    await world.hear(quiet, 32)
    expect(world.state.phase).toBe('thinking')
  })

  it('takes no number for a probability that is none', () => {
    const word = { type: 'end-of-turn', turn: 1, pause: 1 }
    expect(engineMessage.safeParse({ ...word, probability: 1 }).success).toBe(true)
    for (const probability of [-0.1, 1.1, NaN, undefined])
      expect(engineMessage.safeParse({ ...word, probability }).success).toBe(false)
  })
})
