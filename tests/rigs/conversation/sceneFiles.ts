import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ChromiumScene } from './chromium/chromiumScene'
import type { Scene } from './scene'

/** Writes each scene as a file of its own, and says their names. */
export function saveScenes(folder: string, scenes: readonly Scene[]): string[] {
  mkdirSync(folder, { recursive: true })
  return scenes.map((scene) => {
    const file = join(folder, `${scene.kind}-${scene.seed}.json`)
    writeFileSync(file, JSON.stringify(scene, undefined, 2) + '\n')
    return file
  })
}

/** A scene that was saved. */
export function readScene(file: string): Scene | ChromiumScene {
  return JSON.parse(readFileSync(file, 'utf8')) as Scene | ChromiumScene
}
