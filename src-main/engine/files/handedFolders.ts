import { existsSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { homeDir } from './homeDir'

const folderName = 'parley-open-'

/** The folders that were handed to browsers and are still there: of this Parley, or of one that was killed. */
export function handedFolders(): string[] {
  const folder = folderOfBrowsers()
  const names = readdirSync(folder).filter((name) => name.startsWith(folderName))
  return names.map((name) => path.join(folder, name))
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
