import type { Duplex } from '@contract'
import type { Listening } from './audio/listening'
import type { EchoTestEnd } from './audio/runEchoTest'
import type { TurnTakingSettings } from './audio/turnTakingSettings'
import { chosenDuplex, withDuplex } from './duplexChoice'
import type { AppState } from './state'
import type { SoundPath, TurnTakingMemory } from './turnTakingMemory'
import type { WindowSettings } from './windowSettings'

type ChosenState = Pick<AppState, 'duplex' | 'echoTest'>

export interface TurnTakingChoicesParts {
  readonly memory: TurnTakingMemory
  readonly settings: Pick<WindowSettings, 'values' | 'choose' | 'watch'>
  readonly listening: Pick<Listening, 'choose' | 'learn'>
  /** The loudspeaker and the microphone that are used. */
  path(): SoundPath
  runEchoTest(signal: AbortSignal, settings: TurnTakingSettings): Promise<EchoTestEnd>
  set(part: Partial<ChosenState>): void
}

/** How turns are taken: by the settings, and by what was chosen and tested for the loudspeaker and the microphone in use. */
export class TurnTakingChoices {
  readonly #parts: TurnTakingChoicesParts
  #test: AbortController | undefined
  #used: SoundPath | undefined

  constructor(parts: TurnTakingChoicesParts) {
    this.#parts = parts
    parts.settings.watch((keys) => {
      const isAbout = (key: string): boolean => key === 'duplexByDevices' || key.startsWith('turnTaking.')
      if ([...keys].some(isAbout)) this.#use()
    })
  }

  /** How turns are taken now. */
  get settings(): TurnTakingSettings {
    const { turnTaking, duplexByDevices } = this.#parts.settings.values
    const duplex = chosenDuplex(duplexByDevices, this.#parts.path()) ?? turnTaking.duplex
    return { ...turnTaking, duplex }
  }

  /** For the devices that are used now. */
  chooseDuplex(duplex: Duplex): void {
    const { values, choose } = this.#parts.settings
    choose('duplexByDevices', withDuplex(values.duplexByDevices, this.#parts.path(), duplex))
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

  /** Another window has tested or learnt. */
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
      memory.noteEchoTest(path, end.report)
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
    const report = this.#parts.memory.echoTest(this.#parts.path())
    this.#parts.set({ echoTest: report ? { state: 'measured', report } : { state: 'none' } })
    this.#use()
  }

  #use(): void {
    const { settings } = this
    this.#parts.listening.choose(settings)
    this.#parts.set({ duplex: settings.duplex })
  }
}
