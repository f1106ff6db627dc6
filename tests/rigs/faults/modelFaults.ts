import { mkdirSync, readFileSync, rmSync, truncateSync } from 'node:fs'
import path from 'node:path'
import { makeToneVoice } from '../models/toneVoice'
import type { FaultKind } from './faultKinds'
import type { FaultyWorld } from './faultyWorld'

/** A model that is chosen and cannot be used: the built-in one takes its place, and its user says which it shall be later. */
const chosenModel = (choose: FaultyWorldChoice): FaultKind => ({
  async strike(world, random) {
    const folder = path.join(world.root, 'chosen')
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder)
    makeToneVoice(folder)
    await world.configure(choose(folder, random.next()))
    return undefined
  },
  tells: /trouble: .*could not be loaded, so the built-in (listener|voice)/,
  mends: (world) => world.configure({}),
})

/** @param chance from 0 to 1 */
type FaultyWorldChoice = (folder: string, chance: number) => Parameters<FaultyWorld['configure']>[0]

/** Models that are not there, are damaged, or are of another kind than they were chosen for. */
export const modelFaults = {
  'model-missing': chosenModel((folder, chance) =>
    chance < 0.5 ? { listenerDir: path.join(folder, 'gone') } : { voiceDir: path.join(folder, 'gone') },
  ),
  'model-corrupt': chosenModel((folder, chance) => {
    const file = path.join(folder, 'onnx/model.onnx')
    truncateSync(file, Math.floor(0.9 * chance * readFileSync(file).length))
    return { voiceDir: folder }
  }),
  'model-of-another-kind': chosenModel((folder) => ({ listenerDir: folder })),
} as const satisfies Record<string, FaultKind>
