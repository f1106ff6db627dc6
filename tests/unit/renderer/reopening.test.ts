import { describe, expect, it } from 'vitest'
import { defaultTurnTaking, type TurnTakingSettings } from '../../../src-renderer/audio/turnTakingSettings'
import { FakeWorld, settle } from './fakeWorld'
import { frameMs, TurnTable } from './turnTable'

const loud = 0.2
const quiet = 0.0001

describe('takeTurns at a pause', () => {
  it('begins an answer in secret, and holds the silence back', () => {
    const table = new TurnTable().quiet(800).speech(640).quiet(320)
    expect(table.doneWithPauses).toEqual(['open', 'pause'])
    const speechEndAt = 800 + 640
    expect(table.timeOf('pause') - speechEndAt).toBe(160)
    expect(table.frames.at(-1)).toBe((speechEndAt + 160) / frameMs - 1)
    table.quiet(640)
    expect(table.doneWithPauses).toEqual(['open', 'pause', 'commit'])
    expect(table.actions.at(-1)).toEqual({ type: 'commit', speechEndAt, pausedAt: speechEndAt + 160 })
    expect(table.frames.at(-1)).toBe((speechEndAt + 160) / frameMs - 1)
  })

  it('gives the silence after all when speech goes on', () => {
    const table = new TurnTable().quiet(800).speech(640).quiet(320).speech(320)
    expect(table.doneWithPauses).toEqual(['open', 'pause'])
    expect(table.frames).toEqual(Array.from(table.frames.keys(), (i) => table.frames[0] + i))
    expect(table.frames.at(-1)).toBe(table.state.newestFrame)
  })

  it('begins no answer for a cough, and none while the key is held', () => {
    expect(new TurnTable().quiet(800).speech(64).quiet(320).doneWithPauses).toEqual(['open'])
    const table = new TurnTable()
    table.tell({ type: 'press' })
    expect(table.speech(320).quiet(900).doneWithPauses).toEqual(['open'])
  })

  it('learns to wait for a speaker who pauses long, and not for one who does not', () => {
    const waits = (speakTo: (table: TurnTable) => TurnTable): number => {
      const table = new TurnTable()
      for (let turn = 0; turn < 12; turn++) speakTo(table.quiet(960).speech(640)).quiet(1600)
      const commit = table.actions.findLastIndex(({ type }) => type === 'commit')
      const { speechEndAt } = table.actions[commit] as { speechEndAt: number }
      return table.times[commit] - speechEndAt
    }
    const ofQuick = waits((table) => table)
    const ofSlow = waits((table) => table.quiet(560).speech(640).quiet(520).speech(640))
    expect(ofQuick).toBeLessThan(450)
    expect(ofSlow).toBeGreaterThan(600)
    expect(ofSlow).toBeLessThanOrEqual(900 + frameMs)
  })
})

