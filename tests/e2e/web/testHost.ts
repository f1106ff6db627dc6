import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { config, type ConfigInput } from '@contract'
import { EngineProcess, type EngineChild } from '../../../src-main/engineProcess/engineProcess'
import { forkEngine } from '../../../src-main/engineProcess/forkEngine'
import type { WebLimits } from '../../../src-main/web/webLimits'
import { startWebHost, type WebHost } from '../../../src-main/web/webHost'
import { builtScript } from '../../rigs/builtScript'
import { scratchSettings } from '../../rigs/scratchSettings'
import { enter, TestPage, type Entry } from './testPage'

/** A web host with a small renderer and a scripted engine in a process of its own. */
export class TestHost {
  readonly host: WebHost
  readonly entry: Entry
  readonly #engine: EngineProcess
  readonly #rendererDir: string
  readonly #child: () => EngineChild<never>
  #pages: TestPage[] = []

  private constructor(
    host: WebHost,
    entry: Entry,
    engine: EngineProcess,
    rendererDir: string,
    child: () => EngineChild<never>,
  ) {
    this.host = host
    this.entry = entry
    this.#engine = engine
    this.#rendererDir = rendererDir
    this.#child = child
  }

  static async start(limits: Partial<WebLimits> = {}, engineConfig: ConfigInput = {}): Promise<TestHost> {
    const rendererDir = await mkdtemp(path.join(tmpdir(), 'parley-renderer-'))
    await mkdir(path.join(rendererDir, 'assets'))
    await writeFile(path.join(rendererDir, 'index.html'), '<!doctype html><title>Parley</title>')
    await writeFile(path.join(rendererDir, 'assets/vad-1a2B3c4d.wasm'), new Uint8Array([0, 97, 115, 109]))
    const script = await builtScript('tests/e2e/web/scriptedEngine.ts')
    let child!: EngineChild<never>
    const engine = new EngineProcess(() => (child = forkEngine(script)), config.parse(engineConfig))
    engine.start()
    const host = await startWebHost({ engine, rendererDir, limits, settings: scratchSettings(rendererDir) })
    return new TestHost(host, await enter(host.invite(60_000)), engine, rendererDir, () => child)
  }

  async open(): Promise<TestPage> {
    const page = new TestPage(this.host, this.entry)
    this.#pages.push(page)
    await page.opened
    return page
  }

  /** A page that the engine has greeted. */
  async openReady(): Promise<TestPage> {
    const page = await this.open()
    await page.until('ready')
    return page
  }

  /** Another host of the same engine. */
  beside(ports?: readonly number[]): Promise<WebHost> {
    const rendererDir = this.#rendererDir
    return startWebHost({ engine: this.#engine, rendererDir, ports, settings: scratchSettings(rendererDir) })
  }

  /** Kills the engine as a crash would. */
  killEngine(): void {
    this.#child().kill()
  }

  closePages(): void {
    for (const page of this.#pages) page.socket.terminate()
    this.#pages = []
  }

  async close(): Promise<void> {
    this.closePages()
    await this.host.close()
    this.#engine.close()
    await rm(this.#rendererDir, { recursive: true })
  }
}

/** A request with headers that `fetch` would not send. */
export function get(
  port: number,
  urlPath: string,
  headers: Record<string, string>,
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path: urlPath, headers }, (response) => {
      let body = ''
      response.on('data', (chunk: Buffer) => (body += chunk.toString()))
      response.on('end', () => resolve({ status: response.statusCode!, body }))
    })
      .on('error', reject)
      .end()
  })
}
