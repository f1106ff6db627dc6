import { afterAll, beforeAll, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import {
  passHeader,
  passProtocol,
  settingsAnswer,
  settingsPath,
  settingsProtocol,
  toldSettings,
} from '@contract'
import { eventually } from '../../rigs/eventually'
import { TestHost } from './testHost'
import { ownHeaders, post } from './testPage'

let host: TestHost
let own: Record<string, string>
beforeAll(async () => {
  host = await TestHost.start()
  own = ownHeaders(host.host.port, host.entry)
})
afterAll(() => host.close())
const ask = (headers: Record<string, string>, request: object): ReturnType<typeof post> =>
  post(`http://127.0.0.1:${host.host.port}${settingsPath}`, headers, JSON.stringify(request))

it('a page is told of the settings, and what one page chooses all are told', async () => {
  const { pass } = host.entry
  const protocols = [settingsProtocol, passProtocol(pass)]
  const url = `ws://127.0.0.1:${host.host.port}${settingsPath}`
  const told: unknown[][] = [[], []]
  const sockets = told.map((each) => {
    const socket = new WebSocket(url, protocols, { headers: own })
    socket.on('message', (data: Buffer) => each.push(toldSettings.parse(JSON.parse(data.toString())).said))
    return socket
  })
  await eventually(() => told.every(({ length }) => length === 1), 'the settings')
  const changes = { theme: 'dark', 'turnTaking.patience': 1 }
  const answer = await ask({ ...own, [passHeader]: pass }, { type: 'change', changes })
  const { said } = settingsAnswer.parse(JSON.parse(answer.body)).told
  expect(said).toMatchObject({ theme: { value: 'dark', source: 'chosen' } })
  await eventually(() => told.every(({ length }) => length === 2), 'the news')
  expect(told.map((each) => each.at(-1))).toEqual([said, said])
  for (const socket of sockets) socket.close()
})

it('nobody else is told of them or changes them, and what is not known is refused', async () => {
  expect((await ask({ ...own, [passHeader]: 'guessed' }, { type: 'reset' })).status).toBe(403)
  const { body } = await ask({ ...own, [passHeader]: host.entry.pass }, { type: 'burn' })
  expect(settingsAnswer.parse(JSON.parse(body)).error?.code).toBe('message-invalid')
})
