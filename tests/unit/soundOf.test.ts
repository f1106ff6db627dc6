import { describe, expect, it } from 'vitest'
import type { SpokenChunk } from '../../src-main/engine/speaking/speak'
import { soundTroubles } from '../reality/heardTable'
import { soundOf, type Sound } from '../reality/soundOf'

const sampleRateHz = 24_000

/** A second of a tone of 200 Hz, with what is to be otherwise. */
const tone = (change: (sample: number, i: number) => number = (sample) => sample): Float32Array =>
  Float32Array.from({ length: sampleRateHz }, (_, i) =>
    change(0.3 * Math.sin((i * 200 * 2 * Math.PI) / sampleRateHz), i),
  )

const chunk = (samples: Float32Array): SpokenChunk => ({
  ...{ sentence: 0, samples, sampleRateHz, words: [], voice: 'tone', workMs: 0 },
})

const said = (voice: string, sound: Sound): Parameters<typeof soundTroubles>[0][number] => ({
  ...{ voice, kind: 'plain', written: 'Well.', meant: [], heard: [], errors: 0, sound },
})

describe('what is measured of a sound', () => {
  it('is right for tones that go on into each other', () => {
    const sound = soundOf([chunk(tone()), chunk(tone())], [{ samples: tone(), spoken: [0, 1] }])
    expect(sound.levelDb).toBeCloseTo(20 * Math.log10(0.3 / Math.SQRT2), 0)
    expect(sound.seconds).toBe(2)
    expect(soundTroubles([said('a', sound)])).toEqual([])
  })

  it('tells of a click, of a sample that is too loud, of an end that is lost, and of levels', () => {
    const click = soundOf([chunk(tone()), chunk(tone((sample) => sample + 0.2))], [])
    expect(soundTroubles([said('a', click)])).toEqual([expect.stringContaining('click')])
    const loud = soundOf([chunk(tone((sample, i) => (i === 99 ? 0.995 : sample)))], [])
    expect(soundTroubles([said('a', loud)])).toEqual([expect.stringContaining('0.995')])
    // A burst makes all of the rest silence for shaping.
    const lost = tone((sample, i) => (i === 12_000 ? 100 : sample))
    const cut = soundOf([chunk(tone())], [{ samples: lost, spoken: [0, 1] }])
    expect(soundTroubles([said('a', cut)])).toEqual([expect.stringContaining('cut off')])
    const [soft, usual] = [0.1, 1].map((gain) => soundOf([chunk(tone((sample) => sample * gain))], []))
    expect(soundTroubles([said('a', soft), said('b', usual)])).toEqual([
      expect.stringContaining('20.0 dB apart'),
    ])
  })
})
