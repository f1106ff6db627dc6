import os from 'node:os'
import path from 'node:path'

/** Stands for the home of a user who has none: there is nothing to read in it, and its name says why nothing is kept. */
const noHome = path.resolve('/no-home-directory')

/**
 * The user's own folder. Services and containers have users without one, for whom Node throws or says nothing: they can ask
 * all the same.
 */
export function homeDir(): string {
  try {
    const found = os.homedir()
    return path.isAbsolute(found) ? found : noHome
  } catch {
    return noHome
  }
}
