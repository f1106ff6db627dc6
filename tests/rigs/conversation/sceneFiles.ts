import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readRecording, recordingText } from '../../../src-renderer/recording/readRecording'
import { recordingFormat } from '../../../src-renderer/recording/recordingLine'
import type { ChromiumScene } from './chromium/chromiumScene'
import type { Scene } from './scene'

/**
 * Writes each scene as a recording of its own, and says their names.
 * @param recordings what was recorded of each; absent: a recording has nothing but its scene, as of one that was played in a browser
 */
export function saveScenes(
  folder: string,
  scenes: readonly (Scene | ChromiumScene)[],
  recordings: readonly string[] = scenes.map(unplayed),
  prefix = '',
): string[] {
  mkdirSync(folder, { recursive: true })
  return scenes.map((scene, i) => {
    const file = join(folder, `${prefix}${scene.kind}-${scene.seed}.jsonl`)
    writeFileSync(file, recordings[i])
    return file
  })
}

/** The scene that was saved in a recording. @throws where it is a recording of no scene */
export function readScene(file: string): Scene | ChromiumScene {
  const { scene } = readRecording(readFileSync(file, 'utf8')).head
  if (scene === undefined) throw new Error(`${file} was recorded in a window: npm run replay plays it.`)
  return scene as Scene | ChromiumScene
}

function unplayed(scene: Scene | ChromiumScene): string {
  const has = { locks: false, deeds: false, opensAfterAsking: false }
  return recordingText({
    head: { ...recordingFormat, parley: '', runsIn: 'rig', language: 'en', settings: {}, has, scene },
    lines: [],
  })
}
