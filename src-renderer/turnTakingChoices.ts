import type { Duplex } from '@contract'
import type { Listening } from './audio/listening'
import type { EchoTestEnd } from './audio/runEchoTest'
import type { TurnTakingSettings } from './audio/turnTakingSettings'
import type { AppState } from './state'
import type { SoundPath, TurnTakingMemory } from './turnTakingMemory'

type ChosenState = Pick<AppState, 'patience' | 'duplex' | 'echoTest'>

export interface TurnTakingChoicesParts {
  readonly memory: TurnTakingMemory
  /** Where nothing was chosen nor configured. */
  readonly settings: TurnTakingSettings
  readonly listening: Pick<Listening, 'choose' | 'learn'>
  /** The loudspeaker and the microphone that are used. */
  path(): SoundPath
  runEchoTest(signal: AbortSignal, settings: TurnTakingSettings): Promise<EchoTestEnd>
  set(part: Partial<ChosenState>): void
}

/**
 * What the user chose about turn taking: patience for everywhere, and what a voice does for each loudspeaker with each
 * microphone.
 */
export class TurnTakingChoices {
  readonly #parts: TurnTakingChoicesParts
  #test: AbortController | undefined
  #used: SoundPath | undefined
  #settings: TurnTakingSettings

  constructor(parts: TurnTakingChoicesParts) {
    this.#parts = parts
    this.#settings = parts.settings
  }

  /** What the configuration says, where the user chose nothing. */
  configure(settings: TurnTakingSettings): void {
    this.#settings = settings
    this.#use()
  }

  /** How turns are taken now. */
  get settings(): TurnTakingSettings {
    const { patience, duplex } = this
    return { ...this.#settings, patience, duplex }
  }

  get patience(): number {
    return this.#parts.memory.patience ?? this.#settings.patience
  }

  get duplex(): Duplex {
    return this.#parts.memory.path(this.#parts.path())?.duplex ?? this.#settings.duplex
  }

  choosePatience(patience: number): void {
    this.#parts.memory.notePatience(patience)
    this.#use()
  }

  /** For the devices that are used now. */
  chooseDuplex(duplex: Duplex): void {
    const { memory } = this.#parts
    const path = this.#parts.path()
    memory.notePath(path, { ...memory.path(path), duplex })
    this.#use()
  }

  /** Another loudspeaker or microphone may be used now. */
  devicesChanged(): void {
    const path = this.#parts.path()
    const isSame = (of: keyof SoundPath): boolean =>
      path[of].id === this.#used?.[of].id && path[of].label === this.#used[of].label
    if (isSame('speaker') && isSame('microphone')) return
    this.#used = path
    this.stopTest()
    this.#show()
  }

  /** Another window has chosen, tested or learnt. */
  recall(): void {
    const { endpoint } = this.#parts.memory
    if (endpoint) this.#parts.listening.learn(endpoint)
    if (!this.#test) this.#show()
  }

  /** Measures the devices that are used; what follows from it is only proposed. */
  async testEcho(): Promise<void> {
    this.stopTest()
    const test = (this.#test = new AbortController())
    const { memory } = this.#parts
    const path = this.#parts.path()
    this.#parts.set({ echoTest: { state: 'running' } })
    const end = await this.#parts
      .runEchoTest(test.signal, this.settings)
      .catch(() => ({ outcome: 'no-microphone' }) as const)
    if (this.#test !== test) return
    this.#test = undefined
    if (end.outcome === 'measured') {
      const { duplex } = this
      memory.notePath(path, { duplex, report: end.report })
      this.#parts.set({ echoTest: { state: 'measured', report: end.report } })
    } else if (end.outcome === 'stopped') this.#parts.set({ echoTest: { state: 'none' } })
    else this.#parts.set({ echoTest: { state: 'failed', reason: end.outcome } })
  }

  stopTest(): void {
    if (!this.#test) return
    this.#test.abort()
    this.#test = undefined
    this.#parts.set({ echoTest: { state: 'none' } })
  }

  #show(): void {
    const report = this.#parts.memory.path(this.#parts.path())?.report
    this.#parts.set({ echoTest: report ? { state: 'measured', report } : { state: 'none' } })
    this.#use()
  }

  #use(): void {
    const { settings } = this
    this.#parts.listening.choose(settings)
    this.#parts.set({ patience: settings.patience, duplex: settings.duplex })
  }
}
