import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { rmSync } from 'node:fs'
import type { Socket } from 'node:net'
import type { Browser, BrowserContext } from 'playwright-core'
import {
  config,
  type ConfigInput,
  type ConversationPlaces,
  type EngineMessage,
} from '../../../src-preload/contract'
import { beginRun, endRun } from '../../../src-main/engineProcess/conversationPlaces'
import { EngineProcess, type EngineChild } from '../../../src-main/engineProcess/engineProcess'
import { forkEngine } from '../../../src-main/engineProcess/forkEngine'
import type { ModelShelf } from '../../../src-main/library/modelShelf'
import { Recordings } from '../../../src-main/privacy/recordings'
import { askSettings } from '../../../src-main/settings/askSettings'
import { followSettings } from '../../../src-main/settings/followSettings'
import type { HostSettings } from '../../../src-main/settings/hostSettings'
import { startWebHost, type WebHost } from '../../../src-main/web/webHost'
import { launchChromium, type BrowserOptions } from '../chromium'
import { scratchSettings } from '../../rigs/scratchSettings'
import { eventually } from '../../rigs/eventually'
import { AppPage, type PageOptions } from './appPage'
import { builtRenderer } from './builtRenderer'
import type { FrameStamp } from './soundCard'

export interface AppOptions {
  readonly engine?: ConfigInput
  readonly browser?: BrowserOptions
  /** The script of the engine's process; absent: as it is built, which starts in half the time that its sources take. */
  readonly engineEntry?: string
  /** A folder of its own for what is kept; absent: that of all tests, in which nobody chooses to keep anything. */
  readonly dataHome?: string
  /** What variables say of settings; absent: nothing. */
  readonly env?: Readonly<Record<string, string>>
  /** The folder of what windows record for bug reports; absent: they cannot. */
  readonly recordings?: string
  /** The models that windows can fetch and choose, for this engine. */
  readonly models?: (engine: EngineProcess, conversations: ConversationPlaces) => ModelShelf
}

/** The whole app: the built window, the real engine in a process of its own, the web host between them, and Chromium. */
export class AppUnderTest {
  readonly host: WebHost
  readonly #engine: EngineProcess
  readonly settings: HostSettings
  readonly #line: EngineLine
  readonly #browser: Browser
  readonly #rendererDir: string
  readonly #pages: AppPage[] = []
  readonly #sockets: Set<Socket>
  readonly #stopWatching: () => void
  readonly #conversations: ConversationPlaces

  private constructor(parts: {
    host: WebHost
    engine: EngineProcess
    settings: HostSettings
    line: EngineLine
    browser: Browser
    rendererDir: string
    sockets: Set<Socket>
    stopWatching: () => void
    conversations: ConversationPlaces
  }) {
    this.host = parts.host
    this.#engine = parts.engine
    this.settings = parts.settings
    this.#line = parts.line
    this.#browser = parts.browser
    this.#rendererDir = parts.rendererDir
    this.#sockets = parts.sockets
    this.#stopWatching = parts.stopWatching
    this.#conversations = parts.conversations
  }

  static async open(executablePath: string, options: AppOptions = {}): Promise<AppUnderTest> {
    const sockets = new Set<Socket>()
    const watch = (event: unknown): void => void sockets.add((event as { socket: Socket }).socket)
    subscribe('net.server.socket', watch)
    const rendererDir = await builtRenderer()
    const line = new EngineLine(options.engineEntry ?? 'out/main/engine.js')
    const { dataHome } = options
    const conversations = beginRun({
      ...process.env,
      ...(dataHome !== undefined && { XDG_DATA_HOME: dataHome }),
    })
    const engine = new EngineProcess(() => line.launch(), config.parse({ ...options.engine, conversations }))
    engine.start()
    const settings = scratchSettings(rendererDir, options.env)
    followSettings(settings, { startAnew: () => undefined, keep: (keeping) => engine.keep(keeping) })
    const [host, browser] = await Promise.all([
      startWebHost({
        ...{ engine, rendererDir, settings, models: options.models?.(engine, conversations) },
        ...(options.recordings !== undefined && {
          recordings: new Recordings(() => settings.values.recording, options.recordings),
        }),
      }),
      launchChromium(executablePath, options.browser),
    ])
    await eventually(() => engine.status.state === 'ready', 'the engine')
    const stopWatching = (): void => void unsubscribe('net.server.socket', watch)
    return new AppUnderTest({
      ...{ host, engine, settings, line, browser, rendererDir, sockets, stopWatching, conversations },
    })
  }

