import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '../../../src-main/engineProcess/projectRoot'
import { freshBuild } from '../../rigs/freshBuild'
import { eventually } from '../../rigs/eventually'
import { TestPage } from './testPage'

let command: ChildProcess | undefined
let output = ''

/** `npm start` with the environment of a machine that can show no desktop app. */
function start(...args: string[]): ChildProcess {
  output = ''
  command = spawn(process.execPath, ['--import', 'tsx', 'src-main/cli/start.ts', ...args], {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
    // No PATH: nothing opens a browser.
    env: { ...process.env, DISPLAY: undefined, WAYLAND_DISPLAY: undefined, PATH: '' },
  })
  for (const stream of [command.stdout, command.stderr])
    stream?.on('data', (data: Buffer) => (output += data.toString()))
  return command
}

function exitCode(child: ChildProcess): Promise<number | undefined> {
  return eventually(
    () => child.exitCode ?? undefined,
    () => `the end of the command; it said: ${output}`,
  )
}

/** The processes that a process started, where the system tells. */
function childrenOf(pid: number): number[] {
  if (!existsSync('/proc/self/stat')) return []
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

beforeAll(() => freshBuild('web', () => undefined))

afterEach(() => {
  command?.kill('SIGKILL')
})

describe('npm start', () => {
  it('opens the app in the browser after one line that says why, and Ctrl-C ends everything at once', async () => {
    const child = start(...(process.platform === 'linux' ? [] : ['--web', '--no-open']))
    const address = await eventually(() => /http:\S+/.exec(output)?.[0], 'the address')
    if (process.platform === 'linux')
      expect(output).toMatch(/^There is no display, so Parley opens in the browser\.$/m)
    const { origin } = new URL(address)
    expect((await fetch(`${origin}/health`)).status).toBe(200)
    const cookie = (await fetch(address)).headers.get('set-cookie')!.split(';')[0]
    expect(await (await fetch(origin, { headers: { cookie } })).text()).toContain('<div id="root">')
    // A tab that is open keeps nothing running.
    const tab = new TestPage({ port: Number(new URL(origin).port) }, cookie, '?page=an-open-tab')
    await tab.until('ready')
    const children = childrenOf(child.pid!)
    child.kill('SIGINT')
    expect(await exitCode(child)).toBe(130)
    await eventually(() => !children.some((pid) => existsSync(`/proc/${pid}`)), 'the engine to end')
    await expect(fetch(`${origin}/health`)).rejects.toThrow()
  })

  it('says what is wrong with its options', async () => {
    const children = [['--port', 'many'], ['--nonsense']].map((args) => start(...args))
    for (const child of children) expect(await exitCode(child)).toBe(2)
    const astray = start('--no-open', '--model', '/nowhere/at/all')
    expect(await exitCode(astray)).toBe(1)
    expect(output).toBe('parley: There is no model directory /nowhere/at/all. Check the path.\n')
    const help = start('--help')
    expect(await exitCode(help)).toBe(0)
    expect(output).toContain('--no-open')
  })

  it('says so when the port is taken', async () => {
    start('--port', '0', '--no-open')
    const first = command!
    const address = await eventually(() => /http:\S+/.exec(output)?.[0], 'the address')
    const second = start('--no-open', '--port', new URL(address).port)
    expect(await exitCode(second)).toBe(2)
    expect(output).toMatch(/Port \d+ is in use\. Choose another one/)
    first.kill('SIGTERM')
    await exitCode(first)
  })
})
