import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { enterPath, passHeader, passKey, passProtocol, socketClose, socketProtocol } from '@contract'
import type { WebHost } from '../../../src-main/web/webHost'
import { eventually } from '../../rigs/eventually'
import { get as getFrom, TestHost } from './testHost'
import { enter, ownHeaders, post, TestPage } from './testPage'

let test: TestHost
let host: WebHost
let cookie: string
let pass: string

beforeAll(async () => {
  test = await TestHost.start({ lines: 4 })
  ;({ host } = test)
  ;({ cookie, pass } = test.entry)
})

afterAll(() => test.close())

const own = (): string => `127.0.0.1:${host.port}`
const get = (urlPath: string, headers: Record<string, string>): ReturnType<typeof getFrom> =>
  getFrom(host.port, urlPath, headers)

/** The beginning of what is answered to these very bytes. */
function rawAnswer(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const line = connect(host.port, '127.0.0.1', () => line.write(bytes))
    line.on('error', reject)
    line.once('data', (data) => {
      line.destroy()
      resolve(data.toString())
    })
  })
}

/** The status with which a socket is refused. */
function refusal(
  headers: Record<string, string>,
  urlPath = '/socket',
  protocols = [socketProtocol, passProtocol(pass)],
): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${host.port}${urlPath}`, protocols, { headers })
    socket.on('error', (error) => resolve(error.message))
    socket.on('open', () => {
      socket.terminate()
      reject(new Error('The socket was opened'))
    })
  })
}

describe('a link', () => {
  const use = (token: string, headers: Record<string, string> = {}): ReturnType<typeof post> =>
    post(`http://${own()}${enterPath}`, { origin: `http://${own()}`, ...headers }, token)
  const tokenOf = (link: string): string => new URL(link).hash.slice(1)

  it('opens once, and gives a strict cookie and a pass that no cookie carries', async () => {
    const token = tokenOf(host.invite(60_000))
    const entered = await use(token)
    expect(entered.headers['set-cookie']).toEqual([
      expect.stringMatching(/^parley-\d+=[\w-]{32}; HttpOnly; SameSite=Strict; Path=\/$/),
    ])
    expect(entered.body).toMatch(/^[\w-]{32}$/)
    expect(entered.headers['set-cookie']![0]).not.toContain(entered.body)
    const again = await use(token)
    expect([again.status, again.headers['set-cookie']]).toEqual([403, undefined])
  })

  it('opens nothing after its time, for another site, or with a wrong token', async () => {
    const late = tokenOf(host.invite(-1))
    expect((await use(late)).status).toBe(403)
    const token = tokenOf(host.invite(60_000))
    expect((await use(token, { origin: 'http://evil.example' })).status).toBe(403)
    expect((await use(token.slice(0, -1))).status).toBe(403)
    expect((await use('x'.repeat(100_000)).catch(() => ({ status: 403 }))).status).toBe(403)
    expect((await use(token)).status).toBe(200)
  })

  it('is not used up by who only looks where it leads, as a browser that fetches ahead', async () => {
    const link = host.invite(60_000)
    const page = await fetch(link)
    expect(page.headers.get('set-cookie')).toBeNull()
    expect(page.headers.get('content-security-policy')).toMatch(/script-src 'self' 'sha256-\S+='/)
    expect(await page.text()).toContain(passKey)
    expect((await enter(link)).pass).toMatch(/^[\w-]{32}$/)
  })

  it('gives every browser credentials of its own, and one that is in already keeps its', async () => {
    const [first, second] = [await enter(host.invite(60_000)), await enter(host.invite(60_000))]
    expect(second.pass).not.toBe(first.pass)
    const again = await use(tokenOf(host.invite(60_000)), { cookie: first.cookie })
    expect(again.body).toBe(first.pass)
    expect(
      await refusal({ cookie: first.cookie, origin: `http://${own()}` }, '/socket', [
        socketProtocol,
        passProtocol(second.pass),
      ]),
    ).toContain('403')
  })
})

