import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { config, socketClose } from '@contract'
import { EngineProcess, type EngineChild } from '../../../src-main/engineProcess/engineProcess'
import { forkEngine } from '../../../src-main/engineProcess/forkEngine'
import { startWebHost, type WebHost } from '../../../src-main/web/webHost'
import { enter, eventually, TestPage } from './testPage'

let rendererDir: string
let engine: EngineProcess
let child: EngineChild<never>
let host: WebHost
let cookie: string
const pages: TestPage[] = []

beforeAll(async () => {
  rendererDir = await mkdtemp(path.join(tmpdir(), 'parley-renderer-'))
  await mkdir(path.join(rendererDir, 'assets'))
  await writeFile(path.join(rendererDir, 'index.html'), '<!doctype html><title>Parley</title>')
  await writeFile(path.join(rendererDir, 'assets/vad-1a2B3c4d.wasm'), new Uint8Array([0, 97, 115, 109]))
  engine = new EngineProcess(() => (child = forkEngine('tests/e2e/web/scriptedEngine.ts')), config.parse({}))
  engine.start()
  host = await startWebHost({
    engine,
    rendererDir,
    limits: { stallMs: 300, socketBytes: 64 * 1024, sessionBytes: 8 * 1024 * 1024, pingEveryMs: 5000 },
  })
  cookie = await enter(host)
})

afterEach(() => {
  for (const page of pages.splice(0)) page.socket.terminate()
})

afterAll(async () => {
  await host.close()
  engine.close()
  await rm(rendererDir, { recursive: true })
})

async function open(query = ''): Promise<TestPage> {
  const page = new TestPage(host, cookie, query)
  pages.push(page)
  await page.opened
  return page
}

/** A page that the engine has greeted. */
async function openReady(query = ''): Promise<TestPage> {
  const page = await open(query)
  await page.until('ready')
  return page
}

function get(urlPath: string, headers: Record<string, string>): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port: host.port, path: urlPath, headers }, (response) => {
      let body = ''
      response.on('data', (chunk: Buffer) => (body += chunk.toString()))
      response.on('end', () => resolve({ status: response.statusCode!, body }))
    })
      .on('error', reject)
      .end()
  })
}

/** The status with which a socket is refused. */
function refusal(headers: Record<string, string>, urlPath = '/socket'): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${host.port}${urlPath}`, { headers })
    socket.on('error', (error) => resolve(error.message))
    socket.on('open', () => {
      socket.terminate()
      reject(new Error('The socket was opened'))
    })
  })
}

describe('who is let in', () => {
  const own = (): string => `127.0.0.1:${host.port}`

  it('gives a strict cookie for the right token, and nothing for a wrong one', async () => {
    const entered = await fetch(host.startAddress)
    expect(entered.headers.get('set-cookie')).toMatch(
      /^parley-\d+=[\w-]{32}; HttpOnly; SameSite=Strict; Path=\/$/,
    )
    const wrong = await fetch(host.startAddress.slice(0, -1))
    expect(wrong.status).toBe(403)
    expect(wrong.headers.get('set-cookie')).toBeNull()
  })

  it('serves the window only with the cookie, under a strict policy', async () => {
    const page = await fetch(`http://${own()}/`, { headers: { cookie } })
    expect(await page.text()).toContain('Parley')
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(page.headers.get('cross-origin-embedder-policy')).toBe('require-corp')
    expect((await fetch(`http://${own()}/`)).status).toBe(403)
    expect(
      (await fetch(`http://${own()}/`, { headers: { cookie: `parley-${host.port}=guess` } })).status,
    ).toBe(403)
  })

  it('serves what lies in the renderer, with its type, and nothing outside', async () => {
    const wasm = await fetch(`http://${own()}/assets/vad-1a2B3c4d.wasm`, { headers: { cookie } })
    expect(wasm.headers.get('content-type')).toBe('application/wasm')
    expect(wasm.headers.get('cache-control')).toContain('immutable')
    for (const outside of [
      '/../package.json',
      '/%2e%2e/%2e%2e/etc/passwd',
      '/..%5cpackage.json',
      '/%',
      '/assets',
    ])
      expect((await get(outside, { cookie, host: own() })).status).toBe(404)
  })

  it('refuses a wrong host, as of a rebound name, and a wrong origin', async () => {
    expect((await get('/', { cookie, host: `evil.example:${host.port}` })).status).toBe(403)
    expect((await get('/health', { host: 'evil.example' })).status).toBe(403)
    expect((await get('/', { cookie, host: own(), origin: 'http://evil.example' })).status).toBe(403)
  })

  it('refuses sockets without cookie, of a wrong origin or host, or elsewhere', async () => {
    const origin = `http://${own()}`
    expect(await refusal({ origin })).toContain('403')
    expect(await refusal({ cookie })).toContain('403')
    expect(await refusal({ cookie, origin: 'http://evil.example' })).toContain('403')
    expect(await refusal({ cookie, origin: `http://localhost:${host.port}` })).toContain('403')
    expect(await refusal({ cookie, origin: 'http://evil.example', host: 'evil.example' })).toContain('403')
    expect(await refusal({ cookie, origin }, '/elsewhere')).toContain('404')
  })

  it('listens on the loopback alone and tells its health to anyone there', async () => {
    expect(await get('/health', { host: own() })).toEqual({ status: 200, body: '{"status":"ok"}' })
    await openReady()
    expect(await get('/ready', { host: own() })).toEqual({ status: 200, body: '{"engine":"ready"}' })
  })

  it.each([[['parley.resume']], [['other', 'parley.resume']], [['chat']], [[]]])(
    'answers the offered sub-protocols %j with one of them',
    async (offered) => {
      const socket = new WebSocket(`ws://${own()}/socket`, offered, {
        origin: `http://${own()}`,
        headers: { cookie },
      })
      await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject))
      expect(socket.protocol).toBe(offered.includes('parley.resume') ? 'parley.resume' : (offered[0] ?? ''))
      socket.terminate()
    },
  )
})

