import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromiumPath } from '../../../e2e/chromium'
import { printFigures, type Figure } from '../figure'
import type { SoundLibrary } from '../soundLibrary'
import type { ChromiumScene } from './chromiumScene'
import { runChromium } from './runChromium'

/**
 * Plays the dozen scenes in Chromium and prints what was measured; no figures where there is no Chromium.
 * @param failures a folder for scenes that fail
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
  mkdirSync(failures, { recursive: true })
  for (const scene of failed) {
    const file = join(failures, `chromium-${scene.kind}-${scene.seed}.json`)
    writeFileSync(file, JSON.stringify(scene, undefined, 2) + '\n')
    console.log(`Failed: ${file}`)
  }
  return figures
}
