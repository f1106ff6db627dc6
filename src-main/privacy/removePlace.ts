import { lstat, readdir, readlink, rmdir, unlink } from 'node:fs/promises'
import path from 'node:path'
import type { Stayed } from '@contract'
import type { OwnPlace } from './ownPlaces'

/** What went of a place, and what stayed. */
export interface PlaceRemoval {
  readonly sizeBytes: number
  readonly files: number
  readonly stayed: readonly Stayed[]
}

/**
 * Removes what is Parley's at a place, as far as the system lets it; nothing is thrown. Links are removed and not followed.
 * @param others paths within it that are left alone
 */
export async function removePlace(place: OwnPlace, others: readonly string[]): Promise<PlaceRemoval> {
  const { kind, path: top, isOurs = () => true, isNamed = false } = place
  const sum = { sizeBytes: 0, files: 0 }
  const stayed: Stayed[] = []

  /** Whether it is gone. */
  const remove = async (file: string): Promise<boolean> => {
    if (others.includes(file)) return false
    try {
      const found = await lstat(file)
      if (found.isDirectory()) {
        const gone = await removeAll((await readdir(file)).map((name) => path.join(file, name)))
        if (gone) await rmdir(file)
        return gone
      }
      await unlink(file)
      sum.files++
      sum.sizeBytes += found.size
      return true
    } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return true
      stayed.push({ kind, path: file, why: 'held' })
      return false
    }
  }
  const removeAll = async (files: readonly string[]): Promise<boolean> => {
    let isGone = true
    for (const file of files) isGone = (await remove(file)) && isGone
    return isGone
  }

  const found = await lstat(top).catch(() => undefined)
  if (found?.isSymbolicLink()) {
    const leadsTo = path.resolve(path.dirname(top), await readlink(top).catch(() => ''))
    if (await remove(top)) stayed.push({ kind, path: leadsTo, why: 'linked' })
  } else if (found?.isDirectory() && (isNamed || place.isOurs)) {
    const names = await readdir(top).catch((): string[] => [])
    // Before what tells it goes.
    const ours = names.filter(isOurs)
    const gone = await removeAll(ours.map((name) => path.join(top, name)))
    // What is not Parley's keeps its folder, and so does a folder that the user made for it.
    if (ours.length < names.length) stayed.push({ kind, path: top, why: 'shared' })
    else if (gone && !isNamed) await remove(top)
  } else if (found) await remove(top)
  return { ...sum, stayed }
}
