import type { RequestListener, ServerResponse } from 'node:http'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { toAppError, type AppError } from '@contract'
import { downloadFile } from '../../../src-main/models/downloadFile'
import { openHub, type Hub } from '../../../src-main/models/hub'
import type { HubFile } from '../../../src-main/models/hubFile'
import { readHubRecord } from '../../../src-main/models/hubRecord'
import { startScriptedServer, type ScriptedServer } from '../../rigs/hub/scriptedServer'
import { selfSigned } from '../../rigs/hub/selfSigned'
import { quickLimits, scratchPlaces } from './pullFixture'

const repository = 'maker/model'
const revision = 'c'.repeat(40)
const { signal } = new AbortController()
const file: HubFile = { path: 'onnx/model.onnx', sizeBytes: 300_000, sha256: 'f'.repeat(64) }
const secret = selfSigned()
const login = '<!DOCTYPE html><html><title>Welcome to our hotel</title></html>'

let places: ReturnType<typeof scratchPlaces>
const servers: ScriptedServer[] = []
beforeEach(() => (places = scratchPlaces()))
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
  places.remove()
})

async function start(answer: RequestListener, isSecure = false): Promise<ScriptedServer> {
  const server = await startScriptedServer(answer, isSecure ? secret : undefined)
  servers.push(server)
  return server
}

const hubAt = ({ origin }: ScriptedServer, certificates = [secret.cert]): Hub =>
  openHub({ env: { HF_ENDPOINT: origin }, limits: quickLimits, certificates })

const refusalOf = async (work: Promise<unknown>): Promise<AppError> =>
  toAppError(
    await work.then(
      () => 'nothing was refused',
      (thrown: unknown) => thrown,
    ),
  )
const listing = (hub: Hub): Promise<unknown> => readHubRecord(hub, repository, signal)
const place = (): string => path.join(places.modelsDir, file.path)
const fetching = (hub: Hub): Promise<void> =>
  downloadFile({ hub, repository, revision, file, place: place(), signal, onBytes: () => undefined })

const json = (response: ServerResponse, body: unknown): void =>
  void response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
const entry = (name: string) => ({ type: 'file', oid: 'a'.repeat(40), size: 2, path: name })

/** Tells of the repository, and of its files as `tree` does. */
const hubWith =
  (tree: RequestListener): RequestListener =>
  (request, response) =>
    request.url?.includes('/tree/')
      ? tree(request, response)
      : json(response, { id: repository, sha: revision })

describe('what a hub says without end', () => {
  test('is read no further than an answer can be long', async () => {
    let sent = 0
    const piece = Buffer.alloc(1 << 20, ' ')
    const server = await start((_, response) => {
      const pump = (): void => {
        while (!response.destroyed) {
          sent += piece.length
          if (!response.write(piece)) return void response.once('drain', pump)
        }
      }
      pump()
    })
    const error = await refusalOf(listing(openHub({ env: { HF_ENDPOINT: server.origin } })))
    expect(error).toMatchObject({ code: 'download-failed' })
    expect(error.message).toContain('a far too long answer')
    expect(sent).toBeLessThan(40e6)
    expect(server.asked).toHaveLength(1)
  })

  test('is left when its list of files goes on and on', async () => {
    const server = await start(
      hubWith(({ url, headers }, response) => {
        response.setHeader('Link', `<http://${headers.host}${url}&cursor=1>; rel="next"`)
        json(response, [entry(`file-${server.asked.length}`)])
      }),
    )
    const error = await refusalOf(listing(openHub({ env: { HF_ENDPOINT: server.origin } })))
    expect(error.message).toMatch(/lists the files of maker\/model without end/)
    expect(server.asked.length).toBeLessThan(100)
  })

  test('is left when it leads on and on', async () => {
    const server = await start(
      ({ url }, response) => void response.writeHead(302, { Location: `${url}x` }).end(),
    )
    expect((await refusalOf(fetching(hubAt(server)))).message).toContain('redirects again and again')
    expect(server.asked.length).toBeLessThan(30)
  })
})

