import { Random } from './random'
import type { Scene } from './scene'
import { sceneActs, sceneFaults, type SceneEvent } from './sceneEvent'

/**
 * The same scenes, in which something goes wrong: each of the faults in turn, at any moment; and what a user does meanwhile by hand.
 * They are the same every time.
 */
export function faultyScenes(scenes: readonly Scene[]): Scene[] {
  return scenes.map((scene, i) => {
    const random = new Random(scene.seed + i)
    const at = (): number => random.between(400, scene.lengthMs - 1200)
    const fault: SceneEvent = { at: at(), what: sceneFaults[i % sceneFaults.length] }
    const acts = sceneActs
      .filter((what) => what !== 'press' && what !== 'release')
      .filter(() => random.next() < 0.4)
      .map((what) => ({ at: at(), what }))
    const pressedAt = at()
    const key = [
      { at: pressedAt, what: 'press' as const },
      { at: pressedAt + random.between(100, 1000), what: 'release' as const },
    ]
    const events = [fault, ...acts, ...(random.next() < 0.5 ? key : [])].sort((a, b) => a.at - b.at)
    return { ...scene, seed: scene.seed + 500_000, events }
  })
}
