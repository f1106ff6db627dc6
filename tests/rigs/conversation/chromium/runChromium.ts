import { EspeakVoice } from '../../../../src-main/engine/speaking/voices/espeak/espeakVoice'
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

/** A scene that was played, and for which share of its time the window waited for a core. */
interface Try {
  readonly played: PlayedScene
  readonly waitShare: number
}

/** Plays the scenes in the built window in Chromium, in two browsers side by side, and measures what was heard. */
export async function runChromium(
  executablePath: string,
  sounds: SoundLibrary,
  given?: readonly ChromiumScene[],
): Promise<ChromiumOutcome> {
  const answerGain = answerLevel / (await spokenLevel())
  const waiting = [...(given ?? chromiumScenes(sounds))].sort((a, b) => b.lengthMs - a.lengthMs)
  const scenes: Try[][] = []
  const notes: string[] = []
  const apps: AppUnderTest[] = []
  const work = async (app: AppUnderTest): Promise<void> => {
    const page = await warmPage(app, sounds)
    const waits = await CoreWaits.of(page.page)
    const play = (scene: ChromiumScene): Promise<PlayedScene> => playScene(page, scene, sounds, answerGain)
    for (let scene = waiting.shift(); scene; scene = waiting.shift())
      scenes.push(await playInQuiet(scene, play, waits, notes))
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
  // Reading takes seconds, in which what goes over the lines would wait: not before all is played.
  const readings = scenes.map((tries) => readTries(tries, sounds))
  return {
    figures: chromiumFigures(readings.map(({ reading }) => reading)),
    notes,
    scenes: readings.length,
    failed: readings.filter(({ reading }) => isFailed(reading)).map(({ played }) => played),
  }
}

/** Plays a scene, and where delays are measured once more when the machine did something else meanwhile. */
async function playInQuiet(
  scene: ChromiumScene,
  play: (scene: ChromiumScene) => Promise<PlayedScene>,
  waits: CoreWaits,
  notes: string[],
): Promise<Try[]> {
  const tries: Try[] = []
  while (tries.length < mostTries) {
    const played = await play(scene)
    const waitShare = waits.between(played.beganAt, played.beganAt + scene.lengthMs) / scene.lengthMs
    tries.push({ played, waitShare })
    if (waitShare <= longestWaitShare || !scene.kind.startsWith('barge-in')) break
    notes.push(
      `The machine was busy: in ${scene.kind} (${scene.seed}) the window waited for a core for ` +
        `${(100 * waitShare).toFixed(1)} % of the time${tries.length < mostTries ? ', so it was played again' : ''}.`,
    )
  }
  return tries
}

/** Of several tries one that failed, for what is wrong is so on a busy machine too; else the least disturbed one. */
function readTries(
  tries: readonly Try[],
  sounds: SoundLibrary,
): { readonly played: PlayedScene; readonly reading: SceneReading } {
  const read = [...tries]
    .sort((a, b) => a.waitShare - b.waitShare)
    .map(({ played }) => ({ played, reading: readScene(played, sounds) }))
  return read.find(({ reading }) => isFailed(reading)) ?? read[0]
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
