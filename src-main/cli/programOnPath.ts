import { accessSync, constants } from 'node:fs'
import path from 'node:path'

/**
 * Where a program of that name lies among the folders of PATH; undefined: in none. A folder that is not named from the root
 * on is left out: it would be another one wherever the command is begun.
 */
export function programOnPath(name: string): string | undefined {
  const file = process.platform === 'win32' ? `${name}.exe` : name
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .filter((folder) => path.isAbsolute(folder))
    .map((folder) => path.join(folder, file))
    .find(canRun)
}

function canRun(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
