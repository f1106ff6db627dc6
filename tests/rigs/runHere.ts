import path from 'node:path'
import { vi } from 'vitest'
import { projectRoot } from '../../src-main/engineProcess/projectRoot'
import type { CommandOutcome } from './runCommand'

// Each script listens to how its process and its output end.
for (const ending of [process, process.stdout]) ending.setMaxListeners(0)
const run: string[] = []

/**
 * Runs a command's script in this process, so that many of them share what they load: one after the other, and such as end
 * with their script and read no standard input. The file of tests needs a process of its own.
 * @param script from the project's root on, such as `src-main/cli/models.ts`
 * @param env beside this process's own environment
 */
export async function runHere(
  script: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<CommandOutcome> {
  let [out, err] = ['', '']
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += text as string), true)),
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += text as string), true)),
    vi.spyOn(console, 'log').mockImplementation((line) => void (out += `${line}\n`)),
    vi.spyOn(console, 'error').mockImplementation((line) => void (err += `${line}\n`)),
    vi.spyOn(process, 'exit').mockImplementation(() => undefined as never),
  ]
  const before = { argv: process.argv, env: process.env }
  process.argv = [process.execPath, script, ...args]
  process.env = { ...process.env, ...env }
  process.exitCode = undefined
  try {
    // Run anew each time.
    await import(/* @vite-ignore */ `${path.join(projectRoot, script)}?run=${run.push(script)}`)
    return { code: Number(process.exitCode ?? 0), out, err }
  } finally {
    Object.assign(process, before)
    process.exitCode = undefined
    for (const spy of spies) spy.mockRestore()
  }
}
