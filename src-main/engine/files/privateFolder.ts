import { lstatSync, type Stats } from 'node:fs'

/** Whether something belongs to this user. On Windows, where files have no such number, everything does. */
export function isOfUser({ uid }: Pick<Stats, 'uid'>): boolean {
  const own = process.getuid?.()
  return own === undefined || uid === own
}

/** Whether it belongs to this user, and nobody else may write to it: then nobody else can exchange what lies in it. */
export function isOfUserAlone(found: Pick<Stats, 'uid' | 'mode'>): boolean {
  return isOfUser(found) && (process.getuid === undefined || (found.mode & 0o022) === 0)
}

/**
 * A folder, not a link to one, that is this user's alone: in a shared place a name could be anybody's. What cannot be
 * looked at is not.
 */
export function isPrivateFolder(folder: string): boolean {
  try {
    const found = lstatSync(folder)
    return found.isDirectory() && isOfUserAlone(found)
  } catch {
    return false
  }
}