describe('a conversation over a socket', () => {
  it('answers typed and spoken questions, with audio in binary frames', async () => {
    const page = await openReady()
    page.ask(1, 'say good day')
    expect(await page.answer(1)).toEqual({ text: 'good day', reason: 'done', code: undefined })
    const audio = await page.until('audio')
    expect(audio.samples).toEqual(new Float32Array(240).fill(0.25))
    page.send({ type: 'utterance-start', turn: 2, mode: 'chat' })
    for (let i = 0; i < 4; i++) page.send({ type: 'audio', turn: 2, samples: new Float32Array(512) })
    page.send({ type: 'utterance-end', turn: 2 })
    expect(await page.answer(2)).toMatchObject({ text: '2048 samples', reason: 'done' })
  })

  it('says what is wrong with a message that is none, and goes on', async () => {
    const page = await openReady()
    page.socket.send('{"type":"shout"}')
    page.socket.send(new Uint8Array([1, 2, 3]))
    await eventually(
      () => page.messages.filter((m) => m.type === 'trouble' && m.error.code === 'message-invalid')[1],
      'two complaints',
    )
    page.ask(1, 'say on')
    expect(await page.answer(1)).toMatchObject({ reason: 'done' })
  })

  it('closes the socket on a message over 2 MB', async () => {
    const page = await openReady()
    page.send({ type: 'audio', turn: 1, samples: new Float32Array(600_000) })
    expect(await eventually(() => page.closeCode, 'the end of the socket')).toBe(1009)
  })

  it('lets two pages share one engine: one turn at a time, the other waits and sees so', async () => {
    const [first, second] = [await openReady(), await openReady()]
    first.ask(1, 'say one two three four five six')
    await first.until('text')
    second.ask(1, 'say seven')
    await second.until('state', (m) => m.state === 'waiting')
    expect(first.turnEnds(1)).toBe(0)
    expect(await second.answer(1)).toMatchObject({ text: 'seven', reason: 'done' })
    expect(first.turnEnds(1)).toBe(1)
  })

  it('lets no page keep the others out: its next question goes behind those that wait', async () => {
    const [first, second] = [await openReady(), await openReady()]
    first.ask(1, 'say ...')
    await first.until('text')
    second.ask(1, 'say mine')
    await second.until('state', (m) => m.state === 'waiting')
    first.ask(2, 'say again')
    expect(await first.answer(1)).toMatchObject({ reason: 'interrupted' })
    await first.until('state', (m) => m.turn === 2 && m.state === 'waiting')
    expect(await second.answer(1)).toMatchObject({ text: 'mine' })
    expect(await first.answer(2)).toMatchObject({ text: 'again' })
  })

  it('takes a waiting question back', async () => {
    const [first, second] = [await openReady(), await openReady()]
    first.ask(1, 'say ...')
    await first.until('text')
    second.ask(1, 'say never')
    await second.until('state', (m) => m.state === 'waiting')
    second.send({ type: 'interrupt', turn: 1 })
    expect(await second.answer(1)).toEqual({ text: '', reason: 'interrupted', code: undefined })
    first.send({ type: 'interrupt', turn: 1 })
    expect(await first.answer(1)).toMatchObject({ reason: 'interrupted' })
  })

  it('gives the turn on when the page that has it goes away', async () => {
    const [first, second] = [await openReady(), await openReady()]
    first.ask(1, 'say ...')
    await first.until('text')
    second.ask(1, 'say next')
    await second.until('state', (m) => m.state === 'waiting')
    await first.close()
    expect(await second.answer(1)).toMatchObject({ text: 'next', reason: 'done' })
  })
})

