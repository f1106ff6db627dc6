import { describe, expect, it } from 'vitest'
import { echoSignal } from '../../../src-renderer/audio/echoSignal'
import type { EchoReport } from '../../../src-renderer/audio/echoReport'
import { measureEcho, type EchoTrial, type TimedSamples } from '../../../src-renderer/audio/echoTest'
import { defaultTurnTaking } from '../../../src-renderer/audio/turnTakingSettings'

const rateHz = 16_000
const frameSamples = 512
const db = (value: number): number => 10 ** (value / 20)
const toSamples = (ms: number): number => Math.round((ms * rateHz) / 1000)

/** Noise that is the same in every run. */
function noise(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return (2 * state) / 0xffff_ffff - 1
  }
}

/** Like speech: a pitch that glides, five syllables a second, consonants of noise between them. */
function sentence(seconds: number, pitchHz = 120): Float32Array {
  const next = noise(7)
  let phase = 0
  return Float32Array.from({ length: seconds * rateHz }, (_, i) => {
    const time = i / rateHz
    phase += (2 * Math.PI * (pitchHz + 30 * Math.sin(3 * time))) / rateHz
    const syllable = Math.max(0, Math.sin(2 * Math.PI * 2.5 * time)) ** 0.5
    let voiced = 0
    for (let harmonic = 1; harmonic <= 20; harmonic++)
      voiced += Math.sin(harmonic * phase + harmonic ** 2) / harmonic
    return 0.09 * (syllable * voiced + 0.3 * (1 - syllable) * next())
  })
}

const signal = echoSignal(sentence(1.4), rateHz)

interface Room {
  readonly delayMs: number
  /** Of the echo in the bare microphone, and in what is heard of it; -Infinity: none. */
  readonly echoDb: number
  readonly leftDb: number
  /** RMS of the room. */
  readonly noiseLevel: number
  /** What is left is no copy of what was played any more. */
  readonly isMangled?: boolean
}

const playedAt = 10_600

function record({ delayMs, noiseLevel, isMangled }: Room, gainDb: number, mangles: boolean): TimedSamples {
  const samples = new Float32Array(toSamples(600) + signal.length + toSamples(700))
  const next = noise(3)
  for (let i = 0; i < samples.length; i++) samples[i] = Math.sqrt(3) * noiseLevel * next()
  const begin = toSamples(600 + delayMs)
  // The way itself, and two walls.
  for (const [laterMs, gain] of [
    [0, 1],
    [7, 0.3],
    [19, 0.2],
  ])
    for (let i = 0; i < signal.length; i++) {
      const echo = db(gainDb) * gain * signal[i]
      const at = begin + toSamples(laterMs) + i
      if (at < samples.length) samples[at] += mangles && isMangled ? Math.abs(echo) * next() * 2 : echo
    }
  return { samples, beganAt: playedAt - 600 }
}

/** A voice activity model that takes all of the sentence for a voice: what the gate lets through counts. */
function trial(room: Room): EchoTrial {
  const heard = record(room, room.leftDb, true)
  return {
    played: { samples: signal, beganAt: playedAt },
    bare: record(room, room.echoDb, false),
    heard,
    voice: Array.from({ length: heard.samples.length / frameSamples }, (_, frame) =>
      frame * frameSamples >= toSamples(600 + 650 + room.delayMs) ? 0.95 : 0.02,
    ),
  }
}

const report = (of: EchoTrial): EchoReport => {
  const measured = measureEcho(of, defaultTurnTaking)
  if (typeof measured === 'string') throw new Error(measured)
  return measured
}
const measure = (room: Room): EchoReport => report(trial(room))
const quiet = { noiseLevel: 0.0005 }

