import { lstat, readlink, rmdir, unlink } from 'node:fs/promises'
import path from 'node:path'
import type { Stayed } from '@contract'
import { openFolder, type OpenFolder } from './openFolder'
import type { OwnPlace } from './ownPlaces'

/** What went of a place, and what stayed. */
export interface PlaceRemoval {
  readonly sizeBytes: number
  readonly files: number
  readonly stayed: readonly Stayed[]
}

/**
 * Removes what is Parley's at a place, as far as the system lets it; nothing is thrown. Links are removed and not followed,
 * also those that somebody puts there meanwhile, and what lies in another user's folder stays.
 * @param others paths within it that are left alone
 */
export async function removePlace(place: OwnPlace, others: readonly string[]): Promise<PlaceRemoval> {
  const { kind, path: top, isOurs = () => true, isNamed = false } = place
  const sum = { sizeBytes: 0, files: 0 }
  const stayed: Stayed[] = []

  /** Whether it is gone. @param at by which it is reached */
  const remove = async (file: string, at: string, device?: number): Promise<boolean> => {
    if (others.includes(file)) return false
    try {
      const found = await lstat(at)
      if (found.isDirectory()) {
        const folder = await openFolder(at, { ...(device !== undefined && { device }) })
        const gone = await removeIn(file, folder, folder.names)
        if (gone) await rmdir(at)
        return gone
      }
      await unlink(at)
      sum.files++
      sum.sizeBytes += found.size
      return true
    } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return true
      stayed.push({ kind, path: file, why: 'held' })
      return false
    }
  }
  /** Whether all of these are gone from a folder, which it closes. */
  const removeIn = async (file: string, folder: OpenFolder, names: readonly string[]): Promise<boolean> => {
    let isGone = true
    try {
      for (const name of names)
        isGone = (await remove(path.join(file, name), path.join(folder.at, name), folder.device)) && isGone
      return isGone
    } finally {
      await folder.close()
    }
  }

  const found = await lstat(top).catch(() => undefined)
  if (found?.isSymbolicLink()) {
    const leadsTo = path.resolve(path.dirname(top), await readlink(top).catch(() => ''))
    if (await remove(top, top)) stayed.push({ kind, path: leadsTo, why: 'linked' })
  } else if (found?.isDirectory() && (isNamed || place.isOurs)) {
    const folder = await openFolder(top, { isNamed }).catch(() => undefined)
    if (folder === undefined) stayed.push({ kind, path: top, why: 'held' })
    else {
      // Before what tells it goes.
      const ours = folder.names.filter(isOurs)
      const gone = await removeIn(top, folder, ours)
      // What is not Parley's keeps its folder, and so does a folder that the user made for it.
      if (ours.length < folder.names.length) stayed.push({ kind, path: top, why: 'shared' })
      else if (gone && !isNamed) await rmdir(top).catch(() => stayed.push({ kind, path: top, why: 'held' }))
    }
  } else if (found) await remove(top, top)
  return { ...sum, stayed }
}
