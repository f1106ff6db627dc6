import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { toolServerPlaces, type ToolServerPlaces } from '@contract'
import { callTool, type CallResult } from '../../src-main/engine/tools/callTool'
import { openServer } from '../../src-main/engine/tools/servers/openServer'
import { ToolServers } from '../../src-main/engine/tools/servers/toolServers'

/** The entry of a server that was installed, as its package names it. */
function entryOf(name: string): string {
  const file = createRequire(import.meta.url).resolve(`@modelcontextprotocol/${name}/package.json`)
  const { bin } = JSON.parse(readFileSync(file, 'utf8')) as { bin: Record<string, string> }
  return path.join(path.dirname(file), Object.values(bin)[0])
}
const everything = entryOf('server-everything')
const ofNode = (...args: string[]): object => ({ command: process.execPath, args })

let folder: string
let servers: ToolServers
let contacts: Set<string>
beforeAll(() => void (folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'parley-tools-')))))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
afterEach(() => servers.close())

/** Connected as the settings write it. */
async function connect(places: Record<string, object>): Promise<void> {
  const named: ToolServerPlaces = toolServerPlaces.parse(places)
  contacts = new Set()
  servers = new ToolServers(
    named,
    () => undefined,
    (place) => openServer(place, ({ host }) => contacts.add(host)),
  )
  await servers.connect()
}
const { signal } = new AbortController()
const allow = (): Promise<{ isAllowed: boolean }> => Promise.resolve({ isAllowed: true })
function call(name: string, args: object, until = signal): Promise<CallResult> {
  const tool = servers.tools.find(({ raw }) => raw.name === name)
  if (tool === undefined)
    throw new Error(`${name} is not among ${servers.tools.map((each) => each.raw.name).join()}`)
  return callTool(tool.raw, args, allow, until)
}

it('the reference server is called, corrected and interrupted, and has little of the environment', async () => {
  vi.stubEnv('PARLEY_TEST_SECRET', 'secret')
  await connect({ every: { ...ofNode(everything, 'stdio'), env: { FOR_IT: 'yes' } } })
  vi.unstubAllEnvs()
  expect(servers.states).toEqual([{ name: 'every', state: 'ready', hasPlainKeys: true }])
  expect(await call('every__echo', { message: 'hello' })).toEqual({ outcome: 'done', text: 'Echo: hello' })
  expect(await call('every__echo', {})).toMatchObject({ outcome: 'invalid' })
  expect((await call('every__get-sum', { a: 17, b: 12 })).text).toContain('29')
  const { text: env } = await call('every__get-env', {})
  expect(env).toContain('FOR_IT')
  expect(env).not.toContain('secret')
  const interrupted = new AbortController()
  const long = call('every__trigger-long-running-operation', { duration: 60, steps: 60 }, interrupted.signal)
  setTimeout(() => interrupted.abort(), 50)
  await expect(long).rejects.toMatchObject({ name: 'AbortError' })
  expect(await call('every__echo', { message: 'again' })).toMatchObject({ text: 'Echo: again' })
})

it('the file server reads and writes in its folder, and nowhere else', async () => {
  writeFileSync(path.join(folder, 'list.txt'), 'milk\nbread\n')
  await connect({ files: ofNode(entryOf('server-filesystem'), folder) })
  const says = new Map(servers.tools.map(({ raw, says: said }) => [raw.name, said]))
  expect([says.get('files__read_text_file'), says.get('files__write_file')]).toEqual([
    'only-reads',
    'may-destroy',
  ])
  const file = path.join(folder, 'list.txt')
  expect((await call('files__read_text_file', { path: file })).text).toBe('milk\nbread')
  await call('files__write_file', { path: file, content: 'salt' })
  expect(readFileSync(file, 'utf8')).toBe('salt')
  const outside = await call('files__read_text_file', { path: '/etc/hostname' })
  expect(outside).toMatchObject({ outcome: 'failed', text: expect.stringContaining('denied') as string })
})

it('the reference server is reached by its address, and its end is told', async () => {
  const port = await freePort()
  const env = { ...process.env, PORT: String(port) }
  const child = spawn(process.execPath, [everything, 'streamableHttp'], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  try {
    await said(child, 'listening')
    await connect({ every: { url: `http://127.0.0.1:${port}/mcp` } })
    expect(servers.states).toEqual([{ name: 'every', state: 'ready' }])
    expect([...contacts]).toEqual([`127.0.0.1:${port}`])
    expect(await call('every__echo', { message: 'hello' })).toMatchObject({ text: 'Echo: hello' })
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(await call('every__echo', { message: 'hello' })).toMatchObject({ outcome: 'failed' })
  } finally {
    child.kill('SIGKILL')
  }
})

it.each([
  [
    'a program that ends at once',
    ofNode('-e', 'console.error("No key."); process.exit(1)'),
    'ended',
    'No key.',
  ],
  [
    'a flood',
    ofNode('-e', 'const say = () => process.stdout.write("x".repeat(1e5), say); say()'),
    'too-much',
    undefined,
  ],
  [
    'a flood of nonsense',
    ofNode('-e', 'setInterval(() => console.log("no\\n".repeat(200)), 1)'),
    'too-much',
    undefined,
  ],
] as const)('%s is told as what it is', async (_, place, trouble, detail) => {
  await connect({ bad: place })
  expect(servers.states).toMatchObject([{ state: 'failed', trouble, ...(detail && { detail }) }])
})

it.each([
  ['refuses the key', 401, 'not-allowed'],
  ['is another page', 404, 'unreachable'],
  ['says a page and no protocol', 200, 'nonsense'],
] as const)('an address that %s is told as what it is', async (_, status, trouble) => {
  const server = createServer((_request, response) => void response.writeHead(status).end('<html>'))
  const url = await listening(server)
  try {
    await connect({ web: { url } })
    expect(servers.states).toMatchObject([{ state: 'failed', trouble }])
  } finally {
    server.close()
  }
  await servers.close()
  await connect({ web: { url } })
  expect(servers.states).toMatchObject([{ state: 'failed', trouble: 'unreachable' }])
})

async function listening(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`
}

async function freePort(): Promise<number> {
  const server = createServer()
  const { port } = new URL(await listening(server))
  server.close()
  await once(server, 'close')
  return Number(port)
}

function said(child: ChildProcess, words: string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.stderr!.on('data', (data: Buffer) => data.toString().includes(words) && resolve())
    child.once('exit', (code) => reject(new Error(`It ended with ${code}.`)))
  })
}
