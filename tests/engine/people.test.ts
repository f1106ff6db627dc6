import { existsSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { embeddedEndOfTurnFile } from '../../src-main/engine/models/engineModels'
import { testLimitMs } from '../patience'
import type { MeasuredScene } from '../rigs/conversation/measureScene'
import { playScenes } from '../rigs/conversation/playScenes'
import { makeRecordedScenes } from '../rigs/conversation/recordedScenes'
import { loadRecordings } from '../rigs/conversation/recordings'
import { loadSounds } from '../rigs/conversation/soundLibrary'

/** Recordings of people, where somebody has them beside the project. */
const folder = path.resolve('../shared/reality')
const hasRecordings = existsSync(path.join(folder, 'people'))
if (!hasRecordings) console.log('Turn taking with people is not tried here: there are no recordings.')

describe.skipIf(!hasRecordings)('with recordings of people', () => {
  let all: readonly MeasuredScene[]
  const of = (...kinds: string[]): MeasuredScene[] => all.filter(({ scene }) => kinds.includes(scene.kind))
  beforeAll(async () => {
    const sounds = await loadRecordings(folder, await loadSounds())
    const short = makeRecordedScenes(sounds).filter(({ lengthMs }) => lengthMs < 8000)
    const some = ['pauses', 'barge-in', 'word', 'noise'].flatMap((kind) =>
      short.filter((scene) => scene.kind === kind).filter((_, i) => i % 5 === 0),
    )
    all = await playScenes(some, sounds, embeddedEndOfTurnFile)
  }, 2 * testLimitMs)

  it('every utterance is taken for a question', () => {
    expect(of('pauses').length).toBeGreaterThan(5)
    expect(of('pauses').filter(({ firstCommitAt }) => firstCommitAt === undefined)).toEqual([])
  })

  it('a sentence into an answer ends it, and no sound of the answer is lost or stale', () => {
    expect(of('barge-in').length).toBeGreaterThan(2)
    expect(of('barge-in').filter(({ bargeIn }) => bargeIn?.silenceMs === undefined)).toEqual([])
    for (const { segment } of all) expect([segment.lostSamples, segment.staleSamples]).toEqual([0, 0])
  })

  it('a single word ends an answer', () => {
    expect(of('word').length).toBeGreaterThan(1)
    expect(of('word').filter(({ bargeIn }) => bargeIn?.silenceMs === undefined)).toEqual([])
  })

  it('no dog, horn or thunder ends an answer', () => {
    expect(of('noise').length).toBeGreaterThan(2)
    expect(of('noise').filter(({ isInterrupted }) => isInterrupted)).toEqual([])
  })
})
