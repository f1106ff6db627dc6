import { createServer, type AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { AppError, toAppError } from '@contract'
import { openHub } from '../../../src-main/models/hub'
import { readHubRecord } from '../../../src-main/models/hubRecord'
import { startLoopbackHub, type LoopbackHub } from '../../rigs/hub/loopbackHub'
import { startLoopbackProxy, type LoopbackProxy } from '../../rigs/hub/loopbackProxy'
import { hubAt } from './pullFixture'

const repository = 'maker/model'
const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

async function startHub(token?: string): Promise<LoopbackHub> {
  const hub = await startLoopbackHub({
    repositories: { [repository]: { 'tokenizer.json': Buffer.from('{}') } },
    token,
  })
  ends.push(() => hub.close())
  return hub
}

async function startProxy(...options: Parameters<typeof startLoopbackProxy>): Promise<LoopbackProxy> {
  const proxy = await startLoopbackProxy(...options)
  ends.push(() => proxy.close())
  return proxy
}

/** A port of the loopback on which nobody listens. */
async function deadPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function ask(endpoint: string, env: Record<string, string> = {}): Promise<AppError | undefined> {
  try {
    await readHubRecord(hubAt(endpoint, env), repository, new AbortController().signal)
    return undefined
  } catch (thrown) {
    return toAppError(thrown)
  }
}

test.each<[string, Record<string, string>, RegExp]>([
  ['a token with an umlaut', { HF_TOKEN: 'hf_secretä' }, /token .* has a character/],
  ['a token over two lines', { HF_TOKEN: 'hf_\nsecret' }, /token .* has a character/],
  [
    'a hub with a password',
    { HF_ENDPOINT: 'https://ada:secret@hub.example' },
    /^HF_ENDPOINT has a user name/,
  ],
  [
    'a hub that is none',
    { HF_ENDPOINT: 'htps://ada:secret@hub.example' },
    /^HF_ENDPOINT is not a web address/,
  ],
  ['a hub that is no address', { HF_ENDPOINT: 'secret' }, /^HF_ENDPOINT is not a web address/],
  ['a proxy of another kind', { HTTPS_PROXY: 'socks5://ada:secret@home' }, /^HTTPS_PROXY .* \(socks5\)/],
  ['a proxy that is no address', { http_proxy: 'http://ada:secret@' }, /^http_proxy is not the address/],
  ['a password with a bare %', { HTTPS_PROXY: 'http://ada:100%secret@home' }, /^HTTPS_PROXY has a %/],
])('%s is named before anything is asked, and never repeated', (_, env, says) => {
  const open = (): unknown => openHub({ env })
  expect(open).toThrow(says)
  expect(open).toThrow(AppError)
  expect(open).not.toThrow(/secret/)
})

test('a token is taken without the line break that was copied with it', async () => {
  const hub = await startHub('hf_right')
  expect(await ask(hub.endpoint, { HF_TOKEN: ' hf_right\r\n' })).toBe(undefined)
  expect(hub.requests.every(({ authorization }) => authorization === 'Bearer hf_right')).toBe(true)
})

test('a token goes over no network in plain text, and the refusal that follows says so', async () => {
  const hub = await startHub('hf_right')
  // Every name leads to the hub on the loopback.
  const { address: HTTP_PROXY } = await startProxy({ port: Number(new URL(hub.endpoint).port) })
  const env = { HTTP_PROXY, HF_TOKEN: 'hf_right' }
  const refused = await ask('http://hub.example', env)
  expect(refused).toMatchObject({ code: 'access-denied' })
  expect(refused?.message).toMatch(/^hub\.example .* only over https\. Write HF_ENDPOINT with https/)
  expect(hub.requests.map(({ authorization }) => authorization)).toEqual([undefined])
  expect(hubAt('https://hub.example', env).withholdsToken).toBe(false)
  for (const name of ['localhost', '127.0.0.7', '[::1]'])
    expect(hubAt(`http://${name}:80`, env).withholdsToken).toBe(false)
  for (const name of ['localhost.example', 'hub.localhost', '128.0.0.1', '127.0.0.1.example'])
    expect(hubAt(`http://${name}`, env).withholdsToken).toBe(true)
})

test('a proxy may be written without its scheme, as for other programs', async () => {
  const hub = await startHub()
  const proxy = await startProxy()
  expect(await ask(hub.endpoint, { HTTP_PROXY: new URL(proxy.address).host })).toBe(undefined)
  expect(proxy.tunnels).toContain(new URL(hub.endpoint).host)
})

test('a proxy that is not there is told as that, and not as the hub', async () => {
  const hub = await startHub()
  const port = await deadPort()
  const error = await ask(hub.endpoint, { HTTP_PROXY: `http://ada:secret@127.0.0.1:${port}` })
  expect(error).toMatchObject({ code: 'download-failed', retryable: true })
  expect(error?.message).toMatch(
    new RegExp(
      `^The proxy 127\\.0\\.0\\.1:${port} could not be reached \\(nobody answers there\\).*Check HTTPS_PROXY`,
    ),
  )
  expect(error?.message).not.toContain('secret')
  expect(hub.requests).toEqual([])
})

test.each([
  [407, /^The proxy .* wants a user name and a password\. Write them into HTTPS_PROXY/],
  [503, /^The proxy .* does not let Parley through \(status 503\)/],
])('a proxy that refuses with %i is told as that', async (status, says) => {
  const hub = await startHub()
  const { address: HTTP_PROXY } = await startProxy({ status })
  expect((await ask(hub.endpoint, { HTTP_PROXY }))?.message).toMatch(says)
})
