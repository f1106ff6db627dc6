import { realpathSync, statSync, type Stats } from 'node:fs'
import path from 'node:path'
import type { Notice } from '@contract'
import { fileStamp } from '../files/fileStamp'
import { replaceFile } from '../files/replaceFile'
import { cudaRecordFile, isAsFetched, readCudaRecords, type FetchedLibrary } from './cudaRecord'

/**
 * Why the libraries of a folder may not be loaded: one is not as it was fetched, or others of this computer can change it.
 * A file that looks as it did when it was fetched is taken for it, and of any other all bytes are read once. This finds what
 * is damaged, restored by half or written by others. Who may act as this user could write another record as well.
 *
 * @param folder one that is there
 * @returns undefined where they may be loaded
 */
export function untrustedCuda(folder: string): Notice | undefined {
  const records = readCudaRecords(folder)
  const names = [...records.values()].flat().map(({ name }) => name)
  const open = process.platform === 'win32' ? undefined : openToOthers(folder, names)
  if (open !== undefined) return { kind: 'library-open', place: open }
  for (const [wheel, record] of records) {
    const changed = record.find((library) => !isAsFetched(folder, library))
    if (changed !== undefined) return { kind: 'library-changed', file: path.join(folder, changed.name) }
    noteStamps(folder, wheel, record)
  }
  return undefined
}

/** So that what had to be read now need not be read the next time. */
function noteStamps(folder: string, wheel: string, record: readonly FetchedLibrary[]): void {
  const now = record.map((library) => ({ ...library, stamp: fileStamp(path.join(folder, library.name)) }))
  if (now.every(({ stamp }, i) => stamp === record[i].stamp)) return
  try {
    replaceFile(cudaRecordFile(folder, wheel), `${JSON.stringify(now, undefined, 2)}\n`)
  } catch {
    // Then it is read again.
  }
}

const byGroup = 0o020
const byAll = 0o002
/** With it, as on /tmp, nobody renames what is another's. */
const sticky = 0o1000

/** The folder, one of its libraries or a folder above it, where another user could put something else in its place. */
function openToOthers(folder: string, names: readonly string[]): string | undefined {
  const real = realpathSync(folder)
  const isOpen = ({ mode, uid }: Stats): boolean =>
    (mode & (byGroup | byAll)) !== 0 || ![0, process.getuid!()].includes(uid)
  for (const place of [real, ...names.map((name) => path.join(real, name))]) {
    const found = statSync(place, { throwIfNoEntry: false })
    if (found !== undefined && isOpen(found)) return place
  }
  for (let place = path.dirname(real); ; place = path.dirname(place)) {
    const { mode } = statSync(place)
    // Of a home the group is often the user's own.
    if ((mode & byAll) !== 0 && (mode & sticky) === 0) return place
    if (place === path.dirname(place)) return undefined
  }
}