  /** A window of its own; with `beside`, another tab of that one's browser profile. */
  async openPage(options: PageOptions = {}, beside?: AppPage): Promise<AppPage> {
    // Each begins with nothing chosen, as a user of its own.
    if (!beside) askSettings(this.settings, { type: 'reset' })
    const context = beside?.page.context() ?? (await this.#newContext())
    const page = await AppPage.open(context, this.host, options)
    this.#pages.push(page)
    return page
  }

  /** Ends the engine's process as the system does when memory runs out. */
  killEngine(): void {
    this.#line.child?.kill()
  }

  /** Calls once, with the first message of the engine that is looked for, before any window has it. */
  onEngineMessage(matches: (message: EngineMessage) => boolean, then: () => void): void {
    this.#line.watch(matches, then)
  }

  /** What windows say is kept from the engine until the returned function is called. */
  holdQuestions(): () => void {
    return this.#line.hold()
  }

  /** Cuts every line to the host at once, without a goodbye. */
  cutSockets(): void {
    for (const socket of this.#sockets) if (socket.localPort === this.host.port) socket.resetAndDestroy()
    this.#sockets.clear()
  }

  /** When frames reached the engine, from one that tells (`stampingEngine`). */
  get frameStamps(): readonly FrameStamp[] {
    return this.#line.stamps
  }

  /** Requests of all pages that went anywhere but to the host, and errors that the pages complained of. */
  get offences(): string[] {
    return this.#pages.flatMap((page) => page.offences)
  }

  async close(): Promise<void> {
    this.#stopWatching()
    await this.#browser.close()
    this.#engine.close()
    await this.host.close()
    endRun(this.#conversations)
    rmSync(this.#rendererDir, { recursive: true })
  }

  #newContext(): Promise<BrowserContext> {
    return this.#browser.newContext({
      viewport: { width: 1000, height: 720 },
      deviceScaleFactor: 0.25,
      locale: 'en-GB',
    })
  }
}

/** The line between the host and the engine's process, where a test may look and hold. */
class EngineLine {
  child: EngineChild<never> | undefined
  readonly stamps: FrameStamp[] = []
  readonly #entry: string
  readonly #watchers: { matches: (message: EngineMessage) => boolean; then: () => void }[] = []
  #held: (() => void)[] | undefined

  constructor(entry: string) {
    this.#entry = entry
  }

  launch(): EngineChild<never> {
    const child = forkEngine(this.#entry)
    child.onMessage((message) => {
      const told: { kind: string } = message
      if (['begin', 'frame', 'end'].includes(told.kind)) this.stamps.push(told as FrameStamp)
      if (message.kind !== 'message') return
      const at = this.#watchers.findIndex(({ matches }) => matches(message.message))
      if (at >= 0) this.#watchers.splice(at, 1)[0].then()
    })
    this.child = child
    return {
      ...child,
      send: (message) => {
        if (this.#held && message.kind === 'message') this.#held.push(() => child.send(message))
        else child.send(message)
      },
    }
  }

  watch(matches: (message: EngineMessage) => boolean, then: () => void): void {
    this.#watchers.push({ matches, then })
  }

  hold(): () => void {
    const held = (this.#held = [] as (() => void)[])
    return () => {
      this.#held = undefined
      for (const send of held) send()
    }
  }
}
