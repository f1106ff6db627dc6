import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { ownerOnly } from '../engine/files/ownerOnly'
import { findModel } from './findModel'
import { writeJson } from './modelRecord'
import { oneAfterTheOther } from './oneAfterTheOther'
import type { Places } from './places'

/** The models that a user chose in the app, by ID; absent: the built-in one. */
export const chosenModels = z.object({ listener: z.string().optional(), voice: z.string().optional() })
export type ChosenModels = z.infer<typeof chosenModels>

/** Where the chosen models lie; absent: the built-in one. */
export interface UsedDirectories {
  readonly listener?: string | undefined
  readonly voice?: string | undefined
}

/** A damaged note counts as none. */
export async function readChosenModels(places: Places): Promise<ChosenModels> {
  try {
    return chosenModels.parse(JSON.parse(await readFile(noteOf(places), 'utf8')))
  } catch {
    return {}
  }
}

/** Chooses other models of some kinds; undefined is the built-in one. @throws busy, disk-full or file-failed */
export async function writeChosenModels(places: Places, chosen: ChosenModels): Promise<void> {
  await mkdir(places.modelsDir, { recursive: true, mode: ownerOnly.folder })
  const place = noteOf(places)
  await oneAfterTheOther(place, async () =>
    writeJson(place, { ...(await readChosenModels(places)), ...chosen }),
  )
}

/** The directories of the chosen models. One that is gone counts as not chosen. */
export async function chosenDirectories(places: Places): Promise<UsedDirectories> {
  const { listener, voice } = await readChosenModels(places)
  const find = (id: string | undefined, kind: 'listener' | 'voice'): Promise<string | undefined> =>
    id === undefined ? Promise.resolve(undefined) : findModel(id, kind, places).catch(() => undefined)
  return { listener: await find(listener, 'listener'), voice: await find(voice, 'voice') }
}

/**
 * What to start with: the models that the command line names, else the chosen ones.
 * @throws model-missing when one that was named is not here
 */
export async function usedDirectories(
  places: Places,
  named: { readonly model: string | undefined; readonly kokoro: string | undefined },
): Promise<UsedDirectories> {
  const chosen = await chosenDirectories(places)
  return {
    listener: named.model === undefined ? chosen.listener : await findModel(named.model, 'listener', places),
    voice: named.kokoro === undefined ? chosen.voice : await findModel(named.kokoro, 'voice', places),
  }
}

function noteOf({ modelsDir }: Places): string {
  return path.join(modelsDir, 'chosen.json')
}
