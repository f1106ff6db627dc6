import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { MessageChannel, Worker, type MessagePort as NodePort } from 'node:worker_threads'
import { FakeBrowserWindow, type WindowOptions } from './fakeWindow'

type Handler = (...args: unknown[]) => unknown

interface MenuItem {
  label?: string
  role?: string
  type?: string
  accelerator?: string
  checked?: boolean
  click?: () => void
  submenu?: MenuItem[]
}

/** What a test sees of the fake, and does to it. */
export interface FakeWorld {
  isReady: boolean
  isFirstInstance: boolean
  readonly userData: string
  readonly takenKeys: Set<string>
  readonly windows: FakeBrowserWindow[]
  readonly engines: Worker[]
  /** A script in the place of the engine's, which takes long to load; absent: the engine itself. */
  engineScript?: string
  readonly trays: FakeTray[]
  readonly shortcuts: Map<string, () => void>
  readonly schemes: { scheme: string; privileges: object }[]
  permissionRequest: Handler
  permissionCheck: Handler
  /** Whether a page of the session may ask for an address. */
  mayRequest(url: string): boolean
  hostResolver: object | undefined
  /** Languages whose spelling is checked; undefined: none. */
  spellChecked: string[] | undefined
  menu: MenuItem[]
  focused: FakeBrowserWindow | undefined
  hasQuit: boolean
  isAboutShown: boolean
  readonly switches: Map<string, string>
  loginItem: object | undefined
  /** Titles of what the desktop showed for the app. */
  readonly notifications: string[]
  /** A click on the newest one. */
  clickNotification: () => void
  /** What the user was asked in a box, each with what presses one of its buttons. */
  readonly questions: { readonly message: string; readonly answer: (button: string) => void }[]
  /** What Chromium was told to forget, by the names of the calls. */
  readonly cleared: string[]
  /** The text on the clipboard. */
  copied: string
  /** What was opened outside of the app. */
  readonly opened: string[]
  /** What the user chooses when asked for a folder; undefined: nothing. */
  chosenFolder: string | undefined
  /** Whether the desktop has a safe place for secrets. */
  hasKeyring: boolean
  /** What the system's settings say of the way to any address. */
  proxies: string
  /** The languages of the system, as it writes them, best first. */
  languages: string[]
  /** The app's processes, as Electron tells of them. */
  readonly metrics: { type: string; name?: string; pid: number; memory: { workingSetSize: number } }[]
  readonly app: EventEmitter & { isPackaged: boolean }
  focus(window: FakeBrowserWindow | undefined): void
  fetch(url: string, init?: RequestInit): Promise<Response>
  rendererModule(window: FakeBrowserWindow, expose: (name: string, api: unknown) => void): unknown
  /** What a frame says to main; by default a window's own main frame. */
  tellMain(channel: string, frame: object | null, window: FakeBrowserWindow, ...args: unknown[]): void
  /** What a frame asks of main; rejects where main refuses. */
  askMain(
    channel: string,
    frame: object | null,
    window: FakeBrowserWindow,
    ...args: unknown[]
  ): Promise<unknown>
  /** The channels on which main hears pages, and those on which it answers them. */
  heardChannels(): string[]
  askedChannels(): string[]
}

export interface FakeTray {
  image: FakeImage
  toolTip: string
  menu: MenuItem[]
  click(): void
}

interface FakeImage {
  readonly pixels: Buffer[]
}

