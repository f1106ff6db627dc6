import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { FetchChild } from '../../../src-main/library/fetchMessages'
import { ModelShelf } from '../../../src-main/library/modelShelf'
import { ContactLog } from '../../../src-main/privacy/contactLog'
import { buildFetch } from '../../rigs/buildFetch'
import { eventually } from '../../rigs/eventually'
import { startLoopbackHub, type LoopbackHub } from '../../rigs/hub/loopbackHub'
import { startLoopbackProxy } from '../../rigs/hub/loopbackProxy'
import { scratchSettings } from '../../rigs/scratchSettings'
import { scratchPlaces } from '../models/pullFixture'

const places = scratchPlaces()
const settings = scratchSettings(places.root)
const weightsBytes = 300_000
let hub: LoopbackHub
let launch: () => FetchChild

beforeAll(async () => {
  launch = await buildFetch()
  const files = { 'tokenizer.json': Buffer.from('{}'), 'onnx/model.onnx': randomBytes(weightsBytes) }
  hub = await startLoopbackHub({ repositories: { 'onnx-community/Kokoro-82M-v1.0-ONNX': files } })
  vi.stubEnv('HF_ENDPOINT', hub.endpoint)
  for (const name of ['HTTP_PROXY', 'http_proxy', 'NO_PROXY', 'no_proxy']) vi.stubEnv(name, undefined)
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await hub.close()
  places.remove()
})

it('whoever is asked for a model is noted: the hub, where it leads to, and the proxy', async () => {
  let now = 10
  const log = new ContactLog(() => now)
  const proxy = await startLoopbackProxy()
  const shelf = new ModelShelf({
    ...{ places, settings, launch, used: {}, use: () => undefined },
    proxy: () => Promise.resolve(proxy.address),
    onContact: (contact) => log.note(contact),
  })
  expect([log.startedAt, log.contacts]).toEqual([10, []])
  now = 20
  let isReady: boolean | undefined
  shelf.watch((cards) => (isReady = cards.find(({ id }) => id === 'kokoro-82m-fp32')?.state === 'ready'))
  await shelf.ask({ type: 'fetch', id: 'kokoro-82m-fp32' })
  await eventually(() => isReady, 'the model')
  shelf.close()
  proxy.close()

  const hostOf = (address: string): string => new URL(address).host
  const byHost = Object.fromEntries(log.contacts.map((each) => [each.host, each]))
  expect(Object.keys(byHost).sort()).toEqual(
    [hub.endpoint, hub.storageEndpoint, proxy.address].map(hostOf).sort(),
  )
  expect(byHost[hostOf(hub.endpoint)]).toMatchObject({ part: 'fetch', purpose: 'model', firstAt: 20 })
  const storage = byHost[hostOf(hub.storageEndpoint)]
  expect(storage).toMatchObject({ part: 'fetch', purpose: 'model', receivedBytes: weightsBytes })
  expect(byHost[hostOf(proxy.address)]).toMatchObject({ part: 'fetch', purpose: 'proxy' })
  const requests = hub.requests.filter(({ host }) => host === 'hub').length
  expect(byHost[hostOf(hub.endpoint)].requests).toBe(requests)
})

it('a host that refuses was asked all the same', async () => {
  const log = new ContactLog()
  const shelf = new ModelShelf({
    ...{ places, settings, launch, used: {}, use: () => undefined },
    onContact: (contact) => log.note(contact),
  })
  const { host } = new URL(hub.endpoint)
  hub.misbehave('api', { kind: 'status', status: 404 })
  await shelf.ask({ type: 'fetch', id: 'smart-turn-v3' })
  await eventually(() => log.contacts.length > 0, 'a contact')
  expect(log.contacts).toMatchObject([{ purpose: 'model', host }])
  shelf.close()
})

it('what is told of one host again and again is one entry, and what nobody knows stays unknown', () => {
  let now = 1
  const log = new ContactLog(() => now)
  log.note({ part: 'fetch', purpose: 'model', host: 'a', requests: 1, receivedBytes: 5 })
  now = 2
  log.note({ part: 'fetch', purpose: 'model', host: 'a', requests: 0, receivedBytes: 7 })
  log.note({ part: 'host', purpose: 'link', host: 'a', requests: 1 })
  expect(log.contacts).toEqual([
    { part: 'fetch', purpose: 'model', host: 'a', firstAt: 1, lastAt: 2, requests: 1, receivedBytes: 12 },
    { part: 'host', purpose: 'link', host: 'a', firstAt: 2, lastAt: 2, requests: 1 },
  ])
})
