import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '../../../src-main/engineProcess/projectRoot'
import { runHere } from '../../rigs/runHere'

const { scripts } = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>
}
/** Each command of ours, and its script. */
const commands = Object.entries(scripts).flatMap(([name, line]) => {
  const [, script] = /&& (?:node (?:--\S+ )*--import )?tsx (\S+)$/.exec(line) ?? []
  return script === undefined ? [] : [[name, script] as const]
})

describe('a command', () => {
  it('is known here when package.json has it', () => {
    expect(commands.map(([name]) => name)).toEqual([
      ...['start', 'dev', 'ask', 'talk', 'listen', 'doctor', 'replay', 'setup:cuda', 'models', 'tools'],
      ...['bench', 'hear', 'watch:network', 'attack', 'faults', 'fuzz', 'rig', 'rig:replay', 'rig:store'],
      ...['peer:llamacpp', 'soak', 'settings:page', 'errors:page', 'package', 'package:try'],
    ])
  })

  it.each(commands)('%s tells how it is called', async (name, script) => {
    const { code, out, err } = await runHere(script, ['--help'])
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(new RegExp(`^npm ${name === 'start' ? name : `run ${name}`}\\b`))
  })

  it.each(commands)('%s tells that it does not know an option', async (_, script) => {
    const { code, out, err } = await runHere(script, ['--nonsense'])
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(/^[\w:]+: There is no option --nonsense\. --help tells what there is\.\n$/)
  })
})
