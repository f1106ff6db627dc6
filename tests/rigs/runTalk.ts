import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import path from 'node:path'
import { projectRoot } from '../../src-main/engineProcess/projectRoot'
import { freshBuild } from './freshBuild'
import { untilTheTestEnds } from './runCommand'

export interface TalkOutcome {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

const script = path.join(projectRoot, 'out/main/talk.js')
let built: Promise<void> | undefined

/**
 * Runs the talk command as it is built, which starts in a third of the time that its sources take.
 * @param watch sees the process and what it printed so far, each time it prints
 */
export async function runTalk(
  args: readonly string[],
  watch?: (child: ChildProcessWithoutNullStreams, out: string) => void,
): Promise<TalkOutcome> {
  await (built ??= freshBuild(() => undefined))
  const child = spawn(process.execPath, [script, ...args], { cwd: projectRoot, ...untilTheTestEnds })
  let out = ''
  let err = ''
  child.stdout.on('data', (data: Buffer) => {
    out += data.toString()
    watch?.(child, out)
  })
  child.stderr.on('data', (data: Buffer) => (err += data.toString()))
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })))
}
