import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** By this @electron/fuses finds the fuses in Electron's program; behind it a version, a number of fuses, and those. */
const fuseSentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'

/**
 * Lays out what electron-builder expects of Electron for Linux, without Electron: where none can be fetched, the
 * packaging around it is tried with this. Its program only says what it is.
 */
export function standInElectron(folder: string): void {
  mkdirSync(path.join(folder, 'locales'), { recursive: true })
  for (const name of ['en-US', 'de', 'fr', 'ja'])
    writeFileSync(path.join(folder, `locales/${name}.pak`), name)
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'version', 'icudtl.dat', 'chrome-sandbox'])
    writeFileSync(path.join(folder, name), `stand-in of ${name}\n`)
  const program = path.join(folder, 'electron')
  const fuses = `${fuseSentinel}\x01\x09${'1'.repeat(9)}`
  writeFileSync(program, `#!/bin/sh\necho 'A stand-in of Electron.'\nexit 0\n${fuses}\n`, 'latin1')
  chmodSync(program, 0o755)
}
