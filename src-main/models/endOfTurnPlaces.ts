import { readdirSync } from 'node:fs'
import path from 'node:path'
import { catalogue } from './catalogue'
import { turnEndFile } from './layout'
import { readOwnDirectories } from './ownDirectories'
import type { Places } from './places'

/**
 * Where end-of-turn models of the user's own lie, or will lie when they are fetched, first choice first: imported
 * directories, the newest one before the others, then those of the catalogue.
 */
export function endOfTurnPlaces(places: Places): string[] {
  const imported = readOwnDirectories(places)
    .filter(({ kind }) => kind === 'turn-end')
    .reverse()
    .flatMap(({ directory }) => {
      const name = turnEndFile(namesIn(directory))
      return name === undefined ? [] : [path.join(directory, name)]
    })
  const published = catalogue
    .filter(({ kind }) => kind === 'turn-end')
    .flatMap(({ id, files }) => files.map((file) => path.join(places.modelsDir, id, file)))
  return [...imported, ...published]
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory)
  } catch {
    return []
  }
}
