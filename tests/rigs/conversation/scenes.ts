import { Random } from './random'
import type { RecordedKind, Scene, SceneKind, SceneSound } from './scene'
import { msToSamples, openParts, soundOf, type SoundLibrary } from './soundLibrary'
import { sampleRateHz } from './scene'

/** Kinds that are made of what espeak-ng says. */
export type MadeKind = Exclude<SceneKind, RecordedKind>

export const startMs = 700
export const base = {
  noise: { type: 'room', levelDb: -40 },
  deviceDelayMs: 20,
  thinkMs: 100,
  answerMs: 1500,
  turnTaking: {},
} as const

/** The same scenes every time, so many of each kind. */
export function makeScenes(counts: Partial<Record<MadeKind, number>>, sounds: SoundLibrary): Scene[] {
  const scenes: Scene[] = []
  for (const [kind, count] of Object.entries(counts) as [MadeKind, number][])
    for (let i = 0; i < count; i++) {
      const seed = kind.length * 100_003 + i
      scenes.push(makers[kind](new Random(seed * 7919 + 17), sounds, { kind, seed }))
    }
  return scenes
}

type Maker = (random: Random, sounds: SoundLibrary, id: Pick<Scene, 'kind' | 'seed'>) => Scene

const makers: Record<MadeKind, Maker> = {
  /** One question of a stranger in two or three parts with pauses of 150 to 700 ms between. */
  pauses(random, sounds, id) {
    const { said, endMs } = question(random, sounds, startMs, random.pick([1, 2]), () =>
      random.between(150, 700),
    )
    return { ...base, ...id, sounds: said, lengthMs: endMs + 1900, deviceDelayMs: random.between(5, 60) }
  },
  /** Somebody who asks six questions and pauses in their own manner. */
  speaker(random, sounds, id) {
    const ownPauseMs = random.between(150, 600)
    const voice = Math.floor(random.between(0, 4))
    const said: SceneSound[] = []
    let at = startMs
    for (let i = 0; i < 6; i++) {
      const pauseMs = (): number => Math.min(700, Math.max(150, ownPauseMs * random.between(0.7, 1.3)))
      const asked = question(random, sounds, at, random.pick([0, 1, 2]), pauseMs, voice)
      said.push(...asked.said)
      at = asked.endMs + random.between(3600, 4200)
    }
    return { ...base, ...id, sounds: said, lengthMs: at }
  },
  'barge-in': (random, sounds, id) => bargeIn(random, sounds, id),
  'barge-in-over-echo': (random, sounds, id) => ({ ...bargeIn(random, sounds, id), echo: echo(random) }),
  cough: (random, _sounds, id) =>
    intoAnswer(random, id, (at) => ({
      at,
      what: { type: 'cough', seed: id.seed },
      levelDb: random.between(-6, 6),
    })),
  click: (random, _sounds, id) =>
    intoAnswer(random, id, (at) => ({
      at,
      what: { type: random.pick(['click', 'door']), seed: id.seed },
      levelDb: random.between(-3, 12),
    })),
  'mm-hm': (random, _sounds, id) => agree(random, id, 'mm-hm'),
  'short-word': (random, _sounds, id) => agree(random, id, 'short-word'),
  /** "No.", "Stop.": one word, which ends the answer. */
  word: (random, sounds, id) => {
    const at = random.between(1400, 2600)
    const clip = Math.floor(random.between(0, sounds.words.length))
    const said: SceneSound = { at, what: { type: 'word', clip }, levelDb: random.between(-6, 3) }
    return { ...intoAnswer(random, id), sounds: [said], ...(random.next() < 0.5 && { echo: echo(random) }) }
  },
  'own-echo': (random, _sounds, id) => ({ ...intoAnswer(random, id), echo: echo(random) }),
  fan: (random, _sounds, id) => ({
    ...intoAnswer(random, id),
    noise: { type: 'fan', levelDb: random.between(-20, -6) },
  }),
}

/** Something that is said to show that one listens. */
function agree(random: Random, id: Pick<Scene, 'kind' | 'seed'>, type: 'mm-hm' | 'short-word'): Scene {
  return intoAnswer(random, id, (at) => ({
    at,
    what: { type, clip: Math.floor(random.between(0, 1000)) },
    levelDb: random.between(-9, 3),
  }))
}

/** A path through the room: at -6 dB relative to speech, or below. */
function echo(random: Random): Scene['echo'] {
  return { delayMs: random.between(2, 180), levelDb: random.pick([-6, -6, -9, -12, -20]) }
}

function bargeIn(random: Random, sounds: SoundLibrary, id: Pick<Scene, 'kind' | 'seed'>): Scene {
  const said = question(random, sounds, random.between(2600, 3600), 0, () => 0).said
  return { ...intoAnswer(random, id), sounds: said, lengthMs: 6000 }
}

/** An answer that sounds, and something that is heard into it. */
export function intoAnswer(
  random: Random,
  id: Pick<Scene, 'kind' | 'seed'>,
  sound?: (at: number) => SceneSound,
): Scene {
  return {
    ...base,
    ...id,
    lengthMs: 5600,
    deviceDelayMs: random.between(5, 60),
    typedAt: 320,
    answerMs: 4400,
    sounds: sound ? [sound(random.between(1400, 2600)), sound(random.between(3300, 4200))] : [],
  }
}

/** A question in parts, each but the last one open. */
function question(
  random: Random,
  sounds: SoundLibrary,
  fromMs: number,
  pauses: number,
  pauseMs: () => number,
  voice = Math.floor(random.between(0, 4)),
): { said: SceneSound[]; endMs: number } {
  const said: SceneSound[] = []
  let at = fromMs
  for (let part = 0; part <= pauses; part++) {
    const inVoice =
      part < pauses ? random.between(0, openParts) : random.between(openParts, sounds.partsPerVoice)
    const clip = voice * sounds.partsPerVoice + Math.floor(inVoice)
    said.push({ at, what: { type: 'speech', clip }, levelDb: 0 })
    at += (sounds.speech[clip].length * 1000) / sampleRateHz
    if (part < pauses) at += pauseMs()
  }
  return { said, endMs: at }
}

/** Where speech is in the scene, in samples. */
export function speechSpans(
  scene: Pick<Scene, 'sounds'>,
  sounds: SoundLibrary,
): { start: number; end: number }[] {
  return scene.sounds
    .filter(({ what }) => what.type === 'speech' || what.type === 'word')
    .map(({ at, what }) => {
      const start = msToSamples(at)
      return { start, end: start + soundOf(sounds, what).length }
    })
}
