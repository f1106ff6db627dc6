import fc from 'fast-check'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { callTool, type CallResult } from '../../../src-main/engine/tools/callTool'
import { openServer } from '../../../src-main/engine/tools/servers/openServer'
import { toolName } from '../../../src-main/engine/tools/servers/toolName'
import { ToolServer } from '../../../src-main/engine/tools/servers/toolServer'
import { ToolServers } from '../../../src-main/engine/tools/servers/toolServers'
import { listed, ScriptedServer } from '../../rigs/tools/scriptedServer'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const place = { command: 'server', args: [], env: {} }
const allow = (): Promise<{ isAllowed: boolean }> => Promise.resolve({ isAllowed: true })
async function connected(scripted: ScriptedServer, changed = vi.fn()): Promise<ToolServer> {
  const server = new ToolServer('Home', place, changed, scripted.open)
  const connecting = server.connect()
  await vi.advanceTimersByTimeAsync(60_000)
  await connecting
  return server
}
const call = (server: ToolServer, signal = new AbortController().signal): Promise<CallResult> =>
  callTool(server.tools[0].raw, { a: 1 }, allow, signal)
const text = (said: string): { result: object } => ({ result: { content: [{ type: 'text', text: said }] } })

it('tools of a server are offered under its name, with what it says of them, and called', async () => {
  const tools = [
    listed('read file', { annotations: { readOnlyHint: true } }),
    listed('read.file', { annotations: { destructiveHint: true }, description: 'x'.repeat(900) }),
  ]
  const scripted = new ScriptedServer({ 'tools/list': { result: { tools } }, 'read file': text('words') })
  const server = await connected(scripted)
  expect(server.state).toEqual({ name: 'Home', state: 'ready' })
  expect(
    server.tools.map(({ raw, says }) => [raw.name, says, raw.asksFirst, raw.description.length]),
  ).toEqual([
    ['Home__read_file', 'only-reads', true, 15],
    ['Home__read_file_2', 'may-destroy', true, 600],
  ])
  expect(await call(server)).toEqual({ outcome: 'done', text: 'words' })
  expect(scripted.heard.at(-1)).toMatchObject({ params: { name: 'read file', arguments: { a: 1 } } })
})

it('all pages of a list are read, up to forty tools, and a schema that is too large is left out', async () => {
  const large = listed('large', { inputSchema: { type: 'object', title: 'x'.repeat(9000) } })
  const page = [large, ...Array.from({ length: 30 }, (_, i) => listed(`t${i}`))]
  const scripted = new ScriptedServer({ 'tools/list': { result: { tools: page, nextCursor: 'more' } } })
  const server = await connected(scripted)
  expect(server.tools).toHaveLength(40)
  expect(server.tools.some(({ raw }) => raw.name.includes('large'))).toBe(false)
  // A list without an end is read so far and no further.
  expect(scripted.heard.filter(({ method }) => method === 'tools/list')).toHaveLength(40)
  expect(server.state).toEqual({ name: 'Home', state: 'ready', leftOut: 40 * 31 - 40 })
})

it('a list that changes is read again, once for much news', async () => {
  const changed = vi.fn()
  const scripted = new ScriptedServer()
  const server = await connected(scripted, changed)
  scripted.script['tools/list'] = { result: { tools: [listed('other')] } }
  changed.mockClear()
  for (let i = 0; i < 100; i++) scripted.say({ method: 'notifications/tools/list_changed' })
  await vi.advanceTimersByTimeAsync(1000)
  expect(server.tools.map(({ raw }) => raw.name)).toEqual(['Home__other'])
  expect(changed).toHaveBeenCalledTimes(1)
  expect(scripted.heard.filter(({ method }) => method === 'tools/list')).toHaveLength(2)
})

it.each([
  ['silence', 'silent'],
  ['end', 'ended'],
  [{ error: 'I am no server.' }, 'nonsense'],
  [{ result: { protocolVersion: 'none' } }, 'nonsense'],
] as const)('a server that begins with %o has failed: %s', async (initialize, trouble) => {
  const server = await connected(new ScriptedServer({ initialize }))
  expect(server.state).toMatchObject({ state: 'failed', trouble })
  expect(server.tools).toEqual([])
})

it('a program that is not there is told as that', async () => {
  const missing = { command: '/no/such/program', args: [], env: {} }
  const server = new ToolServer('Home', missing, vi.fn(), openServer)
  vi.useRealTimers()
  await server.connect()
  expect(server.state).toMatchObject({ state: 'failed', trouble: 'not-found' })
})

it.each([
  ['end', /^Error: .*closed/],
  [{ error: 'No such file.' }, /No such file/],
  [{ result: { content: [{ type: 'text', text: 'Bad luck.' }], isError: true } }, /^Error: Bad luck\.$/],
  [{ result: { content: 'none' } }, /^Error: /],
  ['silence', /^Error: Request timed out/],
] as const)('a call that meets %o fails in words', async (echo, words) => {
  const server = await connected(new ScriptedServer({ echo }))
  const result = call(server)
  await vi.advanceTimersByTimeAsync(61_000)
  expect(await result).toMatchObject({ outcome: 'failed', text: expect.stringMatching(words) as string })
})

