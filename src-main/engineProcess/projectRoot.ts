import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder with `package.json`, whether this runs from the sources or from `out/main`. */
export const projectRoot = findRoot(path.dirname(fileURLToPath(import.meta.url)))

function findRoot(from: string): string {
  if (existsSync(path.join(from, 'package.json')) || path.dirname(from) === from) return from
  return findRoot(path.dirname(from))
}
