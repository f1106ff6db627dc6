import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { projectRoot } from '../../../src-main/engineProcess/projectRoot'
import { coreOf, noCore } from '../../rigs/coreOf'
import { builtScript } from '../../rigs/builtScript'
import { freshBuild } from '../../rigs/freshBuild'
import { eventually } from '../../rigs/eventually'
import { startArgs } from '../../rigs/startArgs'
import { enter, TestPage } from './testPage'

const isLinux = process.platform === 'linux'
let command: ChildProcess | undefined
let output = ''
let script: string

/**
 * `npm start` with the environment of a machine that can show no desktop app.
 * @param before the command that starts Node, where it is not the test itself
 * @param bin the folder of the program that opens a browser; empty: there is none
 * @param how what Node is given before the words; absent: the command as one file, which starts in a third of the time
 */
function start(args: string[], { before = [] as string[], bin = '', how = [script] } = {}): ChildProcess {
  output = ''
  const [program, ...words] = [...before, process.execPath, ...how, ...args]
  command = spawn(program, words, {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      DISPLAY: undefined,
      WAYLAND_DISPLAY: undefined,
      PATH: bin,
      npm_lifecycle_event: 'start',
    },
  })
  for (const stream of [command.stdout, command.stderr])
    stream?.on('data', (data: Buffer) => (output += data.toString()))
  return command
}

/** The newest link that was printed. */
const link = (): Promise<string> =>
  eventually(() => output.match(/http:\S+/g)?.at(-1), `a link; it said: ${output}`)

function exitCode(child: ChildProcess): Promise<number | undefined> {
  return eventually(
    () => child.exitCode ?? undefined,
    () => `the end of the command; it said: ${output}`,
  )
}

/** The processes that a process started, where the system tells. */
function childrenOf(pid: number): number[] {
  if (!isLinux) return []
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return Number(readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1].split(' ')[1]) === pid
      } catch {
        return false
      }
    })
    .map(Number)
}

/** Waits until none of these processes is there. */
const gone = (pids: readonly number[]): Promise<true> =>
  eventually(() => (pids.some((pid) => existsSync(`/proc/${pid}`)) ? undefined : true), 'their end')

beforeAll(async () => {
  await freshBuild(() => undefined)
  script = await builtScript('src-main/cli/start.ts')
})

afterEach(() => {
  command?.kill('SIGKILL')
})

describe('npm start', () => {
  it('opens the app in the browser after one line that says why, and Ctrl-C ends everything at once', async () => {
    const child = start(isLinux ? [] : ['--web', '--no-open'], { how: startArgs() })
    const first = await link()
    if (isLinux) {
      expect(output).toMatch(/^There is no display\. Parley opens in the browser\.$/m)
      // It has the conversation in its memory.
      expect(coreOf(child.pid!)).toEqual(noCore)
    }
    const { origin } = new URL(first)
    const entry = await enter(first)
    const { cookie } = entry
    expect(await (await fetch(origin, { headers: { cookie } })).text()).toContain('<div id="root">')
    // A tab that is open keeps nothing running.
    const tab = new TestPage({ port: Number(new URL(origin).port) }, entry)
    await tab.until('ready')
    const children = childrenOf(child.pid!)
    child.kill('SIGINT')
    expect(await exitCode(child)).toBe(130)
    await gone(children)
    await expect(fetch(origin)).rejects.toThrow()
  })

  it('prints a link that opens once, and another one when it was used', async () => {
    start(['--no-open', '--port', '0'])
    const first = await link()
    await enter(first)
    await expect(enter(first)).rejects.toThrow('does not open Parley any more')
    const second = await eventually(() => output.match(/http:\S+/g)?.[1], 'another link')
    expect(second).not.toBe(first)
    await enter(second)
  })

  it.runIf(isLinux)(
    'hands the browser a file of its owner alone that leads there once, and no command line says the token',
    async () => {
      const folder = mkdtempSync(path.join(tmpdir(), 'parley-opener-'))
      onTestFinished(() => rmSync(folder, { recursive: true }))
      const told = path.join(folder, 'told')
      writeFileSync(path.join(folder, 'xdg-open'), `#!/bin/sh\nprintf %s "$*" > ${told}\n`, { mode: 0o755 })
      start(['--web', '--port', '0'], { bin: folder })
      const opened = await eventually(() => {
        const words = existsSync(told) ? readFileSync(told, 'utf8') : ''
        return words === '' ? undefined : words
      }, 'the browser')
      expect(opened).toMatch(/^\/\S+\/open\.html$/)
      expect(statSync(opened).mode & 0o777).toBe(0o600)
      expect(statSync(path.dirname(opened)).mode & 0o777).toBe(0o700)
      const handed = /url=(http:\S+)"/.exec(readFileSync(opened, 'utf8'))![1]
      const tokens = [handed, await link()].map((each) => new URL(each).hash.slice(1))
      const lines = readdirSync('/proc')
        .map((name) => path.join('/proc', name, 'cmdline'))
        .map((file) => {
          try {
            return readFileSync(file, 'utf8')
          } catch {
            return ''
          }
        })
        .join('\n')
      expect(lines).toContain(script)
      for (const token of tokens) expect(lines).not.toContain(token)
      await enter(handed)
      await eventually(() => (existsSync(path.dirname(opened)) ? undefined : true), 'the file to go')
      await expect(enter(handed)).rejects.toThrow('does not open Parley any more')
    },
  )

  it.runIf(isLinux).each(['SIGTERM', 'SIGKILL'] as const)(
    'ends with its engine when npm is ended by %s and says nothing to it',
    async (signal) => {
      // npm starts a shell, which starts Node; SIGTERM goes on to the shell, and SIGKILL no further.
      const script = path.join(projectRoot, 'tests/rigs/likeNpm.mjs')
      const npm = start(['--no-open', '--port', '0'], { before: [process.execPath, script] })
      const entry = await enter(await link())
      const tab = new TestPage({ port: Number(new URL(await link()).port) }, entry)
      await tab.until('ready')
      const [shell] = childrenOf(npm.pid!)
      const [host] = childrenOf(shell)
      const family = [host, ...childrenOf(host)]
      expect(family.length).toBeGreaterThan(1)
      npm.kill(signal)
      await gone(family)
    },
  )

  it('says what is wrong with its options', async () => {
    expect(await exitCode(start(['--port', 'many']))).toBe(2)
    const astray = start(['--no-open', '--model', '/nowhere/at/all'])
    expect(await exitCode(astray)).toBe(1)
    expect(output).toBe('parley: There is no model directory /nowhere/at/all. Check the path.\n')
  })

  it('says so when the port is taken', async () => {
    start(['--port', '0', '--no-open'])
    const first = command!
    const second = start(['--no-open', '--port', new URL(await link()).port])
    expect(await exitCode(second)).toBe(2)
    expect(output).toMatch(/Port \d+ is in use\. Choose another one/)
    first.kill('SIGTERM')
    await exitCode(first)
  })
})
