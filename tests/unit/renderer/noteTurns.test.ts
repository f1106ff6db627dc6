import { describe, expect, it } from 'vitest'
import { noteTurns } from '../../../src-renderer/noteTurns'
import type { TurnClock } from '../../../src-renderer/turnClock'
import { FakeWorld } from './fakeWorld'

type Noted = TurnClock & { readonly turn: number }
const noted = (): Noted[] =>
  performance.getEntriesByName('parley turn').map((entry) => (entry as unknown as { detail: Noted }).detail)

describe('the times of a turn', () => {
  it('are noted once, when all of them are known: also those of an answer that was stopped', async () => {
    performance.clearMeasures()
    const world = await FakeWorld.begin()
    noteTurns(world.app)
    await world.hear(0.0001, 960)
    await world.hear(0.2, 640)
    await world.hear(0.0001, 224)
    await world.hear(0.2, 320)
    await world.hear(0.0001, 700)
    expect(world.saidTypes.filter((type) => type === 'utterance-pause')).toHaveLength(2)
    await world.answer(1, 'Paris is the capital.')
    const metrics = {
      firstAudioAt: world.now - 10,
      committedAt: world.now - 90,
      utteranceEndAt: world.now - 400,
    }
    await world.end(1, 'done', metrics)
    expect(noted()).toEqual([])
    world.speaker.on.audible(1, world.now + 5)
    world.speaker.on.progress()
    expect(noted()).toHaveLength(1)
    const [{ softEndMs, commitMs, firstQueuedMs, firstAudibleMs, ...rest }] = noted()
    expect(rest).toMatchObject({ turn: 1, wastedAttempts: 1, savedMs: 310 })
    expect(softEndMs).toBe(160)
    expect(commitMs).toBeGreaterThan(softEndMs!)
    expect(firstQueuedMs).toBeGreaterThanOrEqual(commitMs!)
    expect(firstAudibleMs).toBe(firstQueuedMs! + 5)
    world.state.stop()
    await world.hear(0.0001, 64)
    expect(noted()).toHaveLength(1)
    // The engine is told the window's part of it, for the log and the figures.
    const own = { softEndMs, commitMs, firstQueuedMs, firstAudibleMs }
    expect(world.timed).toEqual([{ type: 'timed', turn: 1, ...own }])

    world.state.ask('And now?')
    await world.hear(0.0001, 64)
    world.state.stop()
    await world.hear(0.0001, 64)
    await world.end(2, 'interrupted')
    expect(noted().map(({ turn }) => turn)).toEqual([1, 2])
    expect(noted()[1].commitMs).toBeUndefined()
    expect(world.timed).toHaveLength(1)
  })
})
