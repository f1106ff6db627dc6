import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromiumPath } from '../../../e2e/chromium'
import { printFigures, type Figure } from '../figure'
import { wavBytes } from '../../wavBytes'
import { saveScenes } from '../sceneFiles'
import type { SoundLibrary } from '../soundLibrary'
import type { ChromiumScene } from './chromiumScene'
import type { PlayedScene } from './playScene'
import { runChromium } from './runChromium'

/**
 * Plays the dozen scenes in Chromium and prints what was measured; no figures where there is no Chromium.
 * @param failures a folder for scenes that fail, and for the utterances in them as WAV files
 * @param given these instead of the dozen
 */
export async function rigInChromium(
  sounds: SoundLibrary,
  failures: string | undefined,
  given?: readonly ChromiumScene[],
): Promise<readonly Figure[]> {
  const executablePath = chromiumPath()
  if (executablePath === undefined) return []
  const begin = performance.now()
  const outcome = await runChromium(executablePath, sounds, given).catch((thrown: unknown) => {
    console.error('The scenes in Chromium came to no end.', thrown)
    process.exitCode = 1
  })
  if (!outcome) return []
  const { figures, notes, failed, scenes } = outcome
  console.log('')
  printFigures(given ? figures.filter(({ of }) => of > 0) : figures)
  const seconds = Math.round((performance.now() - begin) / 1000)
  console.log(
    `\n${scenes} scenes in Chromium in ${seconds} s; ${notes.length} times the machine was too busy.`,
  )
  for (const note of notes) console.log(note)
  if (failures === undefined) return figures
  for (const played of failed) {
    const { scene, stalledMs } = played
    const name = join(failures, `chromium-${scene.kind}-${scene.seed}`)
    const [file] = saveScenes(failures, [scene], undefined, 'chromium-')
    for (const [turn, samples] of utterancesOf(played))
      writeFileSync(`${name}-turn-${turn}.wav`, wavBytes(samples, { bits: 16 }))
    console.log(`Failed: ${file}; the audio thread was ${stalledMs.toFixed(0)} ms late at most.`)
  }
  return figures
}

/** What the engine got to hear of each turn. */
function utterancesOf({ asked }: PlayedScene): Map<number, Float32Array> {
  const utterances = new Map<number, Float32Array>()
  for (const message of asked)
    if (message.type === 'audio')
      utterances.set(
        message.turn,
        Float32Array.from([...(utterances.get(message.turn) ?? []), ...message.samples]),
      )
  return utterances
}
