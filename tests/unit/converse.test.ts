import { PassThrough } from 'node:stream'
import { afterEach, expect, it, vi } from 'vitest'
import { config, type ToolConsents } from '../../src-preload/contract'
import { converse } from '../../src-main/cli/converse'
import { forTerminal } from '../../src-main/cli/forTerminal'
import type { EngineModels } from '../../src-main/engine/models/engineModels'
import { callingAnswer } from '../rigs/tools/callingAnswer'
import { hum } from '../fixtures/kinds/hum/hum'

afterEach(() => void vi.restoreAllMocks())

interface Asked {
  readonly code: number
  readonly out: string
  readonly err: string
}

async function ask(
  text: string,
  given: { models?: object; servers?: object; consents?: ToolConsents; stopAfterMs?: number } = {},
): Promise<Asked> {
  const { models = {}, servers = {}, consents, stopAfterMs } = given
  let err = ''
  vi.spyOn(console, 'error').mockImplementation((line: string) => void (err += `${line}\n`))
  const printed = new PassThrough()
  const voice = await hum.load('tests/fixtures/kinds/hum/model', undefined)
  const listener = { name: 'calling', answer: callingAnswer }
  const engine = {
    listener,
    voice,
    notes: [],
    embedded: [],
    failures: [],
    ...models,
  } as unknown as EngineModels
  const signal =
    stopAfterMs === undefined
      ? new AbortController().signal
      : stopAfterMs === 0
        ? AbortSignal.abort()
        : AbortSignal.timeout(stopAfterMs)
  const settings = config.parse({ toolServers: servers })
  const code = await converse([{ text }], engine, settings, { printed, consents, signal })
  return { code, out: String((printed.read() as Buffer | null) ?? ''), err }
}

async function* saying(...pieces: readonly string[]): AsyncGenerator<string> {
  for (const piece of pieces) yield await Promise.resolve(piece)
}

it('tells to where what is asked leaves this computer', async () => {
  const leavesTo = [{ host: 'studio.local:8000', what: 'questions', isPlain: true }]
  const { err } = await ask('get_time {}', { models: { leavesTo } })
  expect(err).toBe('parley: What you say goes to studio.local:8000, unencrypted.\n')
  expect((await ask('get_time {}')).err).toBe('')
})

it('no answer does anything to the terminal but write', async () => {
  const answer = (): AsyncGenerator<string> =>
    saying('Red \u001b', '[31m \u001b]52;c;cm0gLXJm\u0007 \u009b2J over\rwritten\n\tnow \u202eabc. क्‍ष')
  const { out } = await ask('Hello?', { models: { listener: { name: 'evil', answer } } })
  expect(out).toBe('Red [31m ]52;c;cm0gLXJm 2J overwritten\n\tnow abc. क्‍ष\n')
  expect(forTerminal('a\r\nb')).toBe('a\nb')
})

const silent = { command: process.execPath, args: ['-e', 'setInterval(() => undefined, 1000)'] }
const everything = 'node_modules/@modelcontextprotocol/server-everything/dist/index.js'
const every = { command: process.execPath, args: [`${process.cwd()}/${everything}`] }

it('a server of tools is started where one of its tools may run, and runs then', async () => {
  const call = 'every__echo {"message":"hello"}'
  const allowed = await ask(call, { servers: { every }, consents: { every__echo: 'always' } })
  expect(allowed).toMatchObject({ code: 0, out: 'I know now: Echo: hello\n' })
  const never = await ask(call, { servers: { every } })
  expect(never.out).toContain('There is no tool every__echo')
})

it('a server of tools that says nothing keeps nobody from stopping', async () => {
  const from = performance.now()
  const consents = { slow__any: 'always' } as const
  const { out, err } = await ask('get_time {}', { servers: { slow: silent }, consents, stopAfterMs: 2300 })
  expect(out).toBe('')
  expect(err).toBe('parley: Waiting for the tool server: slow.\n')
  await ask('get_time {}', { servers: { slow: silent }, consents, stopAfterMs: 0 })
  expect(performance.now() - from).toBeLessThan(25_000)
})

it('an answer without the tools of a server that failed says so', async () => {
  const gone = { command: `${process.execPath}-gone`, args: [] }
  const consents = { gone__any: 'always' } as const
  const { code, out, err } = await ask('get_time {}', { servers: { gone }, consents })
  expect(code).toBe(0)
  expect(out).toMatch(/^I know now: It is \d/)
  expect(err).toBe(
    'parley: The tool server is not there: gone. The answer comes without its tools. “npm run tools -- list” says why.\n',
  )
})
