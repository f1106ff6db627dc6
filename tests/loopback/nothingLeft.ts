import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** Fails the run when any of its processes asked for an address that is not on this machine. */
export default function watchLoopback(): () => void {
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-left-'))
  const left = path.join(folder, 'hosts')
  process.env.PARLEY_LEFT = left
  return () => {
    const hosts = existsSync(left) ? readFileSync(left, 'utf8').trim() : ''
    rmSync(folder, { recursive: true })
    if (hosts === '') return
    // What a teardown throws is told, but fails no run.
    process.exitCode = 1
    throw new Error(`The suite left the loopback, for: ${hosts.replaceAll('\n', ', ')}`)
  }
}
