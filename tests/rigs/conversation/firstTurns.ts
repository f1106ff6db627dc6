import { readFileSync } from 'node:fs'
import type { EndOfTurn } from '../../../src-main/engine/stages/endOfTurn'
import type { BatchedSilero } from './batchedSilero'
import type { Figure } from './figures'
import { runScenes } from './runScenes'
import { sampleRateHz, type Scene } from './scene'
import { msToSamples, sayPart, type SoundLibrary } from './soundLibrary'
import { openSteadyEspeak } from './steadyEspeak'

const voices = ['en-us+m3', 'en-us+f2', 'en-us+f4', 'en-us+m7', 'en-us']
const questions = new URL('../../../models/nano/questions.json', import.meta.url)
const startMs = 700
/** What a stranger waits without an end-of-turn model: with one it must not be longer. */
const mostMeanMs = 600

/**
 * How long a stranger's first short question waits to be taken for complete: each of the embedded listener's everyday
 * questions as the first turn of a speaker of whom nothing was learnt yet. None of them was in the training of the
 * embedded end-of-turn model. `questionsOf` takes every nth one.
 */
export async function firstTurnFigure(
  sounds: SoundLibrary,
  silero: BatchedSilero,
  endOfTurn: EndOfTurn,
  everyNth = 1,
): Promise<Figure> {
  const speech = (await sayQuestions()).filter((_, i) => i % everyNth === 0)
  const library: SoundLibrary = {
    ...sounds,
    speech,
    of: (what) => (what.type === 'speech' ? speech[what.clip] : sounds.of(what)),
  }
  const all = await runScenes(speech.map(sceneOf), library, silero, endOfTurn)
  const waits = all.map(({ scene, said }) => {
    const [{ at }] = scene.sounds
    const endAt = at + (speech[scene.seed].length * 1000) / sampleRateHz
    const commit = said.find(({ message }) => message.type === 'utterance-end')
    return (commit?.at ?? Infinity) - endAt
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

/** Every question in every voice, at the level of the other speech. */
async function sayQuestions(): Promise<Float32Array[]> {
  const known = JSON.parse(readFileSync(questions, 'utf8')) as { readonly ask: readonly string[] }[]
  const espeak = await openSteadyEspeak()
  const said: Float32Array[] = []
  for (const { ask } of known)
    for (const [i, voice] of voices.entries())
      said.push(await sayPart(espeak, asWritten(ask[0]), voice, 155 + 15 * i))
  return said
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
