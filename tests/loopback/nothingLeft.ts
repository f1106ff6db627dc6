import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/**
 * Fails the run when any of its processes asked for an address that is not on this machine, or ended by what nobody caught.
 */
export default function watchLoopback(): () => void {
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-left-'))
  const left = path.join(folder, 'hosts')
  process.env.PARLEY_LEFT = left
  const uncaught = path.join(folder, 'uncaught')
  process.env.PARLEY_UNCAUGHT = uncaught
  return () => {
    const [hosts, thrown] = [left, uncaught].map((file) =>
      existsSync(file) ? readFileSync(file, 'utf8').trim() : '',
    )
    rmSync(folder, { recursive: true })
    if (hosts === '' && thrown === '') return
    // What a teardown throws is told, but fails no run.
    process.exitCode = 1
    if (thrown !== '') throw new Error(`A process of the suite ended by what nobody caught: ${thrown}`)
    throw new Error(`The suite left the loopback, for: ${hosts.replaceAll('\n', ', ')}`)
  }
}
