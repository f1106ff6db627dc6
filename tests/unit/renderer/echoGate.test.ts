import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EchoGate } from '../../../src-renderer/audio/echoGate'
import { findEcho } from '../../../src-renderer/audio/echoSearch'
import { measureFrame } from '../../../src-renderer/audio/frameSound'
import { Random } from '../../rigs/conversation/random'

/** Noise whose loudness rises and falls like that of syllables. */
const babble = (seed: number, length: number, rateHz = 16_000): Float32Array => {
  const random = new Random(seed)
  let low = 0
  return Float32Array.from({ length }, (_, i) => {
    low += 0.3 * (random.noise() - low)
    return 0.2 * low * (0.3 + Math.abs(Math.sin((2 * Math.PI * 2 * i) / rateHz + seed)))
  })
}

describe('findEcho', () => {
  const setting = fc.record({
    seed: fc.integer({ min: 1, max: 1e6 }),
    lag: fc.integer({ min: 0, max: 900 }),
    gain: fc.double({ min: 0.001, max: 10, noNaN: true }),
  })

  it('finds a delayed copy at every delay and every loudness, either way up', () => {
    fc.assert(
      fc.property(setting, fc.constantFrom(1, -1), ({ seed, lag, gain }, sign) => {
        const played = babble(seed, 768 + 1000, 4000)
        const heard = played.slice(1000 - lag, 1000 - lag + 768).map((sample) => sign * gain * sample)
        const found = findEcho(heard, played)
        expect(found.lag).toBe(lag)
        expect(found.share).toBeCloseTo(1, 3)
      }),
      { numRuns: 30 },
    )
  })

  it('says how much of the sound the copy explains', () => {
    fc.assert(
      fc.property(setting, ({ seed, lag }) => {
        const played = babble(seed, 768 + 1000, 4000)
        const other = babble(seed + 1, 768, 4000)
        const heard = other.map((sample, i) => sample + 0.5 * played[1000 - lag + i])
        expect(findEcho(other, played).share).toBeLessThan(0.25)
        // At -6 dB a fifth of the energy is echo; the rest correlates a little by chance.
        expect(findEcho(heard, played).share).toBeLessThan(0.5)
      }),
      { numRuns: 30 },
    )
  })

  it('finds nothing where nothing is heard or played', () => {
    const silence = new Float32Array(768)
    expect(findEcho(silence, babble(1, 1768, 4000)).share).toBe(0)
    expect(findEcho(babble(1, 768, 4000), new Float32Array(1768)).share).toBe(0)
  })
})

describe('EchoGate', () => {
  const rateHz = 24_000

  it('goes on with the next chunk of a voice that is slower than the loudspeaker, however long the gap was', () => {
    for (const gapSeconds of [1, 5, 30]) {
      const gate = new EchoGate()
      gate.play(1, rateHz, babble(1, rateHz, rateHz))
      const frame = new Float32Array(512)
      for (let at = 0; at < gapSeconds * 16_000; at += frame.length) gate.hear(frame, rateHz)
      for (let chunk = 0; chunk < 8; chunk++) gate.play(1, rateHz, babble(chunk, rateHz, rateHz))
      expect(gate.hear(babble(3, 512), rateHz + 800)()).toBeLessThan(1)
    }
  })
  /** The shares that the gate finds in frames of a microphone, while a turn is heard from its begin on. */
  const hear = (
    answer: Float32Array,
    microphone: Float32Array,
    delayMs: number,
    waverMs = (): number => 0,
  ): number[] => {
    const gate = new EchoGate()
    for (let at = 0; at < answer.length; at += 7000) gate.play(1, rateHz, answer.slice(at, at + 7000))
    const shares: number[] = []
    for (let at = 0; at + 512 <= microphone.length; at += 512) {
      // The loudspeaker's count is that of the end of the frame, less what the room and the devices take.
      const heardMs = (at + 512) / 16 + delayMs + waverMs()
      const heardSamples = Math.min(answer.length, Math.round((heardMs * rateHz) / 1000))
      shares.push(gate.hear(microphone.slice(at, at + 512), heardSamples)())
    }
    return shares
  }
  /** The answer as it lies in the room at 16 kHz: every third of three halves of a sample. */
  const inRoom = (answer: Float32Array): Float32Array =>
    Float32Array.from({ length: Math.floor(answer.length / 1.5) }, (_, i) => {
      const at = i * 1.5
      const low = Math.floor(at)
      return answer[low] + (at - low) * ((answer[low + 1] ?? 0) - answer[low])
    })
  const answer = babble(7, 3 * rateHz, rateHz)

  it('knows the own voice, whatever the delay', () => {
    for (const delayMs of [0, 40, 150]) {
      const quiet = inRoom(answer).map((sample) => 0.3 * sample)
      const shares = hear(answer, quiet, delayMs).slice(6)
      expect(Math.min(...shares)).toBeGreaterThan(0.5)
    }
  })

  it('knows another voice, alone and over the echo', () => {
    const echo = inRoom(answer).map((sample) => 0.3 * sample)
    const other = babble(11, echo.length)
    expect(Math.max(...hear(answer, other, 40).slice(6))).toBeLessThan(0.25)
    const begin = 512 * 40
    const both = echo.map((sample, i) => (i < begin ? sample : sample + other[i]))
    const shares = hear(answer, both, 40)
    expect(Math.min(...shares.slice(6, 40))).toBeGreaterThan(0.5)
    const known = shares.slice(42).filter((share) => share < 0.25)
    expect(known.length / (shares.length - 42)).toBeGreaterThan(0.8)
  })

  it('knows the own voice by a clock that wavers', () => {
    const random = new Random(5)
    const quiet = inRoom(answer).map((sample) => 0.3 * sample)
    const shares = hear(answer, quiet, 40, () => random.between(-8, 8)).slice(6, -2)
    expect(Math.min(...shares)).toBeGreaterThan(0.5)
  })

  it('knows the own voice when all of it has left the loudspeaker', () => {
    const late = 512 * 5
    const quiet = new Float32Array(answer.length / 1.5 + late)
    quiet.set(
      inRoom(answer).map((sample) => 0.3 * sample),
      late,
    )
    expect(Math.min(...hear(answer, quiet, 0).slice(11, -1))).toBeGreaterThan(0.5)
  })

  it('finds nothing before anything was said', () => {
    expect(new EchoGate().hear(babble(3, 512), 0)()).toBe(0)
  })
})

describe('measureFrame', () => {
  it('tells a hum from a hiss, and where in the frame it ends', () => {
    const hum = Float32Array.from({ length: 512 }, (_, i) =>
      i < 256 ? 0.1 * Math.sin((2 * Math.PI * 200 * i) / 16_000) : 0,
    )
    const { level, blockLevels, brightness } = measureFrame(hum)
    expect(level).toBeCloseTo(0.05, 2)
    expect(blockLevels.map((block) => block > 0.01)).toEqual([true, true, false, false])
    expect(brightness).toBeLessThan(0.06)
    const random = new Random(1)
    expect(measureFrame(hum.map(() => random.noise())).brightness).toBeGreaterThan(1.5)
    expect(measureFrame(new Float32Array(512)).brightness).toBe(0)
  })
})