test('the next page of a list is asked of the hub that was chosen, whatever host its link names', async () => {
  const server = await start(
    hubWith(({ url }, response) => {
      if (!url!.includes('cursor'))
        response.setHeader('Link', `<https://hub.example${url}&cursor=1>; rel="next"`)
      json(response, [entry(url!.includes('cursor') ? 'second' : 'first')])
    }),
  )
  const record = await readHubRecord(hubAt(server), repository, signal)
  expect(record.files.map((each) => each.path)).toEqual(['first', 'second'])
})

test('a file without a hash is none that could be right', async () => {
  const server = await start(
    hubWith((_, response) => json(response, [entry('one'), { ...entry('two'), oid: undefined }])),
  )
  const error = await refusalOf(listing(hubAt(server)))
  expect(error.code).toBe('model-invalid')
  expect(error.message).toMatch(/gives no hash for "two" of maker\/model/)

  const whole = await start((_, response) => void response.end(randomBytes(file.sizeBytes)))
  const work = downloadFile({
    ...{ hub: hubAt(whole), repository, revision, place: place(), signal, onBytes: () => undefined },
    file: { path: file.path, sizeBytes: file.sizeBytes },
  })
  expect((await refusalOf(work)).message).toContain('is not what the hub has on record')
  expect(existsSync(place())).toBe(false)
})

describe('https', () => {
  test('never leads to plain http, neither for a list nor for a file', async () => {
    const plain = await start((_, response) => void response.end('{}'))
    const server = await start(
      (_, response) => void response.writeHead(302, { Location: `${plain.origin}/open` }).end(),
      true,
    )
    for (const work of [listing, fetching]) {
      const error = await refusalOf(work(hubAt(server)))
      expect(error.code).toBe('download-failed')
      expect(error.message).toMatch(/redirects from https to plain http \(127\.0\.0\.1:\d+\)/)
    }
    expect(plain.asked).toEqual([])
    expect(server.asked).toHaveLength(2)
  })

  test('leads to https, and the list is read', async () => {
    const storage = await start(
      hubWith((_, response) => json(response, [entry('one')])),
      true,
    )
    const server = await start(
      ({ url }, response) => void response.writeHead(307, { Location: storage.origin + url }).end(),
      true,
    )
    expect((await readHubRecord(hubAt(server), repository, signal)).files).toHaveLength(1)
  })

  test('by a certificate that nobody trusts is told at once, with what helps', async () => {
    const server = await start((_, response) => void response.end('{}'), true)
    const untrusting = openHub({ env: { HF_ENDPOINT: server.origin }, certificates: [selfSigned().cert] })
    const error = await refusalOf(listing(untrusting))
    expect(error.message).toMatch(/does not trust its certificate.*NODE_EXTRA_CA_CERTS/)
    expect(server.asked).toEqual([])
  })
})

describe('a page for a browser', () => {
  const ofPortal =
    /^A web page came from 127\.0\.0\.1:\d+ instead of .*wants you to sign in.*Sign in with a browser/

  test.each<[string, Record<string, string>]>([
    ['says what it is', { 'Content-Type': 'text/html; charset=utf-8' }],
    ['does not say what it is', {}],
  ])('that comes instead of a list or a file is told as that at once: it %s', async (_, headers) => {
    const server = await start((_, response) => void response.writeHead(200, headers).end(login))
    for (const work of [listing, fetching])
      expect((await refusalOf(work(hubAt(server)))).message).toMatch(ofPortal)
    expect(server.asked).toHaveLength(2)
    expect(existsSync(place())).toBe(false)
  })

  test.each([403, 404, 511])('that refuses with %i is told as that', async (status) => {
    const server = await start(
      (_, response) => void response.writeHead(status, { 'Content-Type': 'text/html' }).end(login),
    )
    for (const work of [listing, fetching])
      expect((await refusalOf(work(hubAt(server)))).message).toMatch(ofPortal)
  })
})
