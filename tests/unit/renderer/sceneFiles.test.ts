import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { embeddedEndOfTurnFile } from '../../../src-main/engine/models/engineModels'
import { EndOfTurn } from '../../../src-main/engine/hearing/endOfTurn'
import { BatchedSilero } from '../../rigs/conversation/batchedSilero'
import { hasFailed, measureScene } from '../../rigs/conversation/measureScene'
import { runScenes } from '../../rigs/conversation/runScenes'
import type { Scene } from '../../rigs/conversation/scene'
import { readScene, saveScenes } from '../../rigs/conversation/sceneFiles'
import { makeScenes } from '../../rigs/conversation/scenes'
import type { SimulatedConversation } from '../../rigs/conversation/simulatedConversation'
import { loadSounds } from '../../rigs/conversation/soundLibrary'

it('saves a scene that failed as a file, which replays to the same samples and messages', async () => {
  const [sounds, silero, endOfTurn] = await Promise.all([
    loadSounds(),
    BatchedSilero.load(),
    EndOfTurn.load(embeddedEndOfTurnFile),
  ])
  const folder = mkdtempSync(join(tmpdir(), 'parley-scenes-'))
  const run = (scenes: Scene[]): Promise<SimulatedConversation[]> =>
    runScenes(scenes, sounds, silero, endOfTurn)
  const isFailed = (each: SimulatedConversation): boolean => hasFailed(measureScene(each, sounds))
  try {
    const [good, other] = makeScenes({ 'barge-in-over-echo': 2 }, sounds)
    // Nobody speaks for so long that this barge-in could succeed.
    const bad = { ...other, turnTaking: { bargeInVoiceMs: 50_000, wordVoiceMs: 50_000 } }
    const ran = await run([good, bad])
    const failed = ran.filter(isFailed)
    expect(failed.map(({ scene }) => scene)).toEqual([bad])
    const files = saveScenes(
      folder,
      failed.map(({ scene }) => scene),
    )
    expect(files).toHaveLength(1)
    const [again] = await run([readScene(files[0]) as Scene])
    expect(isFailed(again)).toBe(true)
    const [before] = failed
    expect(Buffer.from(again.output.buffer).equals(Buffer.from(before.output.buffer))).toBe(true)
    expect(again.speaker.told).toEqual(before.speaker.told)
    expect(again.speaker.told.some(({ what }) => what === 'duck')).toBe(true)
    expect(again.said).toEqual(before.said)
  } finally {
    rmSync(folder, { recursive: true })
    endOfTurn.release()
  }
})
