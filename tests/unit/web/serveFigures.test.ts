import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hostFigures, type LogEvent } from '@contract'
import { Figures } from '../../../src-main/log/figures'
import { offerFigures } from '../../../src-main/web/offerFigures'
import { serveFigures, type FiguresHost } from '../../../src-main/web/serveFigures'
import { get } from '../../e2e/web/testHost'
import { eventually } from '../../rigs/eventually'
import { scratchSettings } from '../../rigs/scratchSettings'

describe('figures for other programs', () => {
  let figures: Figures
  let host: FiguresHost
  beforeEach(async () => {
    figures = new Figures()
    host = await serveFigures(figures, 0)
  })
  afterEach(() => host.close())
  const ask = (place: string, headers: Record<string, string> = {}) =>
    get(host.port, place, { host: `127.0.0.1:${host.port}`, ...headers })

  it('say that Parley runs, whether the engine is ready, and all there is', async () => {
    expect(await ask('/health')).toEqual({ status: 200, body: '{"status":"ok"}' })
    expect((await ask('/ready')).status).toBe(503)
    figures.note({ event: 'engine', state: 'ready' })
    expect(await ask('/ready')).toEqual({ status: 200, body: '{"engine":"ready"}' })
    expect(hostFigures.parse(JSON.parse((await ask('/status')).body)).engine).toBe('ready')
    expect((await ask('/metrics')).body).toContain('\nparley_engine_ready 1\n')
  })

  it.each<Record<string, string>>([
    { origin: 'http://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-origin' },
    { host: 'evil.example' },
    { host: '127.0.0.1:1' },
  ])('are for no page, nor for a name that leads here: %j', async (headers) => {
    for (const place of ['/health', '/ready', '/status', '/metrics']) {
      const { status, body } = await ask(place, headers)
      expect(status).toBe(403)
      expect(body).not.toMatch(/parley_|engine/)
    }
  })

  it('are all that is there, and nothing takes what is sent', async () => {
    for (const place of ['/', '/index.html', '/metrics/', '/settings', '/../package.json', '/metrics?a'])
      expect((await ask(place)).status).toBe(404)
    const posted = await fetch(`http://127.0.0.1:${host.port}/metrics`, { method: 'POST', body: 'x' })
    expect(posted.status).toBe(405)
  })
})

describe('the port that is set', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-figures-'))
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('is served from when it is set until it is not, and one that is taken is told of', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await eventually(() => taken.listening, 'a port')
    const { port: takenPort } = taken.address() as AddressInfo
    const settings = scratchSettings(folder)
    const noted: LogEvent[] = []
    const end = offerFigures(new Figures(), settings, (event) => noted.push(event))
    const free = await serveFigures(new Figures(), 0)
    await free.close()
    settings.change(new Map([['metricsPort', free.port]]))
    await eventually(() => noted.some(({ event }) => event === 'figures-served'), 'the figures')
    expect((await fetch(`http://127.0.0.1:${free.port}/health`)).status).toBe(200)
    settings.change(new Map([['metricsPort', takenPort]]))
    await eventually(() => noted.some(({ event }) => event === 'trouble'), 'the trouble')
    expect(noted.at(-1)).toEqual({ event: 'trouble', code: 'config-invalid', notice: 'setting-wrong' })
    await expect(fetch(`http://127.0.0.1:${free.port}/health`)).rejects.toThrow()
    await end()
    taken.close()
  })
})
