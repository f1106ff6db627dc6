import { Random } from './random'
import { sampleRateHz, type Scene, type SceneKind, type SceneSound } from './scene'
import { base, intoAnswer, startMs } from './scenes'
import type { SoundLibrary } from './soundLibrary'

/** Under which conditions every utterance is heard. */
const conditions: readonly (Pick<Scene, 'noise'> & { readonly isInRoom: boolean })[] = [
  { noise: base.noise, isInRoom: false },
  { noise: { type: 'fan', levelDb: -20 }, isInRoom: false },
  { noise: base.noise, isInRoom: true },
]
/** Times that each word, each noise, and each babble sounds. */
const [wordTimes, noiseTimes, babbleTimes] = [8, 4, 8]

/** Scenes of recordings: the same every time. */
export function makeRecordedScenes(sounds: SoundLibrary, only?: string): Scene[] {
  const recorded = sounds.recorded!
  const clips = sounds.speech.map((_, clip) => clip).filter((clip) => !recorded.talks.includes(clip))
  const scenes: Scene[] = []
  const add = (kind: SceneKind, make: (random: Random) => Omit<Scene, 'kind' | 'seed'>): void => {
    const seed = scenes.length + 1
    scenes.push({ ...make(new Random(seed * 7919 + 29)), kind, seed })
  }
  for (const clip of clips)
    for (const { noise, isInRoom } of conditions)
      add('pauses', (random) => ({
        ...alone(sounds, { at: startMs, what: { type: 'speech', clip }, levelDb: 0 }),
        noise,
        deviceDelayMs: random.between(5, 60),
        ...(isInRoom && { room: clip % recorded.rooms.length }),
      }))
  for (const clip of clips)
    for (const kind of ['barge-in', 'barge-in-over-echo'] as const)
      add(kind, (random) => ({
        ...into(random, sounds, (at) => ({ at, what: { type: 'speech', clip }, levelDb: 0 })),
        ...(kind === 'barge-in-over-echo' && { echo: { delayMs: random.between(2, 180), levelDb: -12 } }),
      }))
  times(sounds.words, wordTimes, (clip) =>
    add('word', (random) =>
      into(random, sounds, (at) => ({ at, what: { type: 'word', clip }, levelDb: random.between(-3, 3) })),
    ),
  )
  times(recorded.noises, noiseTimes, (clip) =>
    add('noise', (random) =>
      into(random, sounds, (at) => ({ at, what: { type: 'noise', clip }, levelDb: random.between(-6, 6) })),
    ),
  )
  times(recorded.babble, babbleTimes, (clip) =>
    add('babble', (random) =>
      into(random, sounds, (at) => ({ at, what: { type: 'babble', clip }, levelDb: -6 })),
    ),
  )
  for (const clip of recorded.talks)
    add('talk', () => alone(sounds, { at: startMs, what: { type: 'speech', clip }, levelDb: 0 }))
  return scenes.filter(({ kind }) => only === undefined || kind === only)
}

function times(clips: readonly Float32Array[], count: number, make: (clip: number) => void): void {
  for (let i = 0; i < clips.length * count; i++) make(i % clips.length)
}

/** An utterance that nothing else sounds with. */
function alone(
  sounds: SoundLibrary,
  sound: SceneSound & { what: { type: 'speech' } },
): Omit<Scene, 'kind' | 'seed'> {
  const lengthMs = sound.at + (sounds.speech[sound.what.clip].length * 1000) / sampleRateHz + 2500
  return { ...base, sounds: [sound], lengthMs }
}

/** An answer that sounds, and something that is heard into it. */
function into(
  random: Random,
  sounds: SoundLibrary,
  sound: (at: number) => SceneSound,
): Omit<Scene, 'kind' | 'seed'> {
  const scene = intoAnswer(random, { kind: 'barge-in', seed: 0 })
  const heard = sound(random.between(1400, 2600))
  const { type, clip } = heard.what as { type: string; clip: number }
  const lengthMs = type === 'speech' ? (sounds.speech[clip].length * 1000) / sampleRateHz : 3000
  return { ...scene, sounds: [heard], lengthMs: Math.max(scene.lengthMs, heard.at + lengthMs + 1500) }
}
