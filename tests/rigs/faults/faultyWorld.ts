import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { WebSocket } from 'ws'
import {
  config,
  passProtocol,
  type Config,
  type ConfigInput,
  type ConversationPlaces,
  type Exchange,
} from '../../../src-preload/contract'
import { beginRun, endRun } from '../../../src-main/engineProcess/conversationPlaces'
import { EngineProcess } from '../../../src-main/engineProcess/engineProcess'
import { forkEngine } from '../../../src-main/engineProcess/forkEngine'
import type { HostSettings } from '../../../src-main/settings/hostSettings'
import { startWebHost, type WebHost } from '../../../src-main/web/webHost'
import type { AppState } from '../../../src-renderer/state'
import { SocketPort, type Socket } from '../../../src-renderer/socketPort'
import { troubleInWords } from '../../../src-renderer/words'
import { enter, TestPage, type Entry } from '../../e2e/web/testPage'
import { FakeWorld } from '../../unit/renderer/fakeWorld'
import { engineOf } from '../engineOf'
import { eventually } from '../eventually'
import { scratchSettings } from '../scratchSettings'
import { FaultyHub } from './faultyHub'
import { QuickSpeaker } from './quickSpeaker'

/** More than any test writes, and filled in no time. */
const diskMegabytes = 64

/**
 * A window with devices of the test, over a real line to a real host, whose engine is a process of its own and keeps
 * conversations in a folder of its own, on a small disk where one can be had.
 */
export class FaultyWorld {
  readonly window: FakeWorld
  readonly folder: string
  /** Whether the folder lies on a disk of its own, which may be filled. */
  readonly hasDisk: boolean
  settings: HostSettings
  /** What was told since it was last forgotten. */
  readonly told: string[] = []
  /** The answers that are over, by what was asked: none of them may be lost. */
  readonly kept = new Map<string, string>()
  readonly root: string
  readonly #engineEntry: string
  #engine!: EngineProcess
  #conversations!: ConversationPlaces
  #host!: WebHost
  #entry!: Entry
  #socket: WebSocket | undefined
  /** What its user chose beside what is usual. */
  #choices: ConfigInput = {}
  #hub: Promise<FaultyHub> | undefined

  private constructor(engineEntry: string) {
    this.#engineEntry = engineEntry
    this.root = mkdtempSync(path.join(tmpdir(), 'parley-faults-'))
    this.folder = path.join(this.root, 'data')
    mkdirSync(this.folder)
    writeFileSync(path.join(this.root, 'index.html'), '<!doctype html>')
    const size = `size=${diskMegabytes}m`
    this.hasDisk = spawnSync('mount', ['-t', 'tmpfs', '-o', size, 'tmpfs', this.folder]).status === 0
    this.settings = scratchSettings(this.root)
    this.window = undefined as never
  }

