import { realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ownerOnly } from './ownerOnly'
import { makeFolder } from './makeFolder'

/**
 * Writes a small file of Parley's own, for its user alone. It is written beside and renamed: a crash leaves the old one or
 * the new one, and a full disk the old one and nothing else. A link stays, and what it leads to is replaced.
 */
export function replaceFile(named: string, content: string | Uint8Array): void {
  const place = whereItLeads(named)
  makeFolder(path.dirname(place))
  const beside = `${place}.${process.pid}.new`
  try {
    writeFileSync(beside, content, { mode: ownerOnly.file })
    renameSync(beside, place)
  } catch (thrown) {
    rmSync(beside, { force: true })
    throw thrown
  }
}

function whereItLeads(place: string): string {
  try {
    return realpathSync(place)
  } catch {
    return place
  }
}
