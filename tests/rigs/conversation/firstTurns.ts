import { readFileSync } from 'node:fs'
import type { Figure } from './figure'
import { playScenes } from './playScenes'
import { sampleRateHz, type Scene } from './scene'
import { atMicrophone, msToSamples, type SoundLibrary } from './soundLibrary'
import { openSteadyEspeak } from './steadyEspeak'

const voices = ['en-us+m3', 'en-us+f2', 'en-us+f4', 'en-us+m7', 'en-us']
const questions = new URL('../../../models/nano/questions.json', import.meta.url)
const startMs = 700
/** What a stranger waits without an end-of-turn model: with one it must not be longer. */
const mostMeanMs = 600

/**
 * How long a stranger's first short question waits to be taken for complete: each of the embedded listener's everyday
 * questions as the first turn of a speaker of whom nothing was learnt yet. None of them was in the training of the
 * embedded end-of-turn model. With `everyNth` it is every nth one.
 */
export async function firstTurnFigure(
  sounds: SoundLibrary,
  endOfTurnFile: string,
  everyNth = 1,
): Promise<Figure> {
  const speech = await sayQuestions(everyNth)
  const all = await playScenes(speech.map(sceneOf), { ...sounds, speech }, endOfTurnFile)
  const waits = all.map(({ scene, firstCommitAt = Infinity }) => {
    const [{ at }] = scene.sounds
    return firstCommitAt - at - (speech[scene.seed].length * 1000) / sampleRateHz
  })
  const value = Math.round(waits.reduce((sum, wait) => sum + wait, 0) / waits.length)
  return {
    name: 'first-turn-delay-ms',
    value,
    goal: `<= ${mostMeanMs}`,
    ok: value <= mostMeanMs,
    of: waits.length,
  }
}

/** Every nth of all questions in all voices, at the level of the other speech. */
async function sayQuestions(everyNth: number): Promise<Float32Array[]> {
  const known = JSON.parse(readFileSync(questions, 'utf8')) as { readonly ask: readonly string[] }[]
  const espeak = await openSteadyEspeak()
  // All of them are said, for what was said before changes how the next one sounds.
  const said = known.flatMap(({ ask }) =>
    voices.map((voice, i) => espeak.synthesize(asWritten(ask[0]), { voice, wordsPerMinute: 155 + 15 * i })),
  )
  const chosen = said.filter((_, i) => i % everyNth === 0)
  return Promise.all(chosen.map(({ samples }) => atMicrophone(samples, espeak.sampleRateHz)))
}

function asWritten(question: string): string {
  const mark = /^(what|who|how|is|can)\b/.test(question) ? '?' : '.'
  return question[0].toUpperCase() + question.slice(1) + mark
}

function sceneOf(samples: Float32Array, clip: number): Scene {
  return {
    kind: 'pauses',
    seed: clip,
    lengthMs: startMs + (samples.length * 1000) / sampleRateHz + 1300,
    sounds: [{ at: startMs, what: { type: 'speech', clip }, levelDb: 0 }],
    noise: { type: 'room', levelDb: -40 },
    deviceDelayMs: 20,
    thinkMs: 100,
    answerMs: msToSamples(1),
    turnTaking: {},
  }
}
