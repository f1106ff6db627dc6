import type { EndOfTurn } from '../../../src-main/engine/hearing/endOfTurn'
import type { BatchedSilero } from './batchedSilero'
import { runScenes } from './runScenes'
import type { Scene } from './scene'
import type { SoundLibrary } from './soundLibrary'

/** Plays scenes with a recorder at the boundary of the app, and gives the recordings as text, in the order of the scenes. */
export async function recordScenes(
  scenes: readonly Scene[],
  sounds: SoundLibrary,
  silero: BatchedSilero,
  endOfTurn: EndOfTurn,
): Promise<string[]> {
  const lines = new Map<Scene, string[]>(scenes.map((scene) => [scene, []]))
  await runScenes(scenes, sounds, silero, endOfTurn, (scene) => {
    const own = lines.get(scene)!
    return (line) => void own.push(line)
  })
  return scenes.map((scene) => [...lines.get(scene)!, ''].join('\n'))
}
