import { fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { builtScript } from '../builtScript'
import type { MeasuredScene } from './measureScene'
import type { Scene } from './scene'
import type { FromSceneProcess, ToSceneProcess } from './sceneProcess'
import type { SoundLibrary } from './soundLibrary'

/** So many at once, whatever the machine: the voice activity model rounds by how many frames it hears in one run. */
const atOnce = 96

/** Plays scenes in a process for each core, and measures them. The result does not depend on how many cores there are. */
export async function playScenes(
  scenes: readonly Scene[],
  sounds: SoundLibrary,
  endOfTurnFile: string,
): Promise<MeasuredScene[]> {
  // Of like length side by side, so that none waits for another.
  const sorted = [...scenes].sort((a, b) => a.lengthMs - b.lengthMs)
  const groups: Scene[][] = []
  for (let from = 0; from < sorted.length; from += atOnce) groups.push(sorted.slice(from, from + atOnce))
  const measured: FromSceneProcess[] = []
  const script = await builtScript('tests/rigs/conversation/sceneProcess.ts')
  // The longest ones first: at the end no process has much to do alone.
  const waiting = [...groups.entries()]
  const processes = Array.from({ length: Math.min(availableParallelism(), groups.length) }, () =>
    playGroups(
      script,
      { sounds, endOfTurnFile },
      () => waiting.pop(),
      (at, group) => (measured[at] = group),
    ),
  )
  await Promise.all(processes)
  return measured.flat()
}

/** Plays groups in a process of its own until none is left. */
function playGroups(
  script: string,
  begin: ToSceneProcess,
  next: () => [at: number, scenes: readonly Scene[]] | undefined,
  done: (at: number, measured: FromSceneProcess) => void,
): Promise<void> {
  const child = fork(script, { execArgv: [], serialization: 'advanced' })
  let playing: number | undefined
  child.send(begin)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code, signal) => reject(new Error(`Playing scenes ended with ${signal ?? code}`)))
    child.on('message', (measured: FromSceneProcess) => {
      if (playing !== undefined) done(playing, measured)
      const group = next()
      if (group === undefined) {
        child.disconnect()
        resolve()
        return
      }
      playing = group[0]
      child.send({ scenes: group[1] } satisfies ToSceneProcess)
    })
  })
}
