import { readdirSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { fileStamp } from '../files/fileStamp'
import { readSmallFile } from '../files/readSmallFile'
import { sha256Of } from '../files/sha256Of'

const fetchedLibrary = z.object({
  /** In the folder itself. */
  name: z.string().refine((name) => name === path.basename(name)),
  sha256: z.string(),
  /** How the file was when its hash was last known to be right. */
  stamp: z.string(),
})
export type FetchedLibrary = z.infer<typeof fetchedLibrary>

/** Where the record of a package's libraries lies in the folder of the CUDA libraries. @param wheel its file's name */
export function cudaRecordFile(folder: string, wheel: string): string {
  return path.join(folder, 'unpacked', wheel, 'files.json')
}

/** The libraries of a package; undefined where it is not unpacked, or its record is damaged. */
export function readCudaRecord(folder: string, wheel: string): readonly FetchedLibrary[] | undefined {
  try {
    return z.array(fetchedLibrary).parse(JSON.parse(readSmallFile(cudaRecordFile(folder, wheel)).toString()))
  } catch {
    return undefined
  }
}

/** The libraries of all packages that were unpacked into a folder, by the names of the packages' wheels. */
export function readCudaRecords(folder: string): Map<string, readonly FetchedLibrary[]> {
  const records = new Map<string, readonly FetchedLibrary[]>()
  for (const wheel of namesIn(path.join(folder, 'unpacked'))) {
    const record = readCudaRecord(folder, wheel)
    if (record !== undefined) records.set(wheel, record)
  }
  return records
}

/** Whether a library is still what was fetched. All its bytes are read only where it does not look as it did then. */
export function isAsFetched(folder: string, { name, sha256, stamp }: FetchedLibrary): boolean {
  const file = path.join(folder, name)
  try {
    return fileStamp(file) === stamp || sha256Of(file) === sha256
  } catch {
    return false
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
