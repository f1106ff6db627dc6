import { Random } from '../random'
import { sampleRateHz, type SceneSound } from '../scene'
import { openParts, type SoundLibrary } from '../soundLibrary'
import type { ChromiumScene, ChromiumSceneKind } from './chromiumScene'

/** The answer of the scenes' engine is over by then. */
const answerMs = 7500
/** From the end of a question until its answer has sounded for so long that speech interrupts it, instead of going on. */
const answeredMs = 2300
const voices = 4

/** The dozen scenes, the same every time: four that ask, four that interrupt, four in which nothing may. */
export function chromiumScenes(sounds: SoundLibrary, bargeIns = 10): ChromiumScene[] {
  return [
    ask('question', sounds, 1, [], answerMs),
    ask('pauses', sounds, 2, [220, 420], 2500),
    ask('reopening', sounds, 3, [1000], 2500),
    pushToTalk(sounds, 4),
    bargeInto('barge-in', sounds, 5, bargeIns, 0),
    bargeInto('barge-in', sounds, 6, bargeIns, 1),
    bargeInto('barge-in', sounds, 7, bargeIns, 2),
    bargeInto('barge-in-over-echo', sounds, 8, bargeIns, 3),
    disturb('cough-and-click', 9, 2, (at, i, random) => ({
      at,
      what: { type: i % 2 ? 'click' : 'cough', seed: 100 + i },
      levelDb: random.between(-3, 6),
    })),
    disturb('mm-hm', 10, 2, (at, i, random) => ({
      at,
      what: { type: 'mm-hm', clip: i },
      levelDb: random.between(-9, 3),
    })),
    { ...disturb('fan', 11, 1), noise: { type: 'fan', levelDb: -6 } },
    { ...disturb('own-echo', 12, 1), echo: { delayMs: 12, levelDb: -6 } },
  ]
}

const base = { noise: { type: 'room', levelDb: -40 }, acts: [] } as const

/** A question in parts with these pauses between. */
function ask(
  kind: ChromiumSceneKind,
  sounds: SoundLibrary,
  seed: number,
  pausesMs: readonly number[],
  answeredForMs: number,
): ChromiumScene {
  const said = question(sounds, new Random(seed), 700, seed % voices, pausesMs)
  return { ...base, kind, seed, sounds: said.sounds, lengthMs: said.endMs + answeredForMs + 1500 }
}

/** The key is pressed a moment late, and held over a pause that would end every question. */
function pushToTalk(sounds: SoundLibrary, seed: number): ChromiumScene {
  const said = ask('push-to-talk', sounds, seed, [1300], 1000)
  const endMs = said.lengthMs - 2500
  return {
    ...said,
    acts: [
      { at: 850, what: 'press' },
      { at: endMs + 100, what: 'release' },
    ],
  }
}

/** Somebody who never lets the answer end. */
function bargeInto(
  kind: ChromiumSceneKind,
  sounds: SoundLibrary,
  seed: number,
  times: number,
  voice: number,
): ChromiumScene {
  const random = new Random(seed)
  const all: SceneSound[] = []
  let at = 700
  for (let i = 0; i <= times; i++) {
    const said = question(sounds, random, at, voice, [])
    all.push(...said.sounds)
    at = said.endMs + answeredMs + random.between(0, 1200)
  }
  const echo = kind === 'barge-in-over-echo' ? { delayMs: random.between(2, 60), levelDb: -6 } : undefined
  return { ...base, kind, seed, sounds: all, lengthMs: at, echo }
}

/** Answers that sound, and something that is heard into them. */
function disturb(
  kind: ChromiumSceneKind,
  seed: number,
  answers: number,
  sound?: (at: number, i: number, random: Random) => SceneSound,
): ChromiumScene {
  const random = new Random(seed)
  const asks = Array.from({ length: answers }, (_, i) => 300 + i * (answerMs + 1000))
  return {
    ...base,
    kind,
    seed,
    acts: asks.map((at) => ({ at, what: 'ask' })),
    lengthMs: 300 + answers * (answerMs + 1000),
    sounds: sound
      ? asks.flatMap((from, answer) =>
          [1200, 2500, 3800, 5100].map((at, i) =>
            sound(from + at + random.between(0, 600), 4 * answer + i, random),
          ),
        )
      : [],
  }
}

/** A question in parts, each but the last one open. */
function question(
  sounds: SoundLibrary,
  random: Random,
  fromMs: number,
  voice: number,
  pausesMs: readonly number[],
): { sounds: SceneSound[]; endMs: number } {
  const said: SceneSound[] = []
  let endMs = fromMs
  for (let part = 0; part <= pausesMs.length; part++) {
    const isOpen = part < pausesMs.length
    const at = part === 0 ? fromMs : endMs + pausesMs[part - 1]
    const inVoice = isOpen ? random.between(0, openParts) : random.between(openParts, sounds.partsPerVoice)
    const clip = voice * sounds.partsPerVoice + Math.floor(inVoice)
    said.push({ at, what: { type: 'speech', clip }, levelDb: 0 })
    endMs = at + (sounds.speech[clip].length * 1000) / sampleRateHz
  }
  return { sounds: said, endMs }
}
