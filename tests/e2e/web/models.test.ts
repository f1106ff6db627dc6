import { request } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { config, modelCard, type ModelRequest } from '@contract'
import { EngineProcess } from '../../../src-main/engineProcess/engineProcess'
import { forkFetch } from '../../../src-main/models/forkFetch'
import { ModelShelf } from '../../../src-main/models/modelShelf'
import { startWebHost, type WebHost } from '../../../src-main/web/webHost'
import { scratchPlaces } from '../../unit/models/pullFixture'
import { enter } from './testPage'

const places = scratchPlaces()
const never = (): never => {
  throw new Error('No engine is started here')
}
const shelf = new ModelShelf({ places, launch: forkFetch, used: {}, use: () => undefined })
let host: WebHost
let own: Record<string, string>

beforeAll(async () => {
  const engine = new EngineProcess(never, config.parse({}))
  host = await startWebHost({ engine, models: shelf, rendererDir: places.root })
  own = { cookie: await enter(host), origin: `http://127.0.0.1:${host.port}` }
})
afterAll(async () => {
  shelf.close()
  await host.close()
  places.remove()
})

/** The status, and the body or its beginning until it is enough. */
function ask(
  method: string,
  path: string,
  headers: Record<string, string>,
  body = '',
  isEnough: (text: string) => boolean = () => false,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port: host.port, method, path, headers }, (response) => {
      let text = ''
      const end = (): void => resolve({ status: response.statusCode!, text })
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString()
        if (!isEnough(text)) return
        end()
        response.destroy()
      })
      response.on('end', end)
    })
      .on('error', reject)
      .end(body)
  })
}

it('a page is told of the models, and again when something changes', async () => {
  const { status, text } = await ask('GET', '/models', own, '', (told) => told.endsWith('\n\n'))
  expect(status).toBe(200)
  const cards = modelCard.array().parse(JSON.parse(/^data: (.*)\n\n$/.exec(text)![1]))
  expect(cards.map(({ id }) => id)).toContain('voxtral-mini-3b-q4f16')
})

it('only pages of Parley itself, which came by the start address, see models and ask for something', async () => {
  const wish = JSON.stringify({ type: 'use', id: 'voxtral-mini-3b-q4' } satisfies ModelRequest)
  const { cookie, origin } = own
  expect((await ask('GET', '/models', {})).status).toBe(403)
  expect((await ask('POST', '/models', { origin }, wish)).status).toBe(403)
  expect((await ask('POST', '/models', { cookie }, wish)).status).toBe(403)
  expect((await ask('POST', '/models', { cookie, origin: 'http://elsewhere' }, wish)).status).toBe(403)
  expect((await ask('POST', '/other', own, wish)).status).toBe(405)
  const answer = await ask('POST', '/models', own, wish)
  expect(JSON.parse(answer.text)).toMatchObject({ code: 'model-missing' })
})

it('what is no request is refused with a sentence', async () => {
  for (const body of ['', 'nonsense', '{"type":"format-disk"}', JSON.stringify('x'.repeat(20_000))])
    expect(JSON.parse((await ask('POST', '/models', own, body)).text)).toMatchObject({
      code: 'message-invalid',
    })
})
