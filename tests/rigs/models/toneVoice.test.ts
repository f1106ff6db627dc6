import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { resample } from '../../../src-main/engine/sound/resample'
import { kokoroVocabulary } from '../../../src-main/engine/speaking/voices/kokoro/kokoroVocabulary'
import { readTones } from './readTones'
import { kokoroTokenCount, makeToneVoice, tone } from './toneVoice'

const everyId = Array.from({ length: kokoroTokenCount - 1 }, (_, i) => i + 1)
const phrase = [50, 83, 54, 156, 57, 135, 16, 65, 156, 87, 158, 54, 54, 54, 46, 4]
const padS = (tone.padSamples + tone.lengthSamples) / tone.sampleRateHz
const toneS = tone.lengthSamples / tone.sampleRateHz

describe('the tone voice', () => {
  const directory = mkdtempSync(join(tmpdir(), 'tone-voice-'))
  let session: InferenceSession

  const say = async (
    ids: readonly number[],
    speed = 1,
    style = new Float32Array(256),
  ): Promise<Float32Array> => {
    const { waveform } = await session.run({
      input_ids: new Tensor('int64', BigInt64Array.from(ids, BigInt), [1, ids.length]),
      style: new Tensor('float32', style, [1, 256]),
      speed: new Tensor('float32', [speed], [1]),
    })
    return waveform.data as Float32Array
  }
  const sayPadded = (ids: readonly number[], speed?: number): Promise<Float32Array> =>
    say([0, ...ids, 0], speed)
  const read = (samples: Float32Array): ReturnType<typeof readTones> =>
    readTones(samples, { sampleRateHz: tone.sampleRateHz })

  beforeAll(async () => {
    makeToneVoice(directory)
    session = await InferenceSession.create(join(directory, 'onnx', 'model.onnx'))
  })
  afterAll(() => rmSync(directory, { recursive: true }))

  it('has the vocabulary of Kokoro', () => {
    expect(Object.keys(kokoroVocabulary)).toHaveLength(115)
    expect([...'$;—“”ᵊˈɹʊ→ᵻ'].map((character) => kokoroVocabulary[character])).toEqual([
      0, 1, 9, 14, 15, 42, 156, 123, 135, 171, 177,
    ])
  })

  it.each([0.5, 0.8, 1, 1.25, 2])('says every id so that it can be read back, at speed %f', async (speed) => {
    const samples = await sayPadded(everyId, speed)
    const { ids, damaged, gaps, overlaps, clicksS } = readTones(samples, {
      sampleRateHz: tone.sampleRateHz,
      speed,
    })
    expect(ids).toEqual(everyId)
    expect([damaged, gaps, overlaps, clicksS]).toEqual([[], [], [], []])
  })

  it('stands between pads of silence', async () => {
    const samples = await sayPadded(phrase)
    const { tones } = read(samples)
    expect(samples.length / tone.sampleRateHz).toBeCloseTo(2 * padS + phrase.length * toneS, 6)
    tones.forEach(({ startS, level }, i) => {
      expect(startS).toBeCloseTo(padS + i * toneS, 3)
      expect(level).toBeCloseTo(1, 2)
    })
    expect(read(await say(phrase)).tones[0].startS).toBeCloseTo(0, 3)
  })

  it.each([16_000, 44_100, 48_000])('is read at %i Hz', async (rateHz) => {
    const samples = await resample(await sayPadded(everyId), tone.sampleRateHz, rateHz)
    const { ids, damaged, gaps, overlaps, clicksS } = readTones(samples, { sampleRateHz: rateHz })
    expect(ids).toEqual(everyId)
    expect([damaged, gaps, overlaps, clicksS]).toEqual([[], [], [], []])
  })

  it('is read when it is quiet and over a little noise', async () => {
    const samples = (await sayPadded(phrase)).map((sample, i) => 0.1 * sample + 0.0002 * Math.sin(i * i))
    const { ids, damaged, clicksS } = read(samples)
    expect(ids).toEqual(phrase)
    expect([damaged, clicksS]).toEqual([[], []])
  })

  it('turns a broken style into no sound', async () => {
    const samples = await say([0, 50, 0], 1, new Float32Array(256).fill(NaN))
    expect(samples.every(Number.isNaN)).toBe(true)
  })

  describe('a reading reports', () => {
    const boundary = tone.padSamples + 4 * tone.lengthSamples
    const middle = boundary + tone.lengthSamples / 2

    it('a gap', async () => {
      const whole = await sayPadded(phrase)
      const samples = new Float32Array(whole.length + 480)
      samples.set(whole.subarray(0, boundary))
      samples.set(whole.subarray(boundary), boundary + 480)
      const { ids, gaps, clicksS } = read(samples)
      expect(ids).toEqual(phrase)
      expect(gaps).toHaveLength(1)
      expect(gaps[0].startS).toBeCloseTo(boundary / tone.sampleRateHz, 3)
      expect(gaps[0].lengthS).toBeCloseTo(0.02, 3)
      expect(clicksS).toEqual([])
    })

    it('a phoneme left out or said twice', async () => {
      const whole = await sayPadded(phrase)
      const dropped = Float32Array.from([
        ...whole.subarray(0, boundary),
        ...whole.subarray(boundary + tone.lengthSamples),
      ])
      expect(read(dropped).ids).toEqual(phrase.filter((_, i) => i !== 3))
      const twice = Float32Array.from([
        ...whole.subarray(0, boundary + tone.lengthSamples),
        ...whole.subarray(boundary),
      ])
      expect(read(twice).ids).toEqual(phrase.flatMap((id, i) => (i === 3 ? [id, id] : [id])))
    })

    it('speech that stops in the middle of a tone', async () => {
      const samples = (await sayPadded(phrase)).fill(0, middle)
      const { ids, damaged, clicksS } = read(samples)
      expect(ids).toEqual(phrase.slice(0, 3))
      expect(damaged.map(({ id }) => id)).toEqual([phrase[3]])
      expect(clicksS).toHaveLength(1)
      expect(clicksS[0]).toBeCloseTo(middle / tone.sampleRateHz, 3)
    })

    it('samples that were lost', async () => {
      const whole = await sayPadded(phrase)
      const samples = Float32Array.from([...whole.subarray(0, middle), ...whole.subarray(middle + 333)])
      const { ids, damaged, clicksS } = read(samples)
      expect(damaged.length).toBeGreaterThan(0)
      expect(clicksS.length).toBeGreaterThan(0)
      expect(ids.slice(-10)).toEqual(phrase.slice(-10))
    })

    it('two tones at once', async () => {
      const samples = await sayPadded(phrase)
      const other = await say([120])
      other.forEach((sample, i) => (samples[boundary + i] += sample))
      expect(read(samples).overlaps.map(({ ids }) => ids.toSorted((a, b) => a - b))).toEqual([
        [120, phrase[3]],
      ])
    })

    it.each([0, 3, 7, 11.5])('a click, %f tones into the speech', async (tones) => {
      const samples = await sayPadded(phrase)
      const at = Math.round(tone.padSamples + (1 + tones) * tone.lengthSamples)
      samples[at] += 0.1
      const { ids, clicksS } = read(samples)
      expect(ids).toEqual(phrase)
      expect(clicksS).toHaveLength(1)
      expect(clicksS[0]).toBeCloseTo(at / tone.sampleRateHz, 4)
    })

    it('nothing for silence', () => {
      const { ids, tones, clicksS } = read(new Float32Array(24_000))
      expect([ids, tones, clicksS]).toEqual([[], [], []])
    })
  })
})
