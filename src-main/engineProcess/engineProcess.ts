import { setTimeout as sleep } from 'node:timers/promises'
import {
  AppError,
  signals,
  type AppErrorBody,
  type Config,
  type EngineLoad,
  type EngineState,
  type LogEvent,
  type LogPart,
  type Keeping,
  type Notice,
} from '@contract'
import type { HostContact } from '../engine/network/contactTally'
import type { FromEngineProcess, ToEngineProcess } from '../engine/processMessages'
import { restartDelayMs } from './restartDelay'

/** A running process with an engine in it: a Node child or an Electron utility process, with `Port` windows' ports. */
export interface EngineChild<TransferredPort> {
  send(message: ToEngineProcess, port?: TransferredPort): void
  onMessage(receive: (message: FromEngineProcess) => void): void
  /** Called once, when the process is gone. */
  onExit(exited: (how: string) => void): void
  /** Whether the system holds the process still, as after SIGSTOP: it does nothing until it is let go on. */
  isStopped(): Promise<boolean>
  /** Ends it at once, also when it is stopped. */
  kill(): void
}

export type EngineStatus<TransferredPort> =
  | { readonly state: 'ready'; readonly child: EngineChild<TransferredPort> }
  | { readonly state: EngineState; readonly error?: AppErrorBody }

export interface EngineProcessOptions {
  /** How often the engine is asked for a sign of life. Whatever it says is one. */
  readonly pingEveryMs?: number
  /** Missed so often in a row, and held still by the system, it is ended. */
  readonly missedWhenStopped?: number
  /** Missed so often in a row by an engine that is loaded, it hangs. */
  readonly missedWhenReady?: number
  /** The same while it loads, when it may have to read hundreds of megabytes at once from a slow disk. */
  readonly missedWhenLoading?: number
  /** Told when something rings and no window is there to be heard, and when that is over. */
  readonly onUnheard?: (isUnheard: boolean) => void
  /** Told of every host that the engine asks, and of what that sends. */
  readonly onContact?: (contact: HostContact) => void
  /** Told of what happens in the engine's process, and with it. */
  readonly onEvent?: (event: LogEvent, part: LogPart) => void
  /** Told now and then what the engine's process takes, and how much waits there. */
  readonly onLoad?: (load: EngineLoad) => void
  /** An engine that was ready for as long, or is known to have answered, did not crash in a row with the one before. */
  readonly steadyMs?: number
}

const defaultOptions: Required<EngineProcessOptions> = {
  onUnheard: () => undefined,
  onContact: () => undefined,
  onEvent: () => undefined,
  onLoad: () => undefined,
  pingEveryMs: 1000,
  missedWhenStopped: 2,
  missedWhenReady: 15,
  missedWhenLoading: 120,
  steadyMs: 10_000,
}

/** An engine that is asked to quit has so long to erase what it is to erase. */
const quitsWithinMs = 2500

/** A process that was ended is waited for so long. */
const endsWithinMs = 5000

/**
 * Keeps an engine process running.
 *
 *     starting -> ready -> restarting -> ready
 *                            |  ^
 *                            v  | restart()
 *                           lost
 *
 * A process that dies, or hangs, is started again at once, then after 0.5, 2 and 4 s, then only when asked to. One that died twice
 * while it loaded chosen models loads them on the processor, in case a card's driver ended it, and when it dies of that
 * the built-in ones, until it is asked to restart or others are chosen. Models that cannot be loaded for a reason that
 * stays are not tried again by themselves.
 */
export class EngineProcess<TransferredPort = never> {
  readonly #launch: () => EngineChild<TransferredPort>
  #config: Config
  readonly #options: Required<EngineProcessOptions>
  readonly #watchers = new Set<(status: EngineStatus<TransferredPort>) => void>()
  #status: EngineStatus<TransferredPort> = { state: 'starting' }
  #child: EngineChild<TransferredPort> | undefined
  /** Was ended for another to begin, but still holds its memory. */
  #leaving: EngineChild<TransferredPort> | undefined
  /** The newest process is. */
  #gone: Promise<void> = Promise.resolve()
  #crashesInARow = 0
  /** How often it died while it loaded the chosen models. */
  #crashesLoading = 0
  #retry: NodeJS.Timeout | undefined
  #pinging: NodeJS.Timeout | undefined
  #closed = false

  constructor(
    launch: () => EngineChild<TransferredPort>,
    config: Config,
    options: EngineProcessOptions = {},
  ) {
    this.#launch = launch
    this.#config = config
    this.#options = { ...defaultOptions, ...options }
  }

  get status(): EngineStatus<TransferredPort> {
    return this.#status
  }

  /** Starts the engine for the first time. */
  start(): void {
    this.#begin()
  }

