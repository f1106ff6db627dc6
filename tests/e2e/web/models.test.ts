import { afterAll, beforeAll, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import {
  config,
  modelCard,
  modelsPath,
  modelsProtocol,
  passHeader,
  passProtocol,
  type ModelRequest,
} from '@contract'
import { EngineProcess } from '../../../src-main/engineProcess/engineProcess'
import { ModelShelf } from '../../../src-main/library/modelShelf'
import { startWebHost, type WebHost } from '../../../src-main/web/webHost'
import { buildFetch } from '../../rigs/buildFetch'
import { scratchSettings } from '../../rigs/scratchSettings'
import { scratchPlaces } from '../../unit/models/pullFixture'
import { eventually } from '../../rigs/eventually'
import { enter, ownHeaders, post, type Entry } from './testPage'

const places = scratchPlaces()
const never = (): never => {
  throw new Error('No engine is started here')
}
const settings = scratchSettings(places.root)
const shelf = new ModelShelf({
  ...{ places, settings, launch: await buildFetch(), used: {} },
  use: () => undefined,
})
let host: WebHost
let entry: Entry
let own: Record<string, string>

beforeAll(async () => {
  const engine = new EngineProcess(never, config.parse({}))
  host = await startWebHost({ engine, settings, models: shelf, rendererDir: places.root })
  entry = await enter(host.invite(60_000))
  own = ownHeaders(host.port, entry)
})
afterAll(async () => {
  shelf.close()
  await host.close()
  places.remove()
})

const ask = (headers: Record<string, string>, body: string): ReturnType<typeof post> =>
  post(`http://127.0.0.1:${host.port}${modelsPath}`, headers, body)

/** A page that looks at the models, and what it was told. */
function look(protocols: string[], headers = own): { readonly socket: WebSocket; readonly told: string[] } {
  const socket = new WebSocket(`ws://127.0.0.1:${host.port}${modelsPath}`, protocols, { headers })
  const told: string[] = []
  socket.on('message', (data: Buffer) => told.push(data.toString()))
  return { socket, told }
}

it('a page is told of the models, and again when something changes', async () => {
  const { socket, told } = look([modelsProtocol, passProtocol(entry.pass)])
  const first = await eventually(() => told[0], 'the models')
  expect(socket.protocol).toBe(modelsProtocol)
  const cards = modelCard.array().parse(JSON.parse(first))
  expect(cards.map(({ id }) => id)).toContain('voxtral-mini-3b-q4f16')
  const before = told.length
  await ask(own, JSON.stringify({ type: 'use-built-in', kind: 'listener' } satisfies ModelRequest))
  await eventually(() => told[before], 'the models again')
  socket.terminate()
})

it('only pages of Parley itself, which came by a link and say the pass, see models and ask for something', async () => {
  const wish = JSON.stringify({ type: 'use', id: 'voxtral-mini-3b-q4' } satisfies ModelRequest)
  const { cookie, origin, [passHeader]: pass } = own
  const strange: Record<string, string>[] = [
    { origin },
    { cookie, origin },
    { origin, [passHeader]: pass },
    { cookie, [passHeader]: pass },
    { cookie, origin, [passHeader]: 'guess' },
    { cookie, origin: 'http://elsewhere', [passHeader]: pass },
  ]
  for (const headers of strange) expect((await ask(headers, wish)).status).toBe(403)
  expect((await post(`${origin}/other`, own, wish)).status).toBe(405)
  expect(JSON.parse((await ask(own, wish)).body)).toMatchObject({ code: 'model-missing' })
  for (const [protocols, headers] of [
    [[modelsProtocol], own],
    [[modelsProtocol, passProtocol('guess')], own],
    [[modelsProtocol, passProtocol(entry.pass)], { origin }],
  ] as const) {
    const { socket } = look([...protocols], headers)
    expect(await new Promise((resolve) => socket.on('error', resolve))).toMatchObject({
      message: expect.stringContaining('403') as string,
    })
  }
})

it('what is no request is refused with a sentence', async () => {
  for (const body of ['', 'nonsense', '{"type":"format-disk"}', JSON.stringify('x'.repeat(20_000))])
    expect(JSON.parse((await ask(own, body)).body)).toMatchObject({ code: 'message-invalid' })
})