describe('who is let in', () => {
  it('serves the window only with the cookie, under a strict policy', async () => {
    const page = await fetch(`http://${own()}/`, { headers: { cookie } })
    expect(await page.text()).toContain('Parley')
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(page.headers.get('content-security-policy')).not.toContain('sha256')
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

  it('is found at the same port at every start, and at another one while that is taken', async () => {
    const first = await test.beside()
    const taken = await test.beside([first.port, 0])
    expect(taken.port).not.toBe(first.port)
    await expect(test.beside([first.port])).rejects.toThrow('is in use')
    await first.close()
    const again = await test.beside([first.port, 0])
    expect(again.port).toBe(first.port)
    for (const each of [taken, again]) await each.close()
  })

  it('refuses a wrong host, as of a rebound name, two hosts, and a wrong origin', async () => {
    expect((await get('/', { cookie, host: `evil.example:${host.port}` })).status).toBe(403)
    expect((await get('/start', { host: 'evil.example' })).status).toBe(403)
    expect((await get('/', { cookie, host: own(), origin: 'http://evil.example' })).status).toBe(403)
    const twice = `GET / HTTP/1.1\r\nHost: ${own()}\r\nHost: evil.example\r\nCookie: ${cookie}\r\n\r\n`
    expect(await rawAnswer(twice)).toMatch(/^HTTP\/1\.1 403 /)
  })

  it('refuses sockets without cookie or pass, of a wrong origin or host, or elsewhere', async () => {
    const origin = `http://${own()}`
    expect(await refusal({ origin })).toContain('403')
    expect(await refusal({ cookie })).toContain('403')
    expect(await refusal({ cookie, origin }, '/socket', [socketProtocol])).toContain('403')
    expect(await refusal({ cookie, origin }, '/socket', [socketProtocol, passProtocol('guess')])).toContain(
      '403',
    )
    expect(await refusal({ cookie, origin: 'http://evil.example' })).toContain('403')
    expect(await refusal({ cookie, origin: `http://localhost:${host.port}` })).toContain('403')
    expect(await refusal({ cookie, origin: 'http://evil.example', host: 'evil.example' })).toContain('403')
    expect(await refusal({ cookie, origin }, '/elsewhere')).toContain('404')
  })

  it('tells no stranger how it is, and its own pages whether the engine is there', async () => {
    for (const urlPath of ['/health', '/ready', '/models', '/'])
      expect((await get(urlPath, { host: own() })).body).toBe(
        'Parley opens by a link, once. Where it runs, it prints one.\n',
      )
    expect((await get('/ready', { cookie, host: own() })).status).toBe(403)
    expect((await get('/ready', { cookie, host: own(), [passHeader]: 'guess' })).status).toBe(403)
    await test.openReady()
    expect(await get('/ready', ownHeaders(host.port, test.entry))).toEqual({
      status: 200,
      body: '{"engine":"ready"}',
    })
  })

  it.each([[[socketProtocol]], [['other', socketProtocol]], [['chat']]])(
    'answers the offered sub-protocols %j with one of them, and never says the pass back',
    async (offered) => {
      const socket = new WebSocket(`ws://${own()}/socket`, [passProtocol(pass), ...offered], {
        origin: `http://${own()}`,
        headers: { cookie },
      })
      await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject))
      expect(socket.protocol).toBe(offered.includes(socketProtocol) ? socketProtocol : offered[0])
      socket.terminate()
    },
  )
})

describe('a browser with more pages than it may have', () => {
  it('is refused a new one, loses none that it has, and gets another when one is closed', async () => {
    test.closePages()
    const entry = await enter(host.invite(60_000))
    const open = (): TestPage => new TestPage(host, entry)
    const pages = [1, 2, 3, 4].map(open)
    for (const page of pages) await page.until('ready')
    const refused = open()
    expect(await eventually(() => refused.closeCode, 'the refusal')).toBe(socketClose.tooMany)
    pages[0].ask(1, 'say hello')
    expect(await pages[0].answer(1)).toMatchObject({ text: 'hello', reason: 'done' })
    // Another browser has its own.
    const elsewhere = new TestPage(host, test.entry)
    await elsewhere.until('ready')
    await pages[0].close()
    const next = await eventually(async () => {
      const page = open()
      await page.opened
      page.send({ type: 'ping', id: 1 })
      return eventually(() => page.closeCode ?? page.messages[0], 'a word').then((word) =>
        word === socketClose.tooMany ? undefined : page,
      )
    }, 'a place')
    for (const page of [...pages.slice(1), next, elsewhere]) await page.close()
  })
})
