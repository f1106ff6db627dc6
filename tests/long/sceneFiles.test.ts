import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { embeddedEndOfTurnFile } from '../../src-main/engine/models/engineModels'
import { EndOfTurn } from '../../src-main/engine/hearing/endOfTurn'
import { BatchedSilero } from '../rigs/conversation/batchedSilero'
import { readRecording, recordingText } from '../../src-renderer/recording/readRecording'
import { replay } from '../../src-renderer/recording/replay'
import { faultyScenes } from '../rigs/conversation/faultyScenes'
import { recordScenes } from '../rigs/conversation/recordScenes'
import { hasFailed, measureScene } from '../rigs/conversation/measureScene'
import { runScenes } from '../rigs/conversation/runScenes'
import type { Scene } from '../rigs/conversation/scene'
import { readScene, saveScenes } from '../rigs/conversation/sceneFiles'
import { makeScenes } from '../rigs/conversation/scenes'
import type { SimulatedConversation } from '../rigs/conversation/simulatedConversation'
import { loadSounds } from '../rigs/conversation/soundLibrary'

it('saves a scene that failed as a recording, whose scene plays again to the same samples and messages', async () => {
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
    const failedScenes = failed.map(({ scene }) => scene)
    const recordings = await recordScenes(failedScenes, sounds, silero, endOfTurn)
    const files = saveScenes(folder, failedScenes, recordings)
    expect(files).toHaveLength(1)
    const [again] = await run([readScene(files[0]) as Scene])
    expect(isFailed(again)).toBe(true)
    const [before] = failed
    expect(Buffer.from(again.output.buffer).equals(Buffer.from(before.output.buffer))).toBe(true)
    expect(again.speaker.told).toEqual(before.speaker.told)
    expect(again.speaker.told.some(({ what }) => what === 'duck')).toBe(true)
    expect(again.said).toEqual(before.said)

    // What was recorded is what was measured, and in a world in which much goes wrong it replays to the letter as well.
    const [badRecording] = recordings
    for (const { message } of before.said)
      if (message.type !== 'audio')
        expect(badRecording).toContain(`"port send","args":[${JSON.stringify(message)}]`)
    const faulty = faultyScenes([bad, good, bad, good, bad, good, bad, good, bad]).filter(({ events = [] }) =>
      events.some(({ what }) => ['microphone-unplugged', 'engine-dies'].includes(what)),
    )
    expect(faulty).toHaveLength(2)
    for (const text of [...recordings, ...(await recordScenes(faulty, sounds, silero, endOfTurn))]) {
      const recording = readRecording(text)
      const { lines, divergence } = await replay(recording)
      expect(divergence).toBeUndefined()
      expect(recordingText({ ...recording, lines })).toBe(text)
    }
  } finally {
    rmSync(folder, { recursive: true })
    endOfTurn.release()
  }
})
