import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { connectionsIn, type Connection } from './connectionsIn'

export interface WatchedRun {
  readonly code: number | null
  /** What it printed, errors as well. */
  readonly output: string
  readonly connections: readonly Connection[]
}

/** Every call that can reach another machine or a resolver, of every process, with all that names and addresses need. */
const strace = ['--seccomp-bpf', '-f', '-qq', '-Y', '--decode-fds=socket', '-xx', '-s', '512']
const calls = 'trace=connect,sendto,sendmsg,sendmmsg'

/** Why the processes of a command cannot be watched here, as one sentence; undefined where they can. */
export function whyNotWatched(): string | undefined {
  if (process.platform !== 'linux') return 'strace exists on Linux only'
  const tried = spawnSync('strace', [...strace, '-e', calls, '-o', '/dev/null', 'true'], { encoding: 'utf8' })
  if (tried.error !== undefined) return 'strace is not installed'
  return tried.status === 0 ? undefined : `strace may not watch (${tried.stderr.trim().split('\n')[0]})`
}

/**
 * Runs a command and watches it and every process that it starts, until all of them have ended.
 * @param env its whole environment
 */
export async function watchNetwork(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  cwd?: string,
): Promise<WatchedRun> {
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-watched-'))
  const record = path.join(folder, 'record')
  try {
    const child = spawn('strace', [...strace, '-e', calls, '-o', record, command, ...args], {
      env,
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data: Buffer) => (output += data.toString()))
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', resolve)
    })
    return { code, output, connections: connectionsIn(readFileSync(record, 'utf8')) }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
