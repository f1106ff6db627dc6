import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newerNode } from '../../../.ci/newerNode.mjs'
import { projectRoot } from '../../../src-main/engineProcess/projectRoot'

describe('the scripts of package.json', () => {
  const { scripts } = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>
  }

  it.each(Object.entries(scripts))('%s sets up first what is missing', (_, script) => {
    expect(script).toMatch(/^node \.ci\/setup\.mjs( --test)? && /)
  })
})

// On Windows npm is no program that a script can stand in for.
describe.skipIf(process.platform === 'win32')('setting up', () => {
  let folder: string
  const at = (name: string): string => path.join(folder, name)
  const readWords = (): string[] =>
    existsSync(at('words')) ? readFileSync(at('words'), 'utf8').trim().split('\n') : []

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'parley-setup-'))
    cpSync(path.join(projectRoot, '.ci'), at('.ci'), { recursive: true })
    cpSync(path.join(projectRoot, 'package-lock.json'), at('package-lock.json'))
    putNpm('echo "added 3 packages"; mkdir -p node_modules; touch node_modules/.package-lock.json')
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  /** Puts something in npm's place that notes how it was called. */
  function putNpm(script: string): void {
    writeFileSync(at('npm'), `#!/bin/sh\necho "$@" >> words\n${script}\n`)
    chmodSync(at('npm'), 0o755)
  }

  function setUp(): { status: number | null; stdout: string; stderr: string } {
    const env = { ...process.env, PATH: `${folder}:${process.env.PATH}` }
    return spawnSync(process.execPath, ['.ci/setup.mjs'], { cwd: folder, env, encoding: 'utf8' })
  }

  it('takes what is locked on a fresh machine, and says so beside the output of the command', () => {
    const { status, stdout, stderr } = setUp()
    expect([status, stdout]).toEqual([0, ''])
    const [first, second, ...notes] = stderr.trimEnd().split('\n')
    expect(first).toMatch(/^Setting up, once: .* a minute or two/)
    expect(second).toBe('added 3 packages')
    // Electron's wish, where it has one.
    const newer = newerNode(process.versions.node, '>= 22.12.0')
    expect(notes).toEqual(
      newer === undefined
        ? []
        : [expect.stringMatching(/^Electron asks for Node 22\.12 .* in the browser\.$/)],
    )
    expect(readWords()).toEqual([expect.stringMatching(/^ci --ignore-scripts /)])
  })

  it('does and says nothing where all is there', () => {
    setUp()
    expect(setUp()).toMatchObject({ status: 0, stdout: '', stderr: '' })
    expect(readWords()).toHaveLength(1)
  })

  it('adds what a newer lock file has, and leaves what is here while it does', () => {
    setUp()
    const later = new Date(Date.now() + 10_000)
    utimesSync(at('package-lock.json'), later, later)
    expect(setUp()).toMatchObject({
      ...{ status: 0, stdout: '' },
      stderr: expect.stringMatching(/^Installing what is new/) as string,
    })
    expect(readWords()[1]).toMatch(/^install --no-save --ignore-scripts /)
  })

  it('says what to do where it cannot be done', () => {
    putNpm('exit 7')
    const { status, stdout, stderr } = setUp()
    expect([status, stdout]).toEqual([7, ''])
    expect(stderr).toMatch(/\nThe packages could not be installed\. Check the network [^\n]*\n$/)
  })
})

it.each([
  ['20.19.0', '>= 22.12.0', '22.12'],
  ['22.11.9', '>=22.12.0', '22.12'],
  ['22.12.0', '>= 22.12.0', undefined],
  ['24.0.0', '>= 22.12.0', undefined],
  ['20.19.0', '20', undefined],
])('Node %s is older than what a package asks for with %s: %s', (node, wanted, newer) => {
  expect(newerNode(node, wanted)).toBe(newer)
})