/** One run of a fake Electron: the module that the app imports, and the world around it. */
export function fakeElectron(userData: string): { electron: Record<string, unknown>; world: FakeWorld } {
  const ipcListeners = new EventEmitter()
  const ipcHandlers = new Map<string, Handler>()
  const protocols = new Map<string, (request: Request) => Promise<Response>>()

  const app = Object.assign(new EventEmitter(), {
    isPackaged: false,
    setName: () => undefined,
    getVersion: () => '0.1.0',
    getPreferredSystemLanguages: () => world.languages,
    getPath: () => userData,
    getAppMetrics: () => world.metrics,
    requestSingleInstanceLock: () => world.isFirstInstance,
    whenReady: async () => {
      await new Promise((resolve) => setTimeout(resolve, 5))
      world.isReady = true
      app.emit('ready')
    },
    commandLine: {
      hasSwitch: (name: string) => process.argv.some((word) => word.replace(/=.*/, '') === `--${name}`),
      appendSwitch: (name: string, value: string) => {
        if (world.isReady) throw new Error('Too late: the switches have been read')
        world.switches.set(name, value)
      },
    },
    configureHostResolver: (options: object) => {
      if (!world.isReady) throw new Error('configureHostResolver cannot be called before the app is ready')
      world.hostResolver = options
    },
    setAboutPanelOptions: () => undefined,
    showAboutPanel: () => (world.isAboutShown = true),
    setLoginItemSettings: (settings: object) => (world.loginItem = settings),
    getLoginItemSettings: () => ({ openAtLogin: false, wasOpenedAtLogin: false, ...world.loginItem }),
    exit: () => (world.hasQuit = true),
    quit: () => {
      let isKept = false
      app.emit('before-quit', { preventDefault: () => (isKept = true) })
      if (isKept) return
      for (const window of world.windows) if (!window.isDestroyed) window.close()
      if (world.windows.some((window) => !window.isDestroyed)) return
      let isPrevented = false
      app.emit('will-quit', { preventDefault: () => (isPrevented = true) })
      if (!isPrevented) world.hasQuit = true
    },
  })

  const scriptOf = (entry: string): string =>
    entry.endsWith('engine.js') ? (world.engineScript ?? entry) : entry
  const world: FakeWorld = {
    isReady: false,
    isFirstInstance: true,
    userData,
    takenKeys: new Set(),
    windows: [],
    engines: [],
    metrics: [],
    trays: [],
    shortcuts: new Map(),
    schemes: [],
    permissionRequest: () => undefined,
    permissionCheck: () => undefined,
    mayRequest: () => true,
    hostResolver: undefined,
    spellChecked: ['en-GB'],
    menu: [],
    focused: undefined,
    hasQuit: false,
    isAboutShown: false,
    switches: new Map(),
    loginItem: undefined,
    notifications: [],
    clickNotification: () => undefined,
    questions: [],
    cleared: [],
    copied: '',
    opened: [],
    chosenFolder: undefined,
    hasKeyring: true,
    proxies: 'DIRECT',
    languages: ['en-GB'],
    app,
    focus(window) {
      const before = world.focused
      world.focused = window
      if (before !== window) before?.emit('blur')
    },
    fetch: async (url, init) => {
      const handle = protocols.get(new URL(url).protocol.slice(0, -1))
      return handle ? handle(new Request(url.split('#')[0], init)) : new Response(null, { status: 404 })
    },
    tellMain: (channel, frame, window, ...args) =>
      ipcListeners.emit(channel, { sender: window.webContents, senderFrame: frame }, ...args),
    askMain: (channel, frame, window, ...args) =>
      new Promise((resolve) => {
        const handler = ipcHandlers.get(channel)
        if (!handler) throw new Error(`No handler registered for '${channel}'`)
        resolve(handler({ sender: window.webContents, senderFrame: frame }, ...args))
      }),
    heardChannels: () => ipcListeners.eventNames().map(String),
    askedChannels: () => [...ipcHandlers.keys()],
    rendererModule(window, expose) {
      const { webContents } = window
      const frame = { parent: null, url: webContents.url }
      return {
        contextBridge: { exposeInMainWorld: expose },
        ipcRenderer: {
          on: (channel: string, listener: Handler) => webContents.toPage.on(channel, listener),
          send: (channel: string, ...args: unknown[]) => {
            const cloned = structuredClone(args)
            queueMicrotask(() => world.tellMain(channel, frame, window, ...cloned))
          },
          invoke: async (channel: string, ...args: unknown[]) =>
            structuredClone(await world.askMain(channel, frame, window, ...structuredClone(args))),
        },
      }
    },
  }

  class MessagePortMain extends EventEmitter {
    readonly underlying: NodePort

    constructor(underlying: NodePort) {
      super()
      this.underlying = underlying
    }
  }

  class MessageChannelMain {
    readonly port1: MessagePortMain
    readonly port2: MessagePortMain

    constructor() {
      const { port1, port2 } = new MessageChannel()
      this.port1 = new MessagePortMain(port1)
      this.port2 = new MessagePortMain(port2)
    }
  }

  class Tray extends EventEmitter {
    readonly seen: FakeTray

    constructor(image: FakeImage) {
      super()
      if (!world.isReady) throw new Error('Cannot create Tray before app is ready')
      this.seen = { image, toolTip: '', menu: [], click: () => this.emit('click') }
      world.trays.push(this.seen)
    }

    setImage(image: FakeImage): void {
      this.seen.image = image
    }

    setToolTip(toolTip: string): void {
      this.seen.toolTip = toolTip
    }

    setContextMenu(menu: MenuItem[]): void {
      this.seen.menu = menu
    }

    getBounds(): object {
      return { x: 1700, y: 1060, width: 24, height: 20 }
    }

    destroy(): void {
      if (!this.isDestroyed()) world.trays.splice(world.trays.indexOf(this.seen), 1)
    }

    isDestroyed(): boolean {
      return !world.trays.includes(this.seen)
    }
  }

  class Notification {
    static isSupported = (): boolean => true
    readonly show: () => void
    readonly on = (_event: 'click', clicked: () => void): void => void (world.clickNotification = clicked)

    readonly close: () => void

    constructor({ title }: { title: string }) {
      if (!world.isReady) throw new Error('Cannot create Notification before app is ready')
      this.show = () => void world.notifications.push(title)
      this.close = () => void world.notifications.splice(world.notifications.indexOf(title), 1)
    }
  }

  const display = { workArea: { x: 0, y: 0, width: 1920, height: 1050 } }
  const electron = {
    app,
    dialog: {
      showErrorBox: (title: string, text: string) => console.error(title, text),
      showMessageBox: ({ message, buttons }: { message: string; buttons: string[] }) =>
        new Promise((resolve) => {
          const answer = (button: string): void => resolve({ response: buttons.indexOf(button) })
          world.questions.push({ message, answer })
        }),
      showOpenDialog: () => {
        const { chosenFolder } = world
        return Promise.resolve({
          canceled: chosenFolder === undefined,
          filePaths: chosenFolder === undefined ? [] : [chosenFolder],
        })
      },
    },
    BrowserWindow: class extends FakeBrowserWindow {
      static getAllWindows = (): FakeBrowserWindow[] => world.windows.filter((each) => !each.isDestroyed)
      static getFocusedWindow = (): FakeBrowserWindow | null => world.focused ?? null

      constructor(options: WindowOptions) {
        super(options, world)
      }
    },
    Tray,
    Notification,
    Menu: {
      buildFromTemplate: (template: MenuItem[]) => template,
      setApplicationMenu: (menu: MenuItem[]) => (world.menu = menu),
    },
    MessageChannelMain,
    clipboard: {
      readText: () => Promise.resolve(world.copied),
      writeText: (text: string) => Promise.resolve(void (world.copied = text)),
    },
    shell: { openExternal: (address: string) => Promise.resolve(void world.opened.push(address)) },
    nativeTheme: { themeSource: 'system' },
    nativeImage: {
      createFromPath: (file: string) => ({ pixels: [readFileSync(file)] }),
    },
    screen: {
      getAllDisplays: () => [display],
      getDisplayMatching: () => display,
      getDisplayNearestPoint: () => display,
      getCursorScreenPoint: () => ({ x: 0, y: 0 }),
    },
    globalShortcut: {
      register: (key: string, pressed: () => void) => {
        if (key.includes('Nonsense')) throw new TypeError('conversion failure from ' + key)
        if (world.takenKeys.has(key)) return false
        world.shortcuts.set(key, pressed)
        return true
      },
      unregisterAll: () => world.shortcuts.clear(),
    },
    ipcMain: {
      on: (channel: string, listener: Handler) => ipcListeners.on(channel, listener),
      handle: (channel: string, handler: Handler) => ipcHandlers.set(channel, handler),
    },
    protocol: {
      registerSchemesAsPrivileged: (schemes: FakeWorld['schemes']) => {
        if (world.isReady)
          throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
        world.schemes.push(...schemes)
      },
      handle: (scheme: string, handler: (request: Request) => Promise<Response>) =>
        protocols.set(scheme, handler),
    },
    session: {
      defaultSession: {
        setPermissionRequestHandler: (handler: Handler) => (world.permissionRequest = handler),
        setPermissionCheckHandler: (handler: Handler) => (world.permissionCheck = handler),
        setDevicePermissionHandler: () => undefined,
        setSpellCheckerEnabled: (isOn: boolean) => {
          if (!isOn) world.spellChecked = undefined
        },
        setSpellCheckerLanguages: (languages: string[]) => {
          if (world.spellChecked !== undefined || languages.length > 0) world.spellChecked = languages
        },
        ...Object.fromEntries(
          (['clearStorageData', 'clearCache', 'clearCodeCaches'] as const).map((name) => [
            name,
            () => Promise.resolve(void world.cleared.push(name)),
          ]),
        ),
        webRequest: {
          onBeforeRequest: (
            listener: (details: { url: string }, decide: (of: { cancel: boolean }) => void) => void,
          ) => {
            world.mayRequest = (url) => {
              let isCancelled: boolean | undefined
              listener({ url }, ({ cancel }) => (isCancelled = cancel))
              return isCancelled === false
            }
          },
        },
        resolveProxy: () => Promise.resolve(world.proxies),
      },
    },
    safeStorage: {
      isEncryptionAvailable: () => true,
      getSelectedStorageBackend: () => (world.hasKeyring ? 'gnome_libsecret' : 'basic_text'),
      encryptString: (text: string) => Buffer.from(text).map((byte) => byte ^ 0x5a),
      decryptString: (sealed: Buffer) => Buffer.from(sealed.map((byte) => byte ^ 0x5a)).toString(),
    },
    utilityProcess: { fork: (entry: string) => new UtilityProcess(scriptOf(entry), world.engines) },
  }
  return { electron, world }
}

