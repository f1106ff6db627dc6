import { realpathSync } from 'node:fs'
import path from 'node:path'
import { variable, type Environment } from './dataDir'

/**
 * The AppImage that a program runs from; undefined: from none. Whatever an AppImage starts inherits `APPIMAGE` and `APPDIR`
 * from it, also a program that has nothing to do with it: they count only where the program lies in that folder.
 * @param program its whole path
 */
export function ownAppImage(
  program: string = process.execPath,
  env: Environment = process.env,
): string | undefined {
  const [file, folder] = ['APPIMAGE', 'APPDIR'].map((name) => variable(env, name))
  if (file === undefined || folder === undefined) return undefined
  const within = path.relative(real(folder), real(program))
  return within === '' || within.startsWith('..') || path.isAbsolute(within) ? undefined : file
}

function real(place: string): string {
  try {
    return realpathSync(place)
  } catch {
    return path.resolve(place)
  }
}
