import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '../../../src-main/engineProcess/projectRoot'
import { untilTheTestEnds } from '../../rigs/runCommand'

const { scripts } = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>
}
/** Each command of ours, and its script. */
const commands = Object.entries(scripts).flatMap(([name, line]) => {
  const [, script] = /&& (?:node (?:--\S+ )*--import )?tsx (\S+)$/.exec(line) ?? []
  return script === undefined ? [] : [[name, script] as const]
})

interface Ran {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

function run(script: string, word: string): Promise<Ran> {
  const child = spawn(process.execPath, ['--import', 'tsx', script, word], {
    cwd: projectRoot,
    ...untilTheTestEnds,
  })
  let [out, err] = ['', '']
  child.stdout.on('data', (data: Buffer) => (out += data.toString()))
  child.stderr.on('data', (data: Buffer) => (err += data.toString()))
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })))
}

describe('a command', () => {
  it('is known here when package.json has it', () => {
    expect(commands.map(([name]) => name)).toEqual([
      ...['start', 'dev', 'ask', 'talk', 'listen', 'doctor', 'setup:cuda', 'models'],
      ...['bench', 'hear', 'watch:network', 'attack', 'rig', 'rig:store'],
      ...['settings:page', 'package', 'package:try'],
    ])
  })

  it.each(commands)(
    '%s tells how it is called, and that it does not know an option',
    async (name, script) => {
      const [help, unknown] = await Promise.all([run(script, '--help'), run(script, '--nonsense')])
      expect([help.code, help.err]).toEqual([0, ''])
      expect(help.out).toMatch(new RegExp(`^npm ${name === 'start' ? name : `run ${name}`}\\b`))
      expect([unknown.code, unknown.out]).toEqual([2, ''])
      expect(unknown.err).toMatch(/^[\w:]+: Unknown option '--nonsense'\. --help tells what there is\.\n$/)
    },
  )
})