describe('a page that does not read', () => {
  it('is cut with a clear code, and comes back to every word that it missed', async () => {
    const page = await openReady('?page=slow-reader-1')
    page.socket.pause()
    page.ask(1, 'flood 100')
    await sleep(1500)
    page.socket.resume()
    expect(await eventually(() => page.closeCode, 'the cut')).toBe(socketClose.tooSlow)
    const back = await open(`?page=slow-reader-1&received=${page.received}`)
    back.messages.unshift(...page.messages)
    const { text } = await back.answer(1)
    expect(text.split(' ').slice(0, 5)).toEqual(['0', '1', '2', '3', '4'])
    expect(text.split(' ')).toEqual(text.split(' ').map((_, i) => `${i}`))
    expect(back.turnEnds(1)).toBe(1)
    back.ask(2, 'say still here')
    expect(await back.answer(2)).toMatchObject({ text: 'still here', reason: 'done' })
  })
})

describe('a socket that is cut', () => {
  it('resumes in mid-answer without losing or doubling a message', async () => {
    const page = await openReady('?page=cut-in-answer')
    expect(page.greeting).toEqual({ type: 'session', resumed: false, received: 0 })
    page.ask(1, 'say a b c d e f g h i j')
    await page.until('text', (m) => m.text === 'c ')
    await page.close()
    await sleep(60)
    const back = await open(`?page=cut-in-answer&received=${page.received}`)
    back.messages.unshift(...page.messages)
    expect(await back.answer(1)).toMatchObject({ text: 'a b c d e f g h i j', reason: 'done' })
    expect(back.greeting).toEqual({ type: 'session', resumed: true, received: 1 })
    expect(back.messages.filter((m) => m.type === 'audio')).toHaveLength(10)
  })

  it('keeps the conversation when the page is loaded again, whose turns begin at 1', async () => {
    const page = await openReady('?page=loaded-again')
    page.ask(1, 'say hello')
    await page.answer(1)
    page.ask(2, 'say ...')
    await page.until('text', (m) => m.turn === 2)
    await page.close()
    const again = await openReady('?page=loaded-again')
    again.ask(1, 'what was said')
    expect((await again.answer(1)).text).toContain('say hello -> hello')
    expect(again.messages.filter((m) => m.type === 'turn-end')).toHaveLength(1)
  })

  it('lets a second tab of the same page take over', async () => {
    const page = await openReady('?page=two-of-a-kind')
    await openReady('?page=two-of-a-kind')
    expect(await eventually(() => page.closeCode, 'the first to end')).toBe(socketClose.takenOver)
  })
})

describe('an engine that dies', () => {
  it('fails the running turn once, starts again, and still knows what was said', async () => {
    const page = await openReady()
    page.ask(1, 'say hello')
    await page.answer(1)
    page.send({ type: 'utterance-start', turn: 2, mode: 'chat' })
    page.send({ type: 'audio', turn: 2, samples: new Float32Array(1600) })
    page.send({ type: 'utterance-end', turn: 2 })
    await page.answer(2)
    page.ask(3, 'say ...')
    await page.until('text', (m) => m.turn === 3)
    child.kill()
    expect(await page.answer(3)).toMatchObject({ reason: 'failed', code: 'engine-lost' })
    await page.until('engine', (m) => m.state === 'restarting')
    expect(await get('/ready', { host: `127.0.0.1:${host.port}` })).toMatchObject({ status: 503 })
    page.ask(4, 'what was said')
    expect(await page.answer(4)).toMatchObject({ text: 'say hello => hello | 1600 samples => 1600 samples' })
    expect(page.messages.filter((m) => m.type === 'ready')).toHaveLength(2)
    expect(page.turnEnds(3)).toBe(1)
  })

  it('waits for the button after it died again and again', async () => {
    const page = await openReady()
    for (let turn = 1; !page.messages.some((m) => m.type === 'engine' && m.state === 'lost'); turn++) {
      page.ask(turn, 'die')
      expect(await page.answer(turn)).toMatchObject({ reason: 'failed', code: 'engine-lost' })
    }
    page.ask(90, 'say anything')
    expect(await page.answer(90)).toMatchObject({ reason: 'failed', code: 'engine-lost' })
    page.send({ type: 'restart' })
    page.ask(91, 'say back')
    expect(await page.answer(91)).toMatchObject({ text: 'back', reason: 'done' })
  })
})
