import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export interface TalkOutcome {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/**
 * Runs the talk command as a user would, without npm around it.
 * @param watch sees the process and what it printed so far, each time it prints
 */
export function runTalk(
  args: readonly string[],
  watch?: (child: ChildProcessWithoutNullStreams, out: string) => void,
): Promise<TalkOutcome> {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', 'src-main/cli/talk.ts', ...args], { cwd: root })
  let out = ''
  let err = ''
  child.stdout.on('data', (data: Buffer) => {
    out += data.toString()
    watch?.(child, out)
  })
  child.stderr.on('data', (data: Buffer) => (err += data.toString()))
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })))
}
