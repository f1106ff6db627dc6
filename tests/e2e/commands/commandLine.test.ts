import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { projectRoot } from '../../../src-main/engineProcess/projectRoot'

const { scripts } = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>
}
/** Each command of ours, and its script. */
const commands = Object.entries(scripts).flatMap(([name, line]) => {
  const [, script] = /&& (?:node (?:--\S+ )*--import )?tsx (\S+)$/.exec(line) ?? []
  return script === undefined ? [] : [[name, script] as const]
})

interface Ran {
  readonly code: typeof process.exitCode
  readonly out: string
  readonly err: string
}

const { argv } = process
// Each script listens to how its process and its output end.
for (const ending of [process, process.stdout]) ending.setMaxListeners(0)
afterEach(() => {
  vi.restoreAllMocks()
  process.argv = argv
  process.exitCode = undefined
})

/** Runs a script in this process, so that all of them share what they load. Those meant here end with their script. */
async function run(script: string, word: string): Promise<Ran> {
  let [out, err] = ['', '']
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += text as string), true))
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += text as string), true))
  vi.spyOn(console, 'error').mockImplementation((line) => (err += `${line}\n`))
  vi.spyOn(process, 'exit').mockImplementation(() => undefined as never)
  process.argv = [process.execPath, script, word]
  process.exitCode = undefined
  await import(/* @vite-ignore */ `${path.join(projectRoot, script)}?run=${performance.now()}`)
  const { exitCode: code = 0 } = process
  return { code, out, err }
}

describe('a command', () => {
  it('is known here when package.json has it', () => {
    expect(commands.map(([name]) => name)).toEqual([
      ...['start', 'dev', 'ask', 'talk', 'listen', 'doctor', 'setup:cuda', 'models'],
      ...['bench', 'hear', 'watch:network', 'attack', 'rig', 'rig:store'],
      ...['settings:page', 'package', 'package:try'],
    ])
  })

  it.each(commands)('%s tells how it is called', async (name, script) => {
    const { code, out, err } = await run(script, '--help')
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(new RegExp(`^npm ${name === 'start' ? name : `run ${name}`}\\b`))
  })

  it.each(commands)('%s tells that it does not know an option', async (_, script) => {
    const { code, out, err } = await run(script, '--nonsense')
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(/^[\w:]+: Unknown option '--nonsense'\. --help tells what there is\.\n$/)
  })
})
