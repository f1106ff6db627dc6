import { microphoneFormat, settings } from '@contract'
import { describe, expect, it } from 'vitest'
import { listeningCue } from '../../../src-renderer/audio/listeningCue'
import { VoiceActivity } from '../../../src-renderer/audio/voiceActivity'
import { BatchedSilero } from '../../rigs/conversation/batchedSilero'
import { Random } from '../../rigs/conversation/random'
import { speakQuestion } from '../../rigs/speakQuestion'
import { FakeWorld, settle } from './fakeWorld'
import { loud, quiet } from './spokenWorlds'

const { sampleRateHz, frameSamples } = microphoneFormat

describe('the sounds of listening', () => {
  const cuesOf = (world: FakeWorld): string[] => world.speaker.calls.filter((call) => call.startsWith('cue'))

  it('are silent until they are chosen', async () => {
    const world = await FakeWorld.begin()
    await world.hear(quiet, 960)
    await world.hear(loud, 640)
    await world.hear(quiet, 640)
    expect(world.saidTypes).toContain('utterance-end')
    expect(cuesOf(world)).toEqual([])
  })

  it('tell that an utterance begins, and that it is over', async () => {
    const world = await FakeWorld.begin({ settings: { listeningSounds: true } })
    await world.hear(quiet, 960)
    expect(cuesOf(world)).toEqual([])
    await world.hear(loud, 640)
    expect(cuesOf(world)).toEqual(['cue begins'])
    await world.hear(quiet, 640)
    expect(cuesOf(world)).toEqual(['cue begins', 'cue ends'])
  })

  it('tell that the key is heard, and that it was let go without a word', async () => {
    const world = await FakeWorld.begin({ settings: { listeningSounds: true } })
    await world.hear(quiet, 960)
    world.state.press()
    await settle()
    expect(cuesOf(world)).toEqual(['cue begins'])
    world.state.release()
    await world.hear(quiet, 320)
    expect(world.saidTypes).toEqual(['utterance-start', 'interrupt'])
    expect(cuesOf(world)).toEqual(['cue begins', 'cue ends'])
  })

  /** The most likely voice that Silero finds in this, in a room that is not quite still. */
  const likeliest = async (heard: Float32Array): Promise<number> => {
    const silero = await BatchedSilero.load()
    const voice = new VoiceActivity(silero)
    const random = new Random(7)
    let most = 0
    for (let from = 0; from + frameSamples <= heard.length; from += frameSamples) {
      const frame = heard
        .slice(from, from + frameSamples)
        .map((sample) => sample + 0.001 * random.between(-1, 1))
      const likelihood = voice.hear(frame)
      await settle()
      await silero.flush()
      most = Math.max(most, await likelihood)
    }
    return most
  }

  // As loud as they are played, and louder: a microphone may be nearer than an ear.
  it.each([1, 3])('are no voice to the own ear, which hears them whole, %d times as loud', async (gain) => {
    const { duckProbability } = settings.shape.turnTaking.parse(undefined)
    for (const cue of ['begins', 'ends'] as const) {
      const heard = new Float32Array(64 * frameSamples)
      for (const from of [20 * frameSamples + 100, 42 * frameSamples + 300])
        for (const [at, sample] of listeningCue(cue, sampleRateHz).entries()) heard[from + at] = gain * sample
      expect(await likeliest(heard), cue).toBeLessThan(duckProbability)
    }
    expect(await likeliest(await speakQuestion('Yes.'))).toBeGreaterThan(0.5)
  })
})