/** Gives a worker what a utility process has: `process.parentPort`, which brings ports of Electron's kind. */
const workerShim = `
const { EventEmitter } = require('node:events')
const { parentPort, workerData } = require('node:worker_threads')
class Port extends EventEmitter {
  constructor(port) { super(); this.port = port; port.on('close', () => this.emit('close')) }
  start() { this.port.on('message', (data) => this.emit('message', { data, ports: [] })) }
  postMessage(message) { this.port.postMessage(message) }
  close() { this.port.close() }
}
process.parentPort = Object.assign(new EventEmitter(), { postMessage: (message) => parentPort.postMessage(message) })
// Messages wait for the first listener, as in a utility process.
process.parentPort.once('newListener', () => queueMicrotask(() =>
  parentPort.on('message', ({ data, ports }) =>
    process.parentPort.emit('message', { data, ports: ports.map((port) => new Port(port)) }))))
workerData.end.once('message', () => process.exit(1))
import(workerData.entry)
`

/** A utility process that is a thread: everything else of it, the transfer of ports as well, is real. */
class UtilityProcess extends EventEmitter {
  readonly #worker: Worker

  constructor(entry: string, engines: Worker[]) {
    super()
    const { port1, port2: end } = new MessageChannel()
    const options = { workerData: { entry, end }, transferList: [end] }
    const worker = new Worker(workerShim, { eval: true, execArgv: [], ...options })
    // A thread that is ended from outside in the middle of a native call takes the whole process with it.
    worker.terminate = () =>
      new Promise((resolve) => {
        if (worker.threadId === -1) return resolve(0)
        worker.once('exit', resolve)
        port1.postMessage('end')
      })
    this.#worker = worker
    engines.push(worker)
    this.#worker.once('online', () => this.emit('spawn'))
    this.#worker.on('message', (message) => this.emit('message', message))
    this.#worker.on('error', (error) => console.error(error))
    this.#worker.once('exit', (code) => this.emit('exit', code))
  }

  postMessage(data: unknown, ports: { readonly underlying: NodePort }[] = []): void {
    const transferred = ports.map((port) => port.underlying)
    this.#worker.postMessage({ data, ports: transferred }, transferred)
  }

  kill(): boolean {
    void this.#worker.terminate()
    return true
  }
}
