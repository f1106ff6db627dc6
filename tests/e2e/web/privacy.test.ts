import { afterAll, beforeAll, expect, it } from 'vitest'
import { config, passHeader, privacyPath, privacyReport } from '@contract'
import { EngineProcess } from '../../../src-main/engineProcess/engineProcess'
import { ConnectionWatch } from '../../../src-main/privacy/connectionWatch'
import { ContactLog } from '../../../src-main/privacy/contactLog'
import { OwnTraces } from '../../../src-main/privacy/ownTraces'
import { startWebHost, type WebHost } from '../../../src-main/web/webHost'
import { scratchPlaces } from '../../unit/models/pullFixture'
import { get } from './testHost'
import { enter, ownHeaders } from './testPage'

const places = scratchPlaces()
const contacts = new ContactLog()
const watch = new ConnectionWatch()
let host: WebHost
let own: Record<string, string>

beforeAll(async () => {
  const engine = new EngineProcess(() => {
    throw new Error('No engine is started here')
  }, config.parse({}))
  const traces = new OwnTraces({ contacts, watch })
  host = await startWebHost({ engine, traces, rendererDir: places.root })
  own = ownHeaders(host.port, await enter(host.invite(60_000)))
})
afterAll(async () => {
  watch.close()
  await host.close()
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
