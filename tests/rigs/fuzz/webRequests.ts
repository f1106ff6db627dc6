import { mkdirSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import path from 'node:path'
import {
  config,
  passHeader,
  passProtocol,
  settingsPath,
  socketPath,
  socketProtocol,
  startPath,
} from '../../../src-preload/contract'
import { EngineProcess } from '../../../src-main/engineProcess/engineProcess'
import { startWebHost, type WebHost } from '../../../src-main/web/webHost'
import { enter, type Entry } from '../../e2e/web/testPage'
import type { Random } from '../conversation/random'
import { scratchSettings } from '../scratchSettings'
import { anyPath } from './anyPath'

/** A host that says nothing for so long hangs. Far longer than the slowest machine takes. */
const patienceMs = 60_000

interface Request {
  readonly text: string
  readonly path: string
  /** What of it is not as the host's own page says it. */
  readonly wrong: ReadonlySet<'host' | 'origin' | 'cookie' | 'pass' | 'method' | 'form'>
}

/** A web host without an engine, and requests to it as their bytes. */
export class WebRequests {
  /** What it serves. */
  readonly folder: string
  readonly #host: WebHost
  readonly #engine: EngineProcess
  readonly #entry: Entry
  readonly #canary: string

  private constructor(folder: string, host: WebHost, engine: EngineProcess, entry: Entry, canary: string) {
    this.folder = folder
    this.#host = host
    this.#engine = engine
    this.#entry = entry
    this.#canary = canary
  }

  /** @param root has the folder that is served in it, and beside it a file with the canary */
  static async open(root: string, canary: string): Promise<WebRequests> {
    const folder = path.join(root, 'window')
    mkdirSync(path.join(folder, 'assets'), { recursive: true })
    writeFileSync(path.join(folder, 'index.html'), '<!doctype html><title>Parley</title>')
    writeFileSync(path.join(folder, 'assets', 'a.js'), 'export {}')
    const engine = new EngineProcess(() => {
      throw new Error('Nobody starts it.')
    }, config.parse({}))
    const host = await startWebHost({ engine, rendererDir: folder, settings: scratchSettings(folder) })
    return new WebRequests(folder, host, engine, await enter(host.invite(patienceMs)), canary)
  }

  async close(): Promise<void> {
    await this.#host.close()
    this.#engine.close()
  }

  /** Whether a random request was let in. @throws Error where it ought not to have been, or the other way round */
  async try(random: Random): Promise<boolean> {
    const { text, path: asked, wrong } = this.#any(random)
    const answer = await this.#answer(text)
    const status = Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0)
    const fail = (what: string): never => {
      throw new Error(`${JSON.stringify(text)} ${what}: ${answer.slice(0, 200)}`)
    }
    if (answer.includes(this.#canary)) fail('is shown a file from outside')
    const isIn = status === 101 || (status >= 200 && status < 300)
    const isFree = asked === startPath
    const isGuarded = [settingsPath, '/ready', socketPath].includes(asked)
    const misses = [...wrong].filter(
      // Who is let in may say it in an older form.
      (part) => part !== 'form' && !(isFree && part === 'cookie') && (part !== 'pass' || isGuarded),
    )
    if (isIn && misses.length > 0) fail(`is let in, though wrong are its ${misses.join(', ')}`)
    const isThere = ['/', '/index.html', '/assets/a.js', startPath, settingsPath, socketPath].includes(asked)
    if (!isIn && isThere && wrong.size === 0) fail('is refused')
    // The engine is not there, which only who is let in is told.
    if (status === 503 && misses.length > 0) fail('is told of the engine')
    return isIn
  }

  #any(random: Random): Request {
    const { port } = this.#host
    const own = `127.0.0.1:${port}`
    const wrong = new Set<'host' | 'origin' | 'cookie' | 'pass' | 'method' | 'form'>()
    const maybe = <T>(
      part: typeof wrong extends Set<infer P> ? P : never,
      right: T,
      others: readonly T[],
    ): T => {
      if (random.next() < 0.8) return right
      wrong.add(part)
      return random.pick(others)
    }
    const target = random.pick([
      '/',
      '/index.html',
      '/assets/a.js',
      '/ready',
      startPath,
      settingsPath,
      socketPath,
      undefined,
    ])
    const asked = target ?? anyPath(random).replaceAll(/[\s\u0080-\uffff]/g, '') + random.pick(['', '?', '/'])
    const isSocket = asked === socketPath
    const isPost = asked === settingsPath
    const method = maybe('method', isPost ? 'POST' : 'GET', [
      'PUT',
      'DELETE',
      'TRACE',
      'OPTIONS',
      'get',
      'PRI',
    ])
    const host = maybe('host', own, [
      '',
      'evil.example',
      `evil.example:${port}`,
      '127.0.0.1',
      `127.0.0.1:${port}0`,
      `[::1]:${port}`,
      `${own}\r\nHost: evil.example`,
      `${own}\r\nhost: ${own}`,
    ])
    const origin = maybe('origin', `http://${own}`, [
      'null',
      'http://evil.example',
      `http://localhost:${port}`,
      `https://${own}`,
      `http://${own}.evil.example`,
      '*',
    ])
    const cookie = maybe('cookie', this.#entry.cookie, [
      '',
      'a=b',
      `${this.#entry.cookie}x`,
      `x${this.#entry.cookie}`,
      `parley-${port}=`,
      `parley-${port}=${this.#entry.pass}`,
    ])
    const pass = maybe('pass', this.#entry.pass, [
      '',
      'x',
      `${this.#entry.pass}x`,
      this.#entry.pass.slice(1),
      `${this.#entry.pass.slice(1)}_`,
    ])
    const body = isPost ? JSON.stringify({ type: 'export' }) : ''
    const lines = [
      `${method} ${asked === '' ? '/' : asked} HTTP/1.1`,
      `Host: ${host}`,
      `Origin: ${origin}`,
      `Cookie: other=1; ${cookie}`,
      ...(isSocket
        ? [
            'Connection: Upgrade',
            'Upgrade: websocket',
            'Sec-WebSocket-Version: 13',
            'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
            `Sec-WebSocket-Protocol: ${socketProtocol}, ${passProtocol(pass)}`,
          ]
        : ['Connection: close', `${passHeader}: ${pass}`]),
      ...(body === '' ? [] : ['Content-Type: application/json', `Content-Length: ${body.length}`]),
    ]
    let text = `${lines.join('\r\n')}\r\n\r\n${body}`
    if (random.next() < 0.1) {
      wrong.add('form')
      text = misshapen(text, random)
    }
    return { text, path: asked, wrong: wrong }
  }

  /** The beginning of what is answered to these bytes; empty: the line was closed. */
  #answer(text: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const line = connect(this.#host.port, '127.0.0.1', () => line.write(text, 'latin1'))
      const hangs = setTimeout(() => {
        line.destroy()
        reject(new Error(`${JSON.stringify(text)} is not answered`))
      }, patienceMs)
      let answer = ''
      const end = (): void => {
        clearTimeout(hangs)
        line.destroy()
        resolve(answer)
      }
      line.on('data', (data) => {
        answer += data.toString('latin1')
        // A line to the engine stays open.
        if (answer.startsWith('HTTP/1.1 101') || answer.length > 20_000) end()
      })
      line.on('error', end).on('close', end)
      // What is half a request is waited for: its other half does not come.
      if (!text.includes('\r\n\r\n')) line.once('connect', () => line.end())
    })
  }
}

/** What is no request of a browser. */
function misshapen(text: string, random: Random): string {
  const at = Math.floor(random.next() * text.length)
  return random.pick([
    () => text.slice(0, at),
    () => text.slice(0, at) + random.pick(['\0', '\r', '\n', '\x7f', '\xff', ' ', ':']) + text.slice(at),
    () => text.replace('HTTP/1.1', random.pick(['HTTP/9.9', 'HTTP/1.0', 'http/1.1', ''])),
    () => text.replace('\r\n', `\r\nX: ${'x'.repeat(random.pick([100, 20_000, 70_000]))}\r\n`),
    () => text.replace('\r\n', '\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n'),
    () => text.replaceAll('\r\n', '\n'),
    () => '\x16\x03\x01\x02\x00\x01\x00',
  ])()
}
