import { readFileSync } from 'node:fs'
import path from 'node:path'
import { projectRoot } from '../../src-main/engineProcess/projectRoot'

/** What `npm start` gives Node: its flags, and the script behind them. */
export function startArgs(): string[] {
  const text = readFileSync(path.join(projectRoot, 'package.json'), 'utf8')
  const { scripts } = JSON.parse(text) as { scripts: { start: string } }
  return scripts.start.split(' && ').at(-1)!.split(' ').slice(1)
}
