import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { boundedFetch } from '../../../src-main/engine/tools/servers/boundedFetch'

let asked: string[] = []
const servers: Server[] = []

async function listening(listener: Parameters<typeof createServer>[1]): Promise<string> {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

let stranger: string
let own: string
beforeAll(async () => {
  stranger = await listening((request, response) => {
    asked.push(`stranger ${request.headers['x-key'] as string}`)
    response.end('mine now')
  })
  own = await listening((request, response) => {
    let body = ''
    request.on('data', (piece: Buffer) => (body += piece.toString()))
    request.on('end', () => {
      asked.push(`${request.method} ${request.url} ${body}`)
      const location = {
        '/mcp': '/mcp/',
        '/away': `${stranger}/mcp`,
        '/round': '/round',
        '/odd': 'http://[',
      }[request.url!]
      if (location === undefined) response.end('here')
      else response.writeHead(307, { location }).end()
    })
  })
})
afterAll(() => servers.forEach((server) => server.close()))

const ask = (path: string): Promise<Response> => {
  asked = []
  const fetch = boundedFetch(1000, { isAnywhere: false })
  return fetch(own + path, { method: 'POST', body: 'a call', headers: { 'x-key': 'secret' } })
}

it('an address is followed within its own host', async () => {
  expect(await (await ask('/mcp')).text()).toBe('here')
  expect(asked).toEqual(['POST /mcp a call', 'POST /mcp/ a call'])
})

it.each([
  ['/away', /^It leads on to 127\.0\.0\.1:\d+, where/],
  ['/round', /^It leads on to/],
  ['/odd', /^It leads on to http:\/\/\[/],
])('nothing is told to another host, nor without an end: %s', async (path, words) => {
  await expect(ask(path)).rejects.toThrow(words)
  expect(asked.every((line) => line.startsWith('POST'))).toBe(true)
  expect(asked.length).toBeLessThan(5)
})
