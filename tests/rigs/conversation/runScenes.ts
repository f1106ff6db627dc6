import { setImmediate as nextTask } from 'node:timers/promises'
import type { EndOfTurn } from '../../../src-main/engine/hearing/endOfTurn'
import type { BatchedSilero } from './batchedSilero'
import { frameSamples, type Scene } from './scene'
import { SimulatedConversation } from './simulatedConversation'
import type { SoundLibrary } from './soundLibrary'

const quanta = frameSamples / 128

/**
 * Runs scenes side by side, frame by frame, until the last one is over.
 * @param record gives each scene one who takes the lines of its recording; absent: nothing is recorded
 */
export async function runScenes(
  scenes: readonly Scene[],
  sounds: SoundLibrary,
  silero: BatchedSilero,
  endOfTurn: EndOfTurn,
  record?: (scene: Scene) => (line: string) => void,
): Promise<SimulatedConversation[]> {
  const running = scenes.map(
    (scene) => new SimulatedConversation(scene, sounds, silero, endOfTurn, record?.(scene)),
  )
  const settled = async (): Promise<void> => {
    do await nextTask()
    while (running.some((each) => !each.isIdle))
  }
  await settled()
  for (let open = running; open.length > 0; open = open.filter((each) => !each.isOver)) {
    for (let part = 0; part < quanta; part++) {
      // What arrives is taken before the next quantum is rendered.
      if (open.map((each) => each.send()).includes(true)) await settled()
      for (const each of open) each.play()
    }
    for (const each of open) each.hear()
    await settled()
    await silero.flush()
    await settled()
    await Promise.all(open.map((each) => each.judged))
  }
  for (const each of running) each.close()
  return running
}
