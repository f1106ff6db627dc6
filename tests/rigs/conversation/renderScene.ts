import { convolve, rms } from './convolve'
import { Random } from './random'
import { sampleRateHz, type Scene } from './scene'
import { answerLevel, msToSamples, soundOf, speechLevel, type SoundLibrary } from './soundLibrary'

/** What the microphone hears but for the loudspeaker. */
export function renderScene(
  scene: Pick<Scene, 'lengthMs' | 'sounds' | 'noise' | 'seed' | 'room'>,
  sounds: SoundLibrary,
): Float32Array {
  const samples = new Float32Array(msToSamples(scene.lengthMs))
  addNoise(samples, scene)
  for (const { at, what, levelDb } of scene.sounds) {
    const room = scene.room === undefined ? undefined : sounds.recorded?.rooms[scene.room]
    const sound = room ? inRoom(soundOf(sounds, what), room) : soundOf(sounds, what)
    const from = msToSamples(at)
    const gain = gainOf(levelDb)
    for (let i = 0; i < sound.length && from + i < samples.length; i++) samples[from + i] += gain * sound[i]
  }
  return samples
}

/** A sound as it is heard in a room, as loud as before. */
function inRoom(sound: Float32Array, room: Float32Array): Float32Array {
  const heard = convolve(sound, room)
  const gain = rms(sound) / rms(heard.subarray(0, sound.length))
  return heard.map((sample) => gain * sample)
}

type EchoTaps = readonly { readonly delay: number; readonly gain: number }[]

/** What comes back of each sample that is rendered: after so many samples, so loud. */
export function echoTaps(scene: Pick<Scene, 'echo' | 'seed' | 'deviceDelayMs'>): EchoTaps {
  if (!scene.echo) return []
  const random = new Random(scene.seed)
  const direct = msToSamples(scene.echo.delayMs + scene.deviceDelayMs)
  const taps = [{ delay: direct, gain: 1 }]
  // Twenty-four reflections that fall by 60 dB within a quarter of a second: from a laptop on a desk, where the
  // direct sound has most of the energy, to a loudspeaker across the room, where it has half.
  const strength = random.between(0.15, 0.45)
  for (let i = 0; i < 24; i++) {
    const afterMs = random.between(2, 120)
    const gain = strength * 10 ** ((-3 * afterMs) / 250) * random.pick([1, -1])
    taps.push({ delay: direct + msToSamples(afterMs), gain })
  }
  // The level is that of the whole, as a level meter at the microphone would say.
  const power = taps.reduce((sum, { gain }) => sum + gain * gain, 0)
  const scale = (gainOf(scene.echo.levelDb) * speechLevel) / answerLevel / Math.sqrt(power)
  return taps.map(({ delay, gain }) => ({ delay, gain: gain * scale }))
}

/** The way from the loudspeaker to the microphone: a delay, and the room's reflections behind it. */
export class EchoPath {
  readonly #taps: EchoTaps
  readonly #played: Float32Array
  /** Behind the last sample that was not silent. */
  #soundEnd = 0

  constructor(scene: Scene) {
    this.#played = new Float32Array(msToSamples(scene.lengthMs + 2000))
    this.#taps = echoTaps(scene)
  }

  /** Notes what was rendered at some sample. */
  play(at: number, samples: Float32Array): void {
    this.#played.set(samples, at)
    for (let i = 0; i < samples.length; i++) if (samples[i] !== 0) this.#soundEnd = at + i + 1
  }

  /** Adds what comes back from `at` on. */
  addTo(frame: Float32Array, at: number): void {
    for (const { delay, gain } of this.#taps) {
      if (at - delay >= this.#soundEnd) continue
      const first = Math.max(0, delay - at)
      for (let i = first; i < frame.length; i++) frame[i] += gain * this.#played[at + i - delay]
    }
  }
}

function addNoise(samples: Float32Array, { noise, seed }: Pick<Scene, 'noise' | 'seed'>): void {
  const random = new Random(seed + 1)
  const level = speechLevel * gainOf(noise.levelDb)
  if (noise.type === 'room') {
    for (let i = 0; i < samples.length; i++) samples[i] = level * random.noise()
    return
  }
  // A fan: noise with most of its power below 500 Hz, and the hum of its blades.
  let low = 0
  const hz = random.between(90, 160)
  for (let i = 0; i < samples.length; i++) {
    low += 0.12 * (random.noise() - low)
    samples[i] = level * (3.3 * low + 0.5 * Math.sin((2 * Math.PI * hz * i) / sampleRateHz))
  }
}

function gainOf(levelDb: number): number {
  return 10 ** (levelDb / 20)
}
