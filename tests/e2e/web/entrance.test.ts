import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { WebHost } from '../../../src-main/web/webHost'
import { get as getFrom, TestHost } from './testHost'

let test: TestHost
let host: WebHost
let cookie: string

beforeAll(async () => {
  test = await TestHost.start()
  ;({ host, cookie } = test)
})

afterAll(() => test.close())

const get = (urlPath: string, headers: Record<string, string>): ReturnType<typeof getFrom> =>
  getFrom(host.port, urlPath, headers)

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
    await test.openReady()
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
