import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'

/** What in a folder, itself included, other users of this computer may read, write or enter. Windows keeps that elsewhere. */
export function openToOthers(folder: string): string[] {
  if (process.platform === 'win32') return []
  const inside = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return [folder, ...inside.map((name) => path.join(folder, name))].filter(
    (place) => (statSync(place).mode & 0o077) !== 0,
  )
}
