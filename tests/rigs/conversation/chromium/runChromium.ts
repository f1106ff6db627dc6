import { EspeakVoice } from '../../../../src-main/engine/stages/espeakVoice'
import type { AppPage } from '../../../e2e/app/appPage'
import { AppUnderTest } from '../../../e2e/app/openApp'
import type { Figure } from '../figure'
import { answerLevel, type SoundLibrary } from '../soundLibrary'
import { chromiumFigures, isFailed, readScene, type SceneReading } from './chromiumFigures'
import { answerText, type ChromiumScene } from './chromiumScene'
import { chromiumScenes } from './chromiumScenes'
import { CoreWaits } from './coreWaits'
import { playScene, type PlayedScene } from './playScene'

const engineEntry = 'tests/rigs/conversation/chromium/scriptedEngine.ts'
/** Of a scene's time; a page that waited longer for a core was measured together with the rest of the machine. */
const longestWaitShare = 0.04
const mostTries = 3
const mostWarmUps = 5

export interface ChromiumOutcome {
  readonly figures: readonly Figure[]
  /** What happened beside, one line each. */
  readonly notes: readonly string[]
  readonly failed: readonly PlayedScene[]
  readonly scenes: number
}

interface SceneOutcome {
  readonly played: PlayedScene
  readonly reading: SceneReading
}

/** Plays the scenes in the built window in Chromium, in two browsers side by side, and measures what was heard. */
export async function runChromium(
  executablePath: string,
  sounds: SoundLibrary,
  given?: readonly ChromiumScene[],
): Promise<ChromiumOutcome> {
  const answerGain = answerLevel / (await spokenLevel())
  const waiting = [...(given ?? chromiumScenes(sounds))].sort((a, b) => b.lengthMs - a.lengthMs)
  const readings: SceneOutcome[] = []
  const notes: string[] = []
  const apps: AppUnderTest[] = []
  const work = async (app: AppUnderTest): Promise<void> => {
    const page = await warmPage(app, sounds)
    const waits = await CoreWaits.of(page.page)
    const play = (scene: ChromiumScene): Promise<PlayedScene> => playScene(page, scene, sounds, answerGain)
    for (let scene = waiting.shift(); scene; scene = waiting.shift())
      readings.push(await readInQuiet(scene, play, waits, sounds, notes))
    waits.close()
  }
  try {
    while (apps.length < Math.min(2, waiting.length))
      apps.push(await AppUnderTest.open(executablePath, { engineEntry }))
    await Promise.all(apps.map(work))
    const offences = apps.flatMap((app) => app.offences)
    if (offences.length > 0) throw new Error(offences.join('\n'))
  } finally {
    for (const app of apps) await app.close()
  }
  return {
    figures: chromiumFigures(readings.map(({ reading }) => reading)),
    notes,
    scenes: readings.length,
    failed: readings.filter(({ reading }) => isFailed(reading)).map(({ played }) => played),
  }
}

/** Plays a scene, and where delays are measured once more when the machine did something else meanwhile. */
async function readInQuiet(
  scene: ChromiumScene,
  play: (scene: ChromiumScene) => Promise<PlayedScene>,
  waits: CoreWaits,
  sounds: SoundLibrary,
  notes: string[],
): Promise<SceneOutcome> {
  let best: (SceneOutcome & { readonly waitShare: number }) | undefined
  for (let tries = 1; tries <= mostTries; tries++) {
    const played = await play(scene)
    const reading = readScene(played, sounds)
    const waitShare = waits.between(played.beganAt, played.beganAt + scene.lengthMs) / scene.lengthMs
    if (isFailed(reading) || reading.bargeIns.length === 0) return { played, reading }
    if (!best || waitShare < best.waitShare) best = { played, reading, waitShare }
    if (waitShare <= longestWaitShare) break
    notes.push(
      `The machine was busy: in ${scene.kind} (${scene.seed}) the window waited for a core for ` +
        `${(100 * waitShare).toFixed(1)} % of the time${tries < mostTries ? ', so it was played again' : ''}.`,
    )
  }
  return best!
}

/** A window in which everything was used once: the voice model is loaded, and the engine has answered. */
async function warmPage(app: AppUnderTest, sounds: SoundLibrary): Promise<AppPage> {
  const page = await (await app.openPage({ scenes: true })).ready()
  const [question] = chromiumScenes(sounds)
  for (let i = 0; i < mostWarmUps; i++) {
    const { asked } = await playScene(page, { ...question, lengthMs: 4000 }, sounds, 1)
    if (asked.some(({ type }) => type === 'utterance-end')) return page
  }
  throw new Error('The window in Chromium does not hear.')
}

/** RMS of the scripted answer. */
async function spokenLevel(): Promise<number> {
  const voice = await EspeakVoice.load()
  let squares = 0
  let count = 0
  for await (const { samples } of voice.synthesize(answerText, new AbortController().signal))
    for (const sample of samples) {
      squares += sample * sample
      count++
    }
  return Math.sqrt(squares / count)
}
