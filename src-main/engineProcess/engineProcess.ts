import { AppError, type AppErrorBody, type Config, type EngineState } from '@contract'
import type { FromEngineProcess, ToEngineProcess } from '../engine/processMessages'
import { restartDelayMs } from './restartDelay'

/** A running process with an engine in it: a Node child or an Electron utility process, with `Port` windows' ports. */
export interface EngineChild<TransferredPort> {
  send(message: ToEngineProcess, port?: TransferredPort): void
  onMessage(receive: (message: FromEngineProcess) => void): void
  /** Called once, when the process is gone. */
  onExit(exited: (how: string) => void): void
  /** Ends it at once. */
  kill(): void
}

export type EngineStatus<TransferredPort> =
  | { readonly state: 'ready'; readonly child: EngineChild<TransferredPort> }
  | { readonly state: EngineState; readonly error?: AppErrorBody }

export interface EngineProcessOptions {
  /** An engine that is asked this often, and has not answered as many times in a row, hangs. */
  readonly pingEveryMs?: number
  readonly missedPings?: number
  /** Crashes further apart than this are not in a row. */
  readonly steadyMs?: number
}

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
 * A process that dies, or hangs, is started again after 0.5, 1, 2 and 4 s, then only when asked to. One that died twice
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
  #crashesInARow = 0
  /** How often it died while it loaded the chosen models. */
  #crashesLoading = 0
  #crashedAt = -Infinity
  #retry: NodeJS.Timeout | undefined
  #pinging: NodeJS.Timeout | undefined
  #closed = false

  constructor(
    launch: () => EngineChild<TransferredPort>,
    config: Config,
    { pingEveryMs = 5000, missedPings = 3, steadyMs = 60_000 }: EngineProcessOptions = {},
  ) {
    this.#launch = launch
    this.#config = config
    this.#options = { pingEveryMs, missedPings, steadyMs }
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
    if (this.#status.state !== 'starting') this.#become({ state: 'restarting' })
    this.#leaving = undefined
    const child = this.#launch()
    this.#child = child
    let refusal: AppErrorBody | undefined
    let unanswered = 0
    let isLoaded = false
    child.onMessage((message) => {
      if (this.#child !== child) return
      if (message.kind === 'pong') unanswered = 0
      else if (message.kind === 'failed') {
        refusal = message.error
        child.kill()
      } else if (message.kind === 'started') {
        isLoaded = true
        // Loading may block the process for long; from here on it has to answer at any time.
        this.#pinging = setInterval(() => {
          if (unanswered++ >= this.#options.missedPings) child.kill()
          else child.send({ kind: 'ping', id: unanswered })
        }, this.#options.pingEveryMs)
        this.#become({ state: 'ready', child })
      }
    })
    child.onExit((how) => {
      if (this.#leaving === child) this.#begin()
      if (this.#child !== child) return
      this.#child = undefined
      clearInterval(this.#pinging)
      if (this.#closed) return
      if (!isLoaded && refusal === undefined) this.#crashesLoading++
      this.#afterExit(how, refusal)
    })
    child.send({ kind: 'start', ...afterCrashes(this.#config, this.#crashesLoading) })
  }

  #forgetCrashes(): void {
    this.#crashesInARow = 0
    this.#crashesLoading = 0
  }

  #afterExit(how: string, refusal: AppErrorBody | undefined): void {
    const now = performance.now()
    this.#crashesInARow = now - this.#crashedAt > this.#options.steadyMs ? 1 : this.#crashesInARow + 1
    this.#crashedAt = now
    const delayMs = refusal?.retryable === false ? undefined : restartDelayMs(this.#crashesInARow)
    if (delayMs === undefined) {
      const message = `The engine stopped again and again (${how}). Restart it; if that does not help, restart Parley.`
      this.#become({ state: 'lost', error: refusal ?? new AppError('engine-lost', message).toBody() })
      return
    }
    const message = `The engine stopped (${how}) and is starting again.`
    const error = refusal ?? new AppError('engine-lost', message, { retryable: true }).toBody()
    this.#become({ state: 'restarting', error })
    this.#retry = setTimeout(() => this.#begin(), delayMs)
  }

  #become(status: EngineStatus<TransferredPort>): void {
    this.#status = status
    for (const changed of this.#watchers) changed(status)
  }
}

/** How to start after so many crashes while chosen models were loaded: with less and less that can spoil it. */
function afterCrashes(config: Config, crashes: number): { config: Config; instead?: string } {
  const { listenerDir, voiceDir, device } = config
  const isChosen = listenerDir !== undefined || voiceDir !== undefined
  if (crashes < 2 || !isChosen) return { config }
  const onProcessor = { ...config, device: { ...device, kind: 'cpu' } as const }
  if (crashes === 2 && device.kind !== 'cpu') return { config: onProcessor, instead: withoutCard }
  const builtIn = { listenerDir: undefined, otherListenerDirs: [], voiceDir: undefined }
  return { config: { ...onProcessor, ...builtIn }, instead: withBuiltIn }
}

const withoutCard =
  'The engine stopped twice while it loaded your models, so they run on the processor, which is slower. Update the driver of your graphics card, and restart Parley.'
const withBuiltIn =
  'The engine stopped again and again while it loaded your models, so the built-in ones answer. Close other programs and use your models again, or choose smaller ones.'
