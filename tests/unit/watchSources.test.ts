import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { watchSources, type ChangedPart } from '../../src-main/cli/watchSources'
import { eventually } from '../rigs/eventually'

it('tells changes of the engine from those that the host has read as well', async () => {
  const root = mkdtempSync(path.join(tmpdir(), 'parley-sources-'))
  const changes: ChangedPart[] = []
  const write = (name: string): void => writeFileSync(path.join(root, name), '')
  for (const folder of ['src-main/engine/speaking', 'src-main/web', 'src-preload/contract'])
    mkdirSync(path.join(root, folder), { recursive: true })
  const end = watchSources(root, (part) => changes.push(part))
  onTestFinished(() => {
    end()
    rmSync(root, { recursive: true })
  })
  const expected: ChangedPart[] = []
  for (const [name, part] of [
    ['src-main/engine/speaking/speak.ts', 'engine'],
    ['src-main/web/guard.ts', 'host'],
    ['src-preload/contract/config.ts', 'host'],
  ] as const) {
    write(name)
    expected.push(part)
    await eventually(() => (changes.length === expected.length ? true : undefined), `a change of ${name}`)
    expect(changes).toEqual(expected)
  }
  // What is no source changes nothing.
  write('src-main/web/notes.txt')
  write('src-main/engine/speaking/speak.ts')
  await eventually(() => (changes.length > expected.length ? true : undefined), 'the last change')
  expect(changes).toEqual([...expected, 'engine'])
})
