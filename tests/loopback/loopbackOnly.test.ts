import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

/** No machine has this address (RFC 5737). */
const elsewhere = 'http://192.0.2.1/'

describe('the suite', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-loopback-'))
  const noted = path.join(folder, 'hosts')
  afterAll(() => rmSync(folder, { recursive: true }))

  /** What another process says of an attempt to fetch from an address. */
  const fetched = (address: string): string =>
    execFileSync(
      process.execPath,
      ['-e', `fetch('${address}').then(() => console.log('came'), (e) => console.log(e.cause.message))`],
      { env: { ...process.env, PARLEY_LEFT: noted }, encoding: 'utf8' },
    ).trim()

  it('refuses and notes what leaves the loopback, in the processes that it starts as well', () => {
    expect(fetched(elsewhere)).toBe('192.0.2.1 is not on this machine. Nothing may leave it.')
    expect(readFileSync(noted, 'utf8')).toBe('192.0.2.1\n')
  })

  it('notes what a process ends by because nobody caught it', () => {
    const uncaught = path.join(folder, 'uncaught')
    const end = (script: string): unknown =>
      spawnSync(process.execPath, ['-e', script], {
        env: { ...process.env, PARLEY_UNCAUGHT: uncaught },
        encoding: 'utf8',
      }).status
    expect(end(`Promise.reject(new Error('of a promise'))`)).toBe(1)
    expect(end(`setTimeout(() => { throw new Error('of a timer') })`)).toBe(1)
    expect(end(`Promise.reject(new Error('caught')).catch(() => process.exit(3))`)).toBe(3)
    const noted = readFileSync(uncaught, 'utf8')
    expect(noted).toMatch(/unhandledRejection: Error: of a promise[^]*uncaughtException: Error: of a timer/)
    expect(noted).not.toContain('Error: caught')
  })

  it('lets everything on this machine be', async () => {
    rmSync(noted, { force: true })
    const server = createServer((_, response) => response.end('here'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    for (const host of ['127.0.0.1', 'localhost']) {
      const response = await fetch(`http://${host}:${(server.address() as AddressInfo).port}/`)
      expect(await response.text()).toBe('here')
    }
    server.close()
    expect(existsSync(noted)).toBe(false)
  })
})
