import { chmodSync, lstatSync } from 'node:fs'
import { AppError } from '@contract'
import { ownerOnly } from './ownerOnly'
import { isOfUser } from './privateFolder'
import { makeFolder } from './makeFolder'

/**
 * Makes a folder for what was said, or closes the one that is there to all but its user.
 * @throws AppError `store-unwritable` where a link or another's folder is in its place; else what the system says
 */
export function makeOwnFolder(folder: string): void {
  makeFolder(folder)
  const found = lstatSync(folder)
  if (!found.isDirectory() || !isOfUser(found)) throw leadsElsewhere(folder, 'yours')
  chmodSync(folder, ownerOnly.folder)
}

/**
 * Closes a file to all but its user.
 * @throws AppError `store-unwritable` where it is a link, or no file: that is not Parley's to close; else what the system says
 */
export function closeOwnFile(file: string): void {
  if (!lstatSync(file).isFile()) throw leadsElsewhere(file, 'file')
  chmodSync(file, ownerOnly.file)
}

function leadsElsewhere(place: string, not: 'yours' | 'file'): AppError {
  return new AppError('store-unwritable', { kind: 'store-elsewhere', place, not })
}
