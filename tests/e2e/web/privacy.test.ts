import { mkdirSync, writeFileSync, existsSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { config, passHeader, privacyPath, privacyReport, removalReport } from '@contract'
import { EngineProcess } from '../../../src-main/engineProcess/engineProcess'
import { ConnectionWatch } from '../../../src-main/privacy/connectionWatch'
import { desktopPlaces } from '../../../src-main/privacy/desktopPlaces'
import { ContactLog } from '../../../src-main/privacy/contactLog'
import { OwnTraces } from '../../../src-main/privacy/ownTraces'
import { scratchSettings } from '../../rigs/scratchSettings'
import { startWebHost, type WebHost } from '../../../src-main/web/webHost'
import { scratchPlaces } from '../../unit/models/pullFixture'
import { get } from './testHost'
import { enter, ownHeaders, post } from './testPage'

const places = scratchPlaces()
const contacts = new ContactLog()
const watch = new ConnectionWatch()
let host: WebHost
let own: Record<string, string>
let letGo = 0
let removedTimes = 0

beforeAll(async () => {
  vi.stubEnv('HOME', places.root)
  // Tests beside this one have temporary files of Parley too.
  vi.stubEnv('TMPDIR', places.root)
  vi.stubEnv('XDG_DATA_HOME', places.root)
  vi.stubEnv('XDG_RUNTIME_DIR', places.root)
  vi.stubEnv('XDG_CONFIG_HOME', places.root)
  vi.stubEnv('PARLEY_MODELS_DIR', places.modelsDir)
  const engine = new EngineProcess(() => {
    throw new Error('No engine is started here')
  }, config.parse({}))
  const traces = new OwnTraces({
    contacts,
    watch,
    desktop: desktopPlaces(),
    letGo: () => Promise.resolve(void letGo++),
  })
  host = await startWebHost({
    ...{ engine, traces, rendererDir: places.root, settings: scratchSettings(places.root) },
    whenRemoved: () => removedTimes++,
  })
  own = ownHeaders(host.port, await enter(host.invite(60_000)))
})
afterAll(async () => {
  watch.close()
  await host.close()
  vi.unstubAllEnvs()
  places.remove()
})

const ask = (headers: Record<string, string>): ReturnType<typeof get> => get(host.port, privacyPath, headers)

it('a page is told whom Parley asked for something, and of nobody else', async () => {
  const report = async (): Promise<object> => privacyReport.parse(JSON.parse((await ask(own)).body))
  expect(await report()).toMatchObject({ startedAt: contacts.startedAt, contacts: [] })
  contacts.note({ part: 'fetch', purpose: 'model', host: 'hub.example', requests: 1, receivedBytes: 9 })
  expect(await report()).toMatchObject({ contacts: [{ host: 'hub.example', receivedBytes: 9 }] })
})

it('only pages of Parley itself, which came by a link and say the pass, are told', async () => {
  const { cookie, origin, host: name, [passHeader]: pass } = own
  const strange: Record<string, string>[] = [
    { host: name, cookie },
    { host: name, [passHeader]: pass },
    { host: name, cookie, [passHeader]: 'guess' },
    { host: name, cookie, [passHeader]: pass, origin: 'http://elsewhere' },
    { host: 'elsewhere', cookie, [passHeader]: pass, origin },
  ]
  for (const headers of strange) expect((await ask(headers)).status).toBe(403)
  expect((await ask({ host: name, cookie, [passHeader]: pass })).status).toBe(200)
})

it('is told which links were opened, by its own pages alone', async () => {
  const opened = JSON.stringify({ opened: 'example.org' })
  expect((await post(`${own.origin}${privacyPath}`, { origin: own.origin }, opened)).status).toBe(403)
  const answer = await post(`${own.origin}${privacyPath}`, own, opened)
  expect([answer.body, answer.headers['set-cookie'], letGo]).toEqual(['null', undefined, 0])
  expect(contacts.contacts.filter(({ purpose }) => purpose === 'link')).toMatchObject([
    { part: 'window', host: 'example.org', requests: 1 },
  ])
})

it('removes it all only for a page of its own that says so in the right words, and then ends', async () => {
  const kept = path.join(places.root, 'parley/conversations/conversations.db')
  mkdirSync(path.dirname(kept), { recursive: true })
  writeFileSync(kept, 'said')
  const remove = (headers: Record<string, string>, body: string): ReturnType<typeof post> =>
    post(`${own.origin}${privacyPath}`, headers, body)
  const wish = JSON.stringify({ keepModels: true })
  const { cookie, origin, [passHeader]: pass } = own
  const strange: Record<string, string>[] = [
    { cookie, origin },
    { origin, [passHeader]: pass },
    { cookie, [passHeader]: pass },
    { cookie, origin: 'http://elsewhere', [passHeader]: pass },
    { cookie, origin, [passHeader]: 'guess' },
  ]
  for (const headers of strange) expect((await remove(headers, wish)).status).toBe(403)
  for (const body of ['', '{}', '{"keepModels":"no"}', `"${'x'.repeat(200)}"`]) {
    const answer = await remove(own, body)
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'message-invalid' })
    expect(answer.headers['set-cookie']).toBe(undefined)
  }
  expect([letGo, removedTimes, existsSync(kept)]).toEqual([0, 0, true])

  const answer = await remove(own, wish)
  expect(removalReport.parse(JSON.parse(answer.body)).removed).toMatchObject([
    { kind: 'conversations', path: path.dirname(kept), sizeBytes: 4 },
  ])
  expect([letGo, removedTimes, existsSync(kept)]).toEqual([1, 1, false])
  // Of this host alone: browsers take those of all ports for one site's.
  expect(answer.headers['set-cookie']).toEqual([expect.stringMatching(/^parley-\d+=;.*Max-Age=0/)])
  expect(answer.headers['clear-site-data']).toBe('"cache", "storage"')
})
