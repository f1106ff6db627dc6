import { existsSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { homeDir } from './homeDir'
import { isPrivateFolder } from './privateFolder'

const folderName = 'parley-open-'

/**
 * The folders that were handed to browsers and are still there: of this Parley, or of one that was killed. Among temporary
 * files others may make folders of such names: those do not count. One that cannot be listed has none.
 */
export function handedFolders(): string[] {
  const folder = folderOfBrowsers()
  const names = namesIn(folder).filter((name) => name.startsWith(folderName))
  return names.map((name) => path.join(folder, name)).filter(isPrivateFolder)
}

/** With what the path of such a folder begins. */
export function handedFolderStart(): string {
  return path.join(folderOfBrowsers(), folderName)
}

/** A folder in which a browser finds files: one that is a snap has a temporary folder of its own. */
function folderOfBrowsers(): string {
  const home = homeDir()
  return existsSync(path.join(home, 'snap')) ? home : tmpdir()
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