describe('the echo test', () => {
  it.each([8, 420])('finds a delay of %d ms', (delayMs) => {
    const measured = measure({ ...quiet, delayMs, echoDb: -20, leftDb: -60 })
    expect(Math.abs(measured.delayMs! - delayMs)).toBeLessThanOrEqual(0.5)
  })

  it.each([-6, -40])('measures an echo of %d dB', (echoDb) => {
    const measured = measure({ ...quiet, delayMs: 90, echoDb, leftDb: -Infinity })
    // The walls add half a decibel.
    expect(measured.echoDb! - echoDb).toBeGreaterThan(-1)
    expect(measured.echoDb! - echoDb).toBeLessThan(2)
  })

  it('proposes to be interrupted where the browser takes the echo out', () => {
    const measured = measure({ ...quiet, delayMs: 90, echoDb: -18, leftDb: -70 })
    expect(measured).toMatchObject({ isRemoved: true, mistakenShare: 0, proposal: 'full' })
  })

  it('proposes so too where the echo stays in but is known for what it is', () => {
    const measured = measure({ ...quiet, delayMs: 90, echoDb: -18, leftDb: -20 })
    expect(measured).toMatchObject({ isRemoved: false, proposal: 'full' })
  })

  it('finds nothing with headphones, and proposes to be interrupted', () => {
    const measured = measure({ ...quiet, delayMs: 90, echoDb: -Infinity, leftDb: -Infinity })
    expect(measured).toEqual({ isRemoved: true, mistakenShare: 0, proposal: 'full' })
  })

  it('finds the echo under as much noise as there is echo', () => {
    const measured = measure({ delayMs: 120, echoDb: -26, leftDb: -70, noiseLevel: 0.005 })
    expect(Math.abs(measured.delayMs! - 120)).toBeLessThanOrEqual(0.5)
  })

  it('proposes not to listen while it speaks where a loud echo comes back as another sound', () => {
    const measured = measure({ ...quiet, delayMs: 90, echoDb: -3, leftDb: -6, isMangled: true })
    expect(measured.mistakenShare).toBeGreaterThan(0.4)
    expect(measured).toMatchObject({ isRemoved: false, proposal: 'half' })
  })

  it('proposes to duck only where the echo is taken for a voice now and then', () => {
    const loud = trial({ ...quiet, delayMs: 90, echoDb: -3, leftDb: -6, isMangled: true })
    const voice = loud.voice.map((_, frame) => (frame > 50 && frame < 56 ? 0.9 : 0.1))
    const measured = report({ ...loud, voice })
    expect(measured.mistakenShare).toBeGreaterThan(0)
    expect(measured.proposal).toBe('duck-only')
  })

  it('says nothing of a loudspeaker when the microphone is dead', () => {
    const dead = (recording: TimedSamples): TimedSamples => ({
      ...recording,
      samples: new Float32Array(recording.samples.length),
    })
    const live = trial({ ...quiet, delayMs: 90, echoDb: -18, leftDb: -70 })
    const unheard = { ...live, bare: dead(live.heard), heard: dead(live.heard) }
    expect(measureEcho(unheard, defaultTurnTaking)).toBe('dead-microphone')
  })

  it('says nothing when somebody spoke before, or where no echo is', () => {
    const headphones = trial({ ...quiet, delayMs: 90, echoDb: -Infinity, leftDb: -Infinity })
    const before = headphones.voice.map((likelihood, frame) => (frame < 8 ? 0.9 : likelihood))
    expect(measureEcho({ ...headphones, voice: before }, defaultTurnTaking)).toBe('disturbed')
    const samples = headphones.heard.samples.slice()
    samples.set(sentence(1, 190), toSamples(1400))
    const spoken = { ...headphones.heard, samples }
    expect(measureEcho({ ...headphones, heard: spoken }, defaultTurnTaking)).toBe('disturbed')
  })

  it('makes do with what the app hears where there is no bare microphone', () => {
    const live = trial({ ...quiet, delayMs: 90, echoDb: -18, leftDb: -30 })
    const measured = report({ ...live, bare: undefined })
    expect(Math.abs(measured.delayMs! - 90)).toBeLessThanOrEqual(0.5)
    expect(measured.echoDb).toBeUndefined()
  })
})
