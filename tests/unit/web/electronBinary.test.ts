import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { electronBinary, notFetched } from '../../../src-main/doctor/electronBinary'

describe("Electron's program, where it is not installed", () => {
  const electron = path.dirname(createRequire(import.meta.url).resolve('electron/package.json'))
  let mirror: Server | undefined
  let nowhere: string

  beforeEach(() => {
    nowhere = mkdtempSync(path.join(tmpdir(), 'parley-no-electron-'))
    vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', nowhere)
    vi.stubEnv('electron_config_cache', nowhere)
  })
  afterEach(() => {
    vi.unstubAllEnvs()
    mirror?.closeAllConnections()
    mirror?.close()
    rmSync(nowhere, { recursive: true })
  })

  /** A mirror that does this with every request; returns its name. */
  const serve = async (listener: RequestListener): Promise<string> => {
    mirror = createServer(listener)
    await new Promise<void>((resolve) => mirror!.listen(0, '127.0.0.1', resolve))
    const host = `127.0.0.1:${(mirror.address() as AddressInfo).port}`
    vi.stubEnv('ELECTRON_MIRROR', `http://${host}/`)
    return host
  }
  const find = async (timeoutMs?: number): Promise<{ found: object; said: string[]; asked: string[] }> => {
    const [said, asked]: [string[], string[]] = [[], []]
    return {
      found: await electronBinary(
        (line) => said.push(line),
        (askedHost) => asked.push(askedHost),
        timeoutMs,
        () => undefined,
      ),
      said,
      asked,
    }
  }

  it('is not fetched from a place that cannot be reached', async () => {
    const host = await serve(() => undefined)
    mirror!.close()
    expect(await find()).toEqual({
      found: { obstacle: `Electron is not installed, and ${host} cannot be reached.` },
      said: [],
      asked: [host],
    })
  })

  it('is not fetched where it would have no sandbox', async () => {
    const obstacle = 'Electron has no sandbox here'
    expect(
      await electronBinary(
        () => undefined,
        () => {
          throw new Error('It asked.')
        },
        50,
        () => obstacle,
      ),
    ).toEqual({ obstacle })
  })

  it('is not fetched from a place that is no address', async () => {
    vi.stubEnv('ELECTRON_MIRROR', 'mirror/electron')
    expect((await find()).found).toEqual({
      obstacle: 'Electron is not installed, and its mirror cannot be reached.',
    })
  })

  it('is not waited for long where nobody answers', async () => {
    const host = await serve(() => undefined)
    expect((await find(50)).found).toEqual({
      obstacle: `Electron is not installed, and ${host} cannot be reached.`,
    })
  })

  it('may want a newer Node than this, which is told with what failed', () => {
    expect(notFetched(electron, '20.19.0')).toBe(
      'Electron could not be fetched with Node 20.19.0. It needs 22.12 or newer.',
    )
    expect(notFetched(electron, '24.1.0')).toBe('Electron could not be fetched.')
  })

  it('is asked for where it may be, and missed in one sentence when it is not there', async () => {
    const asked: (string | undefined)[] = []
    await serve(({ method, url }, response) => {
      if (method === 'GET') asked.push(url)
      response.writeHead(404).end()
    })
    const { found, said } = await find()
    expect(found).toEqual({ obstacle: notFetched(electron, process.versions.node) })
    expect(said).toEqual([expect.stringContaining('Fetching Electron')])
    expect(asked[0]).toMatch(/electron-v.*\.zip$/)
  })
})
