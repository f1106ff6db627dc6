import { lstat, readdir, readlink } from 'node:fs/promises'
import path from 'node:path'
import type { DiskPlace } from '@contract'
import { isOfUser } from '../engine/files/privateFolder'
import type { OwnPlace } from './ownPlaces'

/**
 * What lies at a place; undefined: nothing. Links are not followed, nor folders of other users looked into.
 * @param others paths within it that are counted elsewhere, or are not Parley's
 */
export async function measurePlace(
  { kind, path: place, isOurs = () => true, isUsersOwn = false }: OwnPlace,
  others: readonly string[],
): Promise<DiskPlace | undefined> {
  const found = await lstat(place).catch(() => undefined)
  if (found === undefined) return undefined
  const sum = { sizeBytes: 0, files: 0 }
  if (found.isSymbolicLink()) {
    const leadsTo = path.resolve(path.dirname(place), await readlink(place).catch(() => ''))
    return { kind, path: place, ...sum, isUsersOwn, leadsTo }
  }
  const add = async (file: string): Promise<void> => {
    if (others.includes(file)) return
    // What went meanwhile counts for nothing.
    const each = await lstat(file).catch(() => undefined)
    if (each?.isDirectory()) {
      if (isOfUser(each)) for (const name of await namesIn(file)) await add(path.join(file, name))
    } else if (each) {
      sum.files++
      sum.sizeBytes += each.size
    }
  }
  if (!found.isDirectory()) await add(place)
  else for (const name of (await namesIn(place)).filter(isOurs)) await add(path.join(place, name))
  return { kind, path: place, ...sum, isUsersOwn }
}

function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((): string[] => [])
}