  /** @param engineEntry the script of an engine that fails when it is asked to (`faultyEngine.ts`) */
  static async open(engineEntry: string): Promise<FaultyWorld> {
    const world = new FaultyWorld(engineEntry)
    await world.startHost()
    const origin = `http://127.0.0.1:${world.#host.port}`
    const port = new SocketPort(origin, (address, protocol) => world.#openSocket(origin, address, protocol))
    const window = new FakeWorld({ port, openSpeaker: (on) => new QuickSpeaker(on) })
    ;(world as { window: FakeWorld }).window = window
    window.app.store.subscribe((state, before) => world.#note(state, before))
    await world.ready()
    return world
  }

  get state(): FakeWorld['state'] {
    return this.window.state
  }

  /** The engine's process; undefined while there is none. */
  get enginePid(): number | undefined {
    return engineOf(process.pid)
  }

  signalEngine(signal: NodeJS.Signals): void {
    const { enginePid } = this
    if (enginePid !== undefined) process.kill(enginePid, signal)
  }

  /** Until the window has an engine. A lost one is asked for, as its user would by the button. */
  async ready(): Promise<void> {
    await eventually(
      () => {
        if (this.state.trouble?.action === 'restart-engine') this.state.resolveTrouble()
        return ['ready', 'waiting', 'loading'].includes(this.state.connection)
      },
      () => `an engine; it is ${this.state.connection}`,
    )
  }

  /** Until the window knows that the engine it had is gone. */
  async away(): Promise<void> {
    await eventually(() => this.state.connection !== 'ready', 'the window to know that the engine is gone')
  }

  /** A host and its engine, where those before are gone. @param isKnown they let in who was let in before */
  async startHost(): Promise<void> {
    const env = { ...process.env, XDG_DATA_HOME: this.folder, LOCALAPPDATA: this.folder }
    this.#conversations = beginRun(env)
    this.settings = scratchSettings(this.root)
    this.#engine = new EngineProcess(() => forkEngine(this.#engineEntry), this.#config)
    this.#engine.start()
    const ports = this.#host === undefined ? [0] : [this.#host.port]
    this.#host = await eventually(
      () =>
        startWebHost({
          ...{ engine: this.#engine, rendererDir: this.root, settings: this.settings, ports },
        }).catch(() => undefined),
      'the port',
    )
    // Its new link is opened, in another tab of the same browser.
    this.#entry = await enter(this.#host.invite(60_000))
  }

  /** Has the engine start anew with what its user chooses. @param choices none: as is usual */
  async configure(choices: ConfigInput): Promise<void> {
    this.#choices = choices
    this.#engine.changeConfig(this.#config)
    await this.away()
  }

  /** The hub of the models, and what fetches from it. */
  openHub(): Promise<FaultyHub> {
    this.#hub ??= FaultyHub.open(this.root, this.settings, (what) => this.told.push(what))
    return this.#hub
  }

  async endHost(): Promise<void> {
    await Promise.all([this.#host.close(), this.#engine.end()])
  }

  cutSocket(): void {
    this.#socket?.terminate()
  }

  /** Says something on the window's own line that no window says. */
  sendRaw(frame: string): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(frame)
  }

  /** Another tab of the same browser. */
  async openPage(): Promise<TestPage> {
    const page = new TestPage(this.#host, this.#entry)
    await page.opened
    return page
  }

  /** What the store has of the conversation that is open. */
  async storedExchanges(): Promise<readonly Exchange[]> {
    const conversation = this.state.conversation?.id
    if (conversation === undefined) return []
    const before = Number.MAX_SAFE_INTEGER
    const asked = { kind: 'exchanges', conversation, limit: 200, before } as const
    return (await this.window.app.askStore(asked)).exchanges
  }

  async close(): Promise<void> {
    this.window.app.close()
    await (await this.#hub)?.close()
    await this.endHost()
    endRun(this.#conversations)
    if (this.hasDisk) spawnSync('umount', ['-l', this.folder])
    rmSync(this.root, { recursive: true, force: true })
  }

  get #config(): Config {
    return config.parse({ ...this.#choices, conversations: this.#conversations, keeping: { mode: 'yes' } })
  }

  #openSocket(origin: string, address: string, protocol: string): Socket {
    const { pass, cookie } = this.#entry
    const socket = new WebSocket(address.replace(/^http/, 'ws'), [protocol, passProtocol(pass)], {
      ...{ origin, headers: { cookie } },
    })
    // Its close says the same.
    socket.on('error', () => undefined)
    this.#socket = socket
    return socket
  }

  #note(state: AppState, before: AppState): void {
    const note = (what: string, said: string | undefined): void => {
      if (said !== undefined) this.told.push(`${what}: ${said}`)
    }
    if (state.connection !== before.connection) note('connection', state.connection)
    if (state.trouble !== before.trouble)
      note('trouble', state.trouble && troubleInWords(state.trouble.notice))
    if (state.hindrance !== before.hindrance) note('hindrance', state.hindrance?.code)
    if (state.note !== before.note) note('note', state.note?.kind)
    if (state.exchanges !== before.exchanges)
      for (const { key, error, toolSteps = [] } of state.exchanges.slice(-2)) {
        const known = before.exchanges.find((each) => each.key === key)
        if (error && !known?.error) note('exchange', `${error.code} ${error.notice.kind}`)
        for (const { outcome } of toolSteps) if (outcome === 'failed') note('tool', outcome)
      }
  }
}
