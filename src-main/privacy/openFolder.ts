import { constants, existsSync } from 'node:fs'
import { lstat, open, readdir } from 'node:fs/promises'
import { isOfUser, isOfUserAlone } from '../engine/files/privateFolder'

/** A folder whose entries are reached by `at`, whatever somebody else puts in its place meanwhile. */
export interface OpenFolder {
  readonly at: string
  readonly names: readonly string[]
  readonly device: number
  close(): Promise<void>
}

export interface FolderRules {
  /** The user named it: it may be another's, where it can be held. */
  readonly isNamed?: boolean
  /** The device that it has to be on. */
  readonly device?: number
}

/**
 * Opens a folder of this user's, so that what lies in it can be removed. On Linux it is held, and a link is refused. Elsewhere
 * it has to be this user's alone, so that nobody else can exchange what lies in it.
 * @throws where it is no such folder, or another's, or on another device
 */
export async function openFolder(place: string, rules: FolderRules): Promise<OpenFolder> {
  if (process.platform !== 'linux' || !existsSync('/proc/self/fd')) return openByPath(place, rules)
  const { O_RDONLY, O_DIRECTORY, O_NOFOLLOW } = constants
  const handle = await open(place, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
  try {
    const found = await handle.stat()
    if (!(rules.isNamed || isOfUser(found)) || isElsewhere(found.dev, rules)) throw refusal(place)
    const at = `/proc/self/fd/${handle.fd}`
    return { at, names: await readdir(at), device: found.dev, close: () => handle.close() }
  } catch (thrown) {
    await handle.close()
    throw thrown
  }
}

async function openByPath(place: string, rules: FolderRules): Promise<OpenFolder> {
  const found = await lstat(place)
  const isOurs = found.isDirectory() && isOfUserAlone(found)
  // On Windows the number of a device depends on how one asks for it.
  if (!isOurs || (process.platform !== 'win32' && isElsewhere(found.dev, rules))) throw refusal(place)
  return { at: place, names: await readdir(place), device: found.dev, close: () => Promise.resolve() }
}

function isElsewhere(found: number, { device = found }: FolderRules): boolean {
  return found !== device
}

function refusal(place: string): Error {
  return new Error(`${place} is not a folder of this user alone, or is on another device.`)
}
