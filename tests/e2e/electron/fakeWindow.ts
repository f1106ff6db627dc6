import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { compileFunction } from 'node:vm'
import type { MessagePort as NodePort } from 'node:worker_threads'
import {
  desktopBridgeName,
  type AskMessage,
  type DesktopBridge,
  type HostMessage,
  type Port,
} from '@contract'
import { desktopPort } from '../../../src-renderer/desktopPort'
import type { FakeWorld } from './fakeElectron'

interface Place {
  x: number
  y: number
  width: number
  height: number
}

export interface WindowOptions extends Partial<Place> {
  show?: boolean
  frame?: boolean
  alwaysOnTop?: boolean
  skipTaskbar?: boolean
  webPreferences: {
    preload: string
    additionalArguments: string[]
    sandbox: boolean
    contextIsolation: boolean
    nodeIntegration: boolean
  }
}

/** A stand-in for the page: what a script in it would get of the bridge and of the engine. */
export class FakePage {
  isLoaded = false
  bridge!: DesktopBridge
  readonly commands: string[] = []
  readonly engine: Port<AskMessage | HostMessage, unknown>
  readonly messages: { readonly type: string; readonly turn?: number; readonly [more: string]: unknown }[] =
    []
  readonly window = new EventEmitter()

  constructor() {
    this.engine = desktopPort(
      (receive) => this.window.on('message', receive),
      () => this.bridge.restartEngine(),
    )
    this.engine.onMessage((message) => this.messages.push(message as FakePage['messages'][number]))
  }
}

let newestId = 0

export class FakeWebContents extends EventEmitter {
  readonly id = ++newestId
  page = new FakePage()
  toPage = new EventEmitter()
  readonly #load: () => Promise<void>
  openHandler: ((details: { readonly url: string }) => { action: string }) | undefined
  zoomLevel = 0
  url = ''
  #isDead = false