describe('takeTurns when speech goes on behind its end', () => {
  const committed = (settings?: Partial<TurnTakingSettings>): TurnTable =>
    new TurnTable(settings).quiet(800).speech(640).quiet(384)

  it('reopens, without losing a frame', () => {
    const table = committed()
    expect(table.done).toEqual(['open', 'commit'])
    const before = table.frames.length
    table.tell({ type: 'answer', answer: 'thinking' })
    table.quiet(320).speech(320)
    expect(table.done).toEqual(['open', 'commit', 'duck', 'silence', 'reopen'])
    expect(table.frames.slice(before)[0]).toBe(table.frames[before - 1] + 1)
    expect(table.frames.at(-1)).toBe(table.state.newestFrame)
    expect(table.quiet(1000).done.at(-1)).toBe('commit')
  })

  it('reopens also when no answer is thought any more, and then learns to wait longer', () => {
    const table = committed()
    const before = table.state.endpoint.cautionMs
    expect(table.quiet(320).speech(320).done).toEqual(['open', 'commit', 'reopen'])
    expect(table.state.endpoint.cautionMs).toBeGreaterThan(before)
  })

  it('takes a short sound for none', () => {
    const table = committed()
    table.tell({ type: 'answer', answer: 'thinking' })
    expect(table.quiet(320).speech(96).quiet(640).done).toEqual(['open', 'commit', 'duck', 'unduck'])
  })

  it('takes speech for the next question when it comes late', () => {
    expect(committed().quiet(896).speech(320).done).toEqual(['open', 'commit', 'open'])
  })

  it('waits longer for more where a model was not sure of the end', () => {
    const table = new TurnTable().quiet(800).speech(640).quiet(192)
    table.tell({ type: 'end-of-turn', pause: 1, probability: 0.3 })
    table.quiet(416)
    expect(table.done).toEqual(['open', 'commit'])
    expect(table.quiet(896).speech(320).done).toEqual(['open', 'commit', 'reopen'])
  })

  it('takes speech for a barge-in when much of the answer has sounded', () => {
    const table = committed({ reopenSoundedMs: 200 })
    table.tell({ type: 'answer', answer: 'speaking' })
    table.quiet(480).speech(320)
    expect(table.done).toEqual(['open', 'commit', 'duck', 'silence', 'interrupt', 'open'])
  })

  it('is reopened by hand as late as the speaker likes, and then waits for the next word', () => {
    const table = committed().quiet(6400)
    table.tell({ type: 'continue' })
    table.quiet(defaultTurnTaking.continueWaitMs - 640)
    expect(table.done).toEqual(['open', 'commit', 'reopen'])
    table.speech(320).quiet(1000)
    expect(table.done).toEqual(['open', 'commit', 'reopen', 'commit'])
  })

  it('is asked again when by hand it was reopened for nothing', () => {
    const table = committed()
    table.tell({ type: 'continue' })
    expect(table.quiet(defaultTurnTaking.continueWaitMs + 96).done.slice(2)).toEqual(['reopen', 'commit'])
  })

  it('has nothing to reopen at first, or after mute', () => {
    const fresh = new TurnTable().quiet(320)
    fresh.tell({ type: 'continue' })
    const muted = committed()
    for (const type of ['mute', 'unmute', 'continue'] as const) muted.tell({ type })
    expect([fresh.done, muted.done]).toEqual([[], ['open', 'commit']])
  })
})

describe('"I was not done"', () => {
  /** A world in which half a question was taken for the whole. */
  const half = async (): Promise<FakeWorld> => {
    const world = await FakeWorld.begin()
    await world.hear(quiet, 960)
    await world.hear(loud, 640)
    await world.hear(quiet, 640)
    expect(world.state.exchanges).toHaveLength(1)
    return world
  }
  const audioOf = (world: FakeWorld, turn: number): Float32Array[] =>
    world.said.flatMap((message) =>
      message.type === 'audio' && message.turn === turn ? [message.samples] : [],
    )

  it('makes one question of both parts, and withdraws the answer to the first', async () => {
    const world = await half()
    await world.hear(quiet, 256)
    await world.hear(loud, 640)
    expect(world.state).toMatchObject({ phase: 'listening', exchanges: [] })
    await world.hear(quiet, 900)
    expect(world.saidTypes).toEqual([
      'utterance-start',
      'utterance-pause',
      'utterance-end',
      'withdraw',
      'utterance-start',
      'utterance-pause',
      'utterance-end',
    ])
    expect(world.said).toContainEqual({ type: 'withdraw', turn: 1 })
    expect(world.state.exchanges.map(({ turn }) => turn)).toEqual([2])
    const first = audioOf(world, 1)
    const whole = audioOf(world, 2)
    expect(whole.slice(0, first.length)).toEqual(first)
    const spoken = (samples: Float32Array[]): number => samples.filter(([sample]) => sample > 0.1).length
    expect(spoken(first)).toBe(20)
    expect(spoken(whole)).toBe(40)
  })

  it('does so by hand while the answer sounds', async () => {
    const world = await half()
    await world.answer(1, 'Half an answer.')
    world.speaker.on.audible(1, world.now)
    await world.hear(quiet, 2000)
    world.state.continueSpeaking()
    await settle()
    expect(world.speaker.calls).toEqual(['play 1', 'silence 1'])
    expect(world.state).toMatchObject({ phase: 'listening', exchanges: [] })
    await world.hear(quiet, 2000)
    await world.hear(loud, 320)
    await world.hear(quiet, 1000)
    expect(world.state.exchanges.map(({ turn }) => turn)).toEqual([2])
    await world.say({ type: 'text', turn: 1, text: 'Too late.' })
    expect(world.state.exchanges[0].answer).toBe('')
  })
})