it('a server that ended is tried again with a later question, and its old tools are not called', async () => {
  const scripted = new ScriptedServer()
  const server = await connected(scripted)
  const [{ raw }] = server.tools
  scripted.end()
  expect(server.state).toMatchObject({ state: 'failed', trouble: 'ended' })
  server.revive()
  expect(server.state.state).toBe('failed')
  await vi.advanceTimersByTimeAsync(10_000)
  server.revive()
  await vi.advanceTimersByTimeAsync(1)
  expect(server.state.state).toBe('ready')
  expect(await callTool(raw, {}, allow, new AbortController().signal)).toMatchObject({ outcome: 'failed' })
  expect(await call(server)).toMatchObject({ outcome: 'done' })
})

it('an interruption is told to the server', async () => {
  const scripted = new ScriptedServer({ echo: 'silence' })
  const server = await connected(scripted)
  const abort = new AbortController()
  const result = call(server, abort.signal)
  await vi.advanceTimersByTimeAsync(1)
  abort.abort()
  await expect(result).rejects.toBe(abort.signal.reason)
  await vi.advanceTimersByTimeAsync(1)
  expect(scripted.heard.at(-1)).toMatchObject({ method: 'notifications/cancelled' })
})

it('a server that floods is left, and one that talks a little is not', async () => {
  const scripted = new ScriptedServer()
  const server = await connected(scripted)
  const say = (times: number): void => {
    for (let i = 0; i < times; i++)
      scripted.say({ method: 'notifications/message', params: { level: 'info', data: 'x' } })
  }
  say(100)
  expect(server.state.state).toBe('ready')
  say(600)
  expect(server.state).toMatchObject({ state: 'failed', trouble: 'too-much' })
  expect(scripted.isClosed).toBe(true)
})

it('what is no text of a result is named', async () => {
  const content = [
    { type: 'image', data: 'AA==', mimeType: 'image/png' },
    { type: 'text', text: 'A cat.' },
    { type: 'resource', resource: { uri: 'file:///a', text: 'Words.' } },
  ]
  const server = await connected(new ScriptedServer({ echo: { result: { content } } }))
  expect((await call(server)).text).toBe('[an image, which cannot be shown here]\nA cat.\nWords.')
  const structured = { result: { content: [], structuredContent: { degrees: 7 } } }
  expect((await call(await connected(new ScriptedServer({ echo: structured })))).text).toBe('{"degrees":7}')
})

it('says to where what it is told leaves this computer', () => {
  const hostOf = (url: string): string | undefined =>
    new ToolServer('Home', { url, headers: {} }, vi.fn(), new ScriptedServer().open).state.host
  expect(
    ['https://tools.example/mcp', 'http://192.168.0.7:8080/', 'http://localhost:7/'].map(hostOf),
  ).toEqual(['tools.example', '192.168.0.7:8080', undefined])
})

it('no server’s tool has the name of another’s', () => {
  const namesOf = (server: string, tool: string): string => toolName(server, tool, new Set())
  expect(namesOf('a', 'b__c')).not.toBe(namesOf('a__b', 'c'))
  expect(namesOf('a_', 'c')).not.toBe(namesOf('a', '_c'))
  fc.assert(
    fc.property(fc.stringMatching(/^[a_ .]{1,6}$/), fc.stringMatching(/^[a_]{1,6}$/), (server, tool) => {
      expect(namesOf(server, tool).split('__')[0]).toBe(server.replace(/[^a]+/g, '_').replace(/_$/, ''))
    }),
  )
})

it('servers whose names are one in letters do not share a tool', async () => {
  const scripted = new ScriptedServer()
  const servers = new ToolServers({ 'a b': place, a_b: place }, vi.fn(), scripted.open)
  const connecting = servers.connect()
  await vi.advanceTimersByTimeAsync(1)
  await connecting
  expect(servers.tools).toHaveLength(1)
  await servers.close()
  expect(servers.tools).toEqual([])
})

it.each([
  ['headers', { url: 'https://home.example', headers: { Authorization: 'Bearer sk-mine' } }, true],
  ['variables', { command: 'home', args: [], env: { HOME_KEY: 'sk-mine' } }, true],
  ['nothing', { command: 'home', args: [], env: {} }, undefined],
])('that it is given %s as plain text is told, and not what stands in them', (_, place, hasPlainKeys) => {
  const { state } = new ToolServer('Home', place, vi.fn(), new ScriptedServer().open)
  expect(state.hasPlainKeys).toBe(hasPlainKeys)
  expect(JSON.stringify(state)).not.toContain('sk-mine')
})
