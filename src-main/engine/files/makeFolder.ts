import { existsSync, mkdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { ownerOnly } from './ownerOnly'

/**
 * Makes a folder, and those above it that are missing, for their owner alone; one that is there is left as it is. `recursive` of
 * Node's mkdir calls a read-only disk a missing file, and does not end in a place where nothing can be made, such as /proc.
 * @throws the system's error, with the path of the folder that cannot be made
 */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { mode: ownerOnly.folder })
  } catch (thrown) {
    const above = path.dirname(folder)
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT' && !existsSync(above)) {
      makeFolder(above)
      makeFolder(folder)
    } else if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) throw thrown
  }
}
