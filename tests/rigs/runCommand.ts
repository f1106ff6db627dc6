import { spawn, type ChildProcess } from 'node:child_process'
import { projectRoot } from '../../src-main/engineProcess/projectRoot'
import { testLimitMs } from '../patience'
import { builtScript } from './builtScript'

export interface CommandOutcome {
  /** Null when a signal ended it. */
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Nothing that hangs outlives the test that started it. */
export const untilTheTestEnds = { timeout: testLimitMs, killSignal: 'SIGKILL' } as const

/**
 * Runs a command of the app as a user would, without npm around it.
 * @param script below `src-main/cli`, such as `models.ts`
 * @param env beside this process's own environment
 * @param watch sees the process and what it printed so far, each time it prints
 */
export async function runCommand(
  script: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  watch?: (child: ChildProcess, out: string) => void,
): Promise<CommandOutcome> {
  const child = spawn(process.execPath, [await builtScript(`src-main/cli/${script}`), ...args], {
    cwd: projectRoot,
    env: { ...process.env, ...env },
    ...untilTheTestEnds,
  })
  let [out, err] = ['', '']
  child.stdout.on('data', (data: Buffer) => {
    out += data.toString()
    watch?.(child, out)
  })
  child.stderr.on('data', (data: Buffer) => (err += data.toString()))
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })))
}