  /** Calls with the state as it is now and with every change. Returns what ends that. */
  watch(changed: (status: EngineStatus<TransferredPort>) => void): () => void {
    this.#watchers.add(changed)
    changed(this.#status)
    return () => this.#watchers.delete(changed)
  }

  /** Starts a lost engine again, and one that waits for its next try at once. */
  restart(): void {
    if (this.#closed || this.#child !== undefined || this.#leaving !== undefined) return
    this.#forgetCrashes()
    this.#begin()
  }

  /**
   * Starts the engine anew with another configuration, in the memory that the one before gives back. Open turns end as
   * failed; conversations are kept.
   */
  changeConfig(config: Config): void {
    this.#config = config
    if (this.#closed || this.#leaving !== undefined) return
    this.#forgetCrashes()
    if (this.#child === undefined) return this.#begin()
    this.#leaving = this.#child
    this.#child = undefined
    clearInterval(this.#pinging)
    if (this.#status.state !== 'starting') this.#become({ state: 'restarting' })
    this.#retry = setTimeout(() => this.#begin(), endsWithinMs)
    this.#leaving.kill()
  }

  /** Has conversations kept otherwise, by this engine and by those that are started after it. */
  keep(keeping: Keeping): void {
    this.#config = { ...this.#config, keeping }
    this.#child?.send({ kind: 'keep', keeping })
  }

  /** Asks the engine to quit, ends it for good, and resolves when its process is gone, and with it its hold on files. */
  async end(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#retry)
    clearInterval(this.#pinging)
    this.#child?.send({ kind: 'quit' })
    if (this.#child !== undefined)
      await Promise.race([this.#gone, sleep(quitsWithinMs, undefined, { ref: false })])
    this.close()
    await Promise.race([this.#gone, sleep(endsWithinMs, undefined, { ref: false })])
  }

  /** Ends the engine for good, at once. */
  close(): void {
    this.#closed = true
    clearTimeout(this.#retry)
    clearInterval(this.#pinging)
    this.#child?.kill()
    this.#leaving = undefined
    this.#watchers.clear()
  }

  #begin(): void {
    clearTimeout(this.#retry)
    // Why it has to be started again is told until it is.
    const { state } = this.#status
    if (state === 'ready' || state === 'lost') this.#become({ state: 'restarting' })
    this.#leaving = undefined
    const child = this.#launch()
    this.#child = child
    let isGone = (): void => undefined
    this.#gone = new Promise((resolve) => (isGone = resolve))
    let refusal: AppErrorBody | undefined
    let missed = 0
    let readyAt: number | undefined
    let hasAnswered = false
    child.onMessage((message) => {
      if (this.#child !== child) return
      missed = 0
      if (message.kind === 'message' && message.message.type === 'turn-end')
        hasAnswered ||= message.message.reason === 'done'
      if (message.kind === 'failed') {
        refusal = message.error
        child.kill()
      } else if (message.kind === 'started') {
        readyAt = performance.now()
        this.#become({ state: 'ready', child })
      } else if (message.kind === 'unheard') this.#options.onUnheard(message.isUnheard)
      else if (message.kind === 'contact') this.#options.onContact(message.contact)
      else if (message.kind === 'load') this.#options.onLoad(message.load)
      else if (message.kind === 'event') this.#options.onEvent(message.event, 'engine')
    })
    child.onExit((how) => {
      isGone()
      this.#options.onUnheard(false)
      this.#options.onEvent(
        { event: 'engine-exited', ...exitOf(how), wasReady: readyAt !== undefined },
        'host',
      )
      if (this.#leaving === child) this.#begin()
      if (this.#child !== child) return
      this.#child = undefined
      clearInterval(this.#pinging)
      if (this.#closed) return
      if (readyAt === undefined && refusal === undefined) this.#crashesLoading++
      const readyMs = readyAt === undefined ? 0 : performance.now() - readyAt
      const wasSteady = hasAnswered || readyMs > this.#options.steadyMs
      this.#afterExit(how, refusal, wasSteady)
    })
    child.send({ kind: 'start', ...afterCrashes(this.#config, this.#crashesLoading) })
    // Silence is counted in asks and not in time: what this process slept through, it does not hold against the engine.
    this.#pinging = setInterval(() => {
      const { missedWhenStopped, missedWhenReady, missedWhenLoading } = this.#options
      if (missed >= (readyAt === undefined ? missedWhenLoading : missedWhenReady)) child.kill()
      else if (missed >= missedWhenStopped)
        void child.isStopped().then((isStopped) => isStopped && missed >= missedWhenStopped && child.kill())
      missed++
      child.send({ kind: 'ping', id: missed })
    }, this.#options.pingEveryMs)
  }

  #forgetCrashes(): void {
    this.#crashesInARow = 0
    this.#crashesLoading = 0
  }

  #afterExit(how: string, refusal: AppErrorBody | undefined, wasSteady: boolean): void {
    this.#crashesInARow = wasSteady ? 1 : this.#crashesInARow + 1
    const delayMs = refusal?.retryable === false ? undefined : restartDelayMs(this.#crashesInARow)
    if (delayMs === undefined) {
      this.#become({
        state: 'lost',
        error: refusal ?? new AppError('engine-lost', { kind: 'engine-gave-up', how }).toBody(),
      })
      return
    }
    const error =
      refusal ?? new AppError('engine-lost', { kind: 'engine-again', how }, { retryable: true }).toBody()
    this.#become({ state: 'restarting', error })
    this.#retry = setTimeout(() => this.#begin(), delayMs)
  }

  #become(status: EngineStatus<TransferredPort>): void {
    this.#status = status
    for (const changed of this.#watchers) changed(status)
  }
}

/** What is noted of how a process ended. */
function exitOf(how: string): { readonly exitCode?: number; readonly signal?: (typeof signals)[number] } {
  const [, code] = /^exit code (\d+)$/.exec(how) ?? []
  if (code !== undefined) return { exitCode: Number(code) }
  const signal = signals.find((each) => each === how)
  return signal === undefined ? {} : { signal }
}

/** How to start after so many crashes while chosen models were loaded: with less and less that can spoil it. */
function afterCrashes(config: Config, crashes: number): { config: Config; instead?: Notice } {
  const { listenerDir, voiceDir, device } = config
  const isChosen = listenerDir !== undefined || voiceDir !== undefined
  if (crashes < 2 || !isChosen) return { config }
  const onProcessor = { ...config, device: { ...device, kind: 'cpu' } as const }
  if (crashes === 2 && device.kind !== 'cpu')
    return { config: onProcessor, instead: { kind: 'models-on-processor' } }
  const builtIn = { listenerDir: undefined, otherListenerDirs: [], voiceDir: undefined }
  return { config: { ...onProcessor, ...builtIn }, instead: { kind: 'models-built-in' } }
}