  constructor(load: () => Promise<void>) {
    super()
    this.#load = load
    this.on('render-process-gone', () => (this.#isDead = true))
  }

  isCrashed(): boolean {
    return this.#isDead
  }

  isLoading(): boolean {
    return !this.page.isLoaded
  }

  /** Loads the page anew: nothing of the old one is left. */
  reload(): void {
    this.page = new FakePage()
    this.toPage = new EventEmitter()
    this.#isDead = false
    void this.#load()
  }

  send(channel: string, ...args: unknown[]): void {
    const cloned = structuredClone(args)
    queueMicrotask(() => this.toPage.emit(channel, { ports: [] }, ...cloned))
  }

  postMessage(channel: string, message: unknown, ports: { readonly underlying: NodePort }[]): void {
    if (this.#isDead) throw new Error('Render frame was disposed before WebFrameMain could be accessed')
    queueMicrotask(() => {
      this.toPage.emit(channel, { ports: ports.map((port) => port.underlying) }, structuredClone(message))
    })
  }

  setWindowOpenHandler(handler: NonNullable<FakeWebContents['openHandler']>): void {
    this.openHandler = handler
  }

  getZoomLevel(): number {
    return this.zoomLevel
  }

  setZoomLevel(level: number): void {
    this.zoomLevel = level
  }
}

/** A window on a desktop where at most one has the focus. */
export class FakeBrowserWindow extends EventEmitter {
  readonly webContents: FakeWebContents = new FakeWebContents(() => this.loadURL(this.webContents.url))
  readonly options: WindowOptions
  readonly #world: FakeWorld
  place: Place
  isShown: boolean
  /** How often it came to be shown. */
  timesShown = 0
  isFocusable = true
  isDestroyed = false
  maximized = false

  constructor(options: WindowOptions, world: FakeWorld) {
    super()
    if (!world.isReady) throw new Error('Cannot create BrowserWindow before app is ready')
    this.options = options
    this.#world = world
    this.place = { x: 0, y: 0, width: 800, height: 600, ...pick(options) }
    this.isShown = options.show ?? true
    world.windows.push(this)
    world.app.emit('web-contents-created', {}, this.webContents)
  }

  /** Fetches the page through the app's protocol, runs the preload as its sandbox would, then the page is there. */
  async loadURL(url: string): Promise<void> {
    const { webContents } = this
    webContents.url = url
    const response = await this.#world.fetch(url)
    if (response.status !== 200) throw new Error(`ERR_FAILED (${response.status}) loading '${url}'`)
    const load = new EventEmitter()
    const scope = {
      location: { origin: new URL(url).protocol + '//' + new URL(url).host },
      postMessage: (data: unknown, _origin: string, ports: unknown[] = []) =>
        queueMicrotask(() => webContents.page.window.emit('message', { data, ports })),
      addEventListener: (type: string, listener: () => void) => load.on(type, listener),
    }
    const sandboxRequire = (name: string): unknown => {
      if (name !== 'electron') throw new Error(`module not found: ${name}`)
      return this.#world.rendererModule(this, (exposed, bridge) => {
        if (exposed === desktopBridgeName) webContents.page.bridge = bridge as DesktopBridge
      })
    }
    const { preload, additionalArguments, sandbox, contextIsolation, nodeIntegration } =
      this.options.webPreferences
    if (!sandbox || !contextIsolation || nodeIntegration) throw new Error('The page is not sandboxed')
    const source = readFileSync(preload, 'utf8')
    const run = compileFunction(source, ['require', 'module', 'exports', 'globalThis', 'process']) as (
      ...args: unknown[]
    ) => void
    run(sandboxRequire, {}, {}, scope, { argv: ['electron', ...additionalArguments] })
    webContents.page.bridge.onCommand((command) => webContents.page.commands.push(command))
    load.emit('load')
    webContents.page.isLoaded = true
    webContents.emit('did-finish-load')
    this.emit('ready-to-show')
  }

  show(): void {
    this.showInactive()
    this.focus()
  }

  showInactive(): void {
    const wasShown = this.isShown
    this.isShown = true
    if (wasShown) return
    this.timesShown++
    this.emit('show')
  }

  focus(): void {
    if (this.isShown && this.isFocusable) this.#world.focus(this)
  }

  hide(): void {
    const wasShown = this.isShown
    this.isShown = false
    if (wasShown) this.emit('hide')
    if (this.#world.focused === this) this.#world.focus(undefined)
  }

  /** As when the user clicks its button. */
  destroy(): void {
    if (this.isDestroyed) return
    this.isDestroyed = true
    this.isShown = false
    this.emit('closed')
  }

  close(): void {
    let isPrevented = false
    this.emit('close', { preventDefault: () => (isPrevented = true) })
    if (isPrevented) return
    this.webContents.emit('destroyed')
    this.destroy()
  }

  isVisible(): boolean {
    return this.isShown
  }

  isFocused(): boolean {
    return this.#world.focused === this
  }

  isMinimized(): boolean {
    return false
  }

  maximize(): void {
    this.maximized = true
    this.emit('maximize')
  }

  unmaximize(): void {
    this.maximized = false
    this.emit('unmaximize')
  }

  restore(): void {
    // Nothing is minimized here.
  }

  setFocusable(isFocusable: boolean): void {
    this.isFocusable = isFocusable
  }

  setAlwaysOnTop(): void {
    this.options.alwaysOnTop = true
  }

  setVisibleOnAllWorkspaces(): void {
    // No workspaces here.
  }

  setBounds(place: Place): void {
    this.place = { ...place }
  }

  getBounds(): Place {
    return { ...this.place }
  }

  getNormalBounds(): Place {
    return { ...this.place }
  }
}

function pick({ x, y, width, height }: Partial<Place>): Partial<Place> {
  return Object.fromEntries(
    Object.entries({ x, y, width, height }).filter(([, value]) => value !== undefined),
  )
}
