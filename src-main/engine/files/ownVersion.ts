import { readFileSync } from 'node:fs'
import path from 'node:path'
import { ownFiles } from './shippedFiles'

/** Parley's own version, as its package says. */
export function ownVersion(): string {
  const file = readFileSync(path.join(ownFiles.root, 'package.json'), 'utf8')
  return (JSON.parse(file) as { version: string }).version
}
