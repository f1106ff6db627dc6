import { spawn, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import { projectRoot } from '../../src-main/engineProcess/projectRoot'
import { freshBuild } from './freshBuild'
import { untilTheTestEnds } from './runCommand'

export interface TalkOutcome {
  readonly code: number | null
  readonly out: string
  /** What `out` is the text of. */
  readonly bytes: Buffer
  readonly err: string
}

export interface TalkOptions {
  /** Sees the process and what it printed so far, each time it prints. */
  readonly watch?: (child: ChildProcess, out: string) => void
  /** What it reads from its standard input. */
  readonly input?: Uint8Array
  /** When it has begun to read that, which is more than a pipe holds, and before that has ended. */
  readonly reading?: (child: ChildProcess) => void
  /** An open file to print into. */
  readonly stdout?: number
  /** Another command that asks. */
  readonly command?: 'ask' | 'listen'
  /** Beside this process's own environment. */
  readonly env?: Readonly<Record<string, string>>
}

let built: Promise<void> | undefined

/** Runs the talk command, or another that asks, as it is built, which starts in a third of the time that its sources take. */
export async function runTalk(args: readonly string[], options: TalkOptions = {}): Promise<TalkOutcome> {
  const { watch, input, reading, stdout = 'pipe', command = 'talk', env } = options
  await (built ??= freshBuild(() => undefined))
  const script = path.join(projectRoot, `out/main/${command}.js`)
  const child = spawn(process.execPath, [script, ...args], {
    ...{ cwd: projectRoot, env: { ...process.env, ...env }, ...untilTheTestEnds },
    stdio: ['pipe', stdout, 'pipe'],
  })
  child.stdin!.on('error', () => undefined)
  if (reading && input)
    child.stdin!.write(input, () => {
      reading(child)
      child.stdin!.end()
    })
  else child.stdin!.end(input)
  const pieces: Buffer[] = []
  const outcome = { bytes: Buffer.alloc(0), out: '', err: '' }
  child.stdout?.on('data', (data: Buffer) => {
    pieces.push(data)
    outcome.out += data.toString()
    watch?.(child, outcome.out)
  })
  child.stderr!.on('data', (data: Buffer) => (outcome.err += data.toString()))
  return new Promise((resolve) =>
    child.on('close', (code) => resolve({ ...outcome, bytes: Buffer.concat(pieces), code })),
  )
}
