import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { projectRoot } from '../../../src-main/engineProcess/projectRoot'
import { enter, TestPage, type Entry } from '../../e2e/web/testPage'
import { engineOf } from '../engineOf'
import { eventually } from '../eventually'
import { startArgs } from '../startArgs'

/** `npm start -- --web` in a process of its own, as it is attacked. */
export class AttackedHost {
  readonly port: number
  readonly entry: Entry
  readonly #process: ChildProcess
  readonly #pages: TestPage[] = []

  private constructor(process: ChildProcess, port: number, entry: Entry) {
    this.#process = process
    this.port = port
    this.entry = entry
  }

  static async start(): Promise<AttackedHost> {
    const args = [...startArgs(), '--no-open', '--port', '0']
    const host = spawn(process.execPath, args, { cwd: projectRoot, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [host.stdout, host.stderr])
      stream.on('data', (data: Buffer) => (output += data.toString()))
    const link = await eventually(
      () => /http:\S+/.exec(output)?.[0],
      () => `a link; it said ${output}`,
    )
    return new AttackedHost(host, Number(new URL(link).port), await enter(link))
  }

  /** A page that its engine may not have greeted yet. */
  async connect(): Promise<TestPage> {
    const page = new TestPage(this, this.entry)
    this.#pages.push(page)
    await page.opened
    return page
  }

  /** A page that is answered. */
  async openPage(): Promise<TestPage> {
    const page = await this.connect()
    await page.until('ready')
    return page
  }

  /** What it takes of the computer's memory. */
  get megabytes(): number {
    return megabytesOf(this.#process.pid!)
  }

  /** The process of its engine; undefined while there is none. */
  get enginePid(): number | undefined {
    return engineOf(this.#process.pid!)
  }

  async close(): Promise<void> {
    for (const page of this.#pages) page.socket.terminate()
    const gone = once(this.#process, 'exit')
    this.#process.kill('SIGTERM')
    await gone
  }
}

export function megabytesOf(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024
}
