import {
  portPair,
  unansweredTurn,
  type AskMessage,
  type EngineMessage,
  type Exchange,
  type HostMessage,
  type Port,
  type StoreRequest,
  type TurnEndReason,
  type TurnMetrics,
} from '@contract'
import type { App } from '../../../src-renderer/app'
import { createApp } from '../../../src-renderer/appStore'
import { windowSettings } from '../../../src-renderer/windowSettings'
import { scriptedSettings, type ScriptedSettings } from '../../rigs/settings/scriptedSettings'
import type { Capture, CaptureEvents, CaptureOptions } from '../../../src-renderer/audio/captureTypes'
import type { ListeningCue } from '../../../src-renderer/audio/listeningCue'
import type { AudioDevice, Devices } from '../../../src-renderer/audio/devices'
import type { Playback, PlaybackEvents } from '../../../src-renderer/audio/playbackTypes'
import { VoiceActivity, type VoiceModel } from '../../../src-renderer/audio/voiceActivity'
import { troubleInWords } from '../../../src-renderer/words'

const frameMs = 32

/** Lets everything happen that only waits for its turn. */
export const settle = async (): Promise<void> => {
  for (let i = 0; i < 40; i++) await Promise.resolve()
}

/** Takes loud frames for speech. */
const loudnessModel: VoiceModel = {
  floats: (values) => ({ data: values }),
  integer: () => ({ data: [] }),
  run: ({ input, state }) => {
    const loudest = Math.max(...(input.data as Float32Array))
    return Promise.resolve({ output: { data: Float32Array.of(loudest > 0.05 ? 0.95 : 0.02) }, stateN: state })
  },
}

/** A microphone whose frames the test says. */
export class FakeMicrophone implements Capture {
  readonly label: string
  readonly deviceId: string
  readonly contextRateHz = 16_000
  readonly cancelsEcho: boolean
  isOpen = true
  readonly on: CaptureEvents

  constructor({ id, label }: AudioDevice, cancelsEcho: boolean, on: CaptureEvents) {
    this.cancelsEcho = cancelsEcho
    this.deviceId = id
    this.label = label
    this.on = on
  }

  wake = (): void => undefined
  close(): void {
    this.isOpen = false
  }
}

/** A loudspeaker that hears as much as the test says. */
export class FakeSpeaker implements Playback {
  readonly calls: string[] = []
  readonly on: PlaybackEvents
  heard = 0
  playedSamples = 0

  constructor(on: PlaybackEvents) {
    this.on = on
  }

  play(turn: number, _rateHz: number, samples: Float32Array): void {
    this.calls.push(`play ${turn}`)
    this.playedSamples += samples.length
  }
  end = (turn: number): void => void this.calls.push(`end ${turn}`)
  duck = (): void => void this.calls.push('duck')
  unduck = (): void => void this.calls.push('unduck')
  silence(turn: number): Promise<number> {
    this.calls.push(`silence ${turn}`)
    return Promise.resolve(this.heard)
  }
  heardSamples = (): number => this.heard
  level = (): number => 0.25
  tone = (): void => void this.calls.push('tone')
  cue = (cue: ListeningCue): void => void this.calls.push(`cue ${cue}`)
  chooseSpeaker(id: string): Promise<void> {
    this.calls.push(`speaker ${id}`)
    return Promise.resolve()
  }
  wake = (): void => undefined
  close = (): void => undefined
}

/** An exchange as the engine tells of it. */
export function toldExchange(told: Partial<Exchange> & { readonly id: number }): Exchange {
  const question = { text: 'Well?' }
  return { conversation: 1, askedAt: 0, question, answer: '', words: [], heardEnd: 0, toolSteps: [], ...told }
}

export interface FakeWorldOptions {
  readonly stored?: Record<string, string>
  /** What was chosen before, by the names of the settings. */
  readonly settings?: Record<string, unknown>
  readonly microphones?: AudioDevice[]
  /** What getUserMedia answers instead of a microphone. */
  readonly refusal?: string
  /** What was said before the window was there. */
  readonly exchanges?: Exchange[]
  /** A line to another engine in place of the scripted one. */
  readonly port?: Port<AskMessage | HostMessage, unknown>
  /** Another loudspeaker; undefined: none can be opened. */
  readonly openSpeaker?: (on: PlaybackEvents) => FakeSpeaker | undefined
  /** What the store answers; default: nothing ever. */
  readonly answerStore?: (ask: StoreRequest) => object
}

/** The app in a world of fakes: its microphones, its loudspeaker, its engine and its clock. */
export class FakeWorld implements Devices {
  readonly app: App
  readonly stored: Map<string, string>
  readonly settings: ScriptedSettings
  /** How fast the engine was told to speak. */
  readonly speeds: number[] = []
  readonly moods: boolean[] = []
  readonly said: (AskMessage | HostMessage)[] = []
  /** What the window said of how long its part of each turn took. */
  readonly timed: Extract<AskMessage, { type: 'timed' }>[] = []
  /** What the window said of how far it plays, for the other windows: the turn and the place. */
  readonly heard: [number, number | undefined][] = []
  readonly engine: Port<EngineMessage, AskMessage | HostMessage>
  speaker!: FakeSpeaker
  microphone: FakeMicrophone | undefined
  readonly opened: FakeMicrophone[] = []
  microphones: AudioDevice[]
  speakers: AudioDevice[] = [{ id: 'desk', label: 'Desk speaker' }]
  refusal: string | undefined
  /** Whether the browser does what it is asked for. */
  cancelsEcho = true
  now = 1_000_000
  readonly #changed: (() => void)[] = []
  #mayOpen: Promise<void> | undefined

  constructor(options: FakeWorldOptions = {}) {
    this.stored = new Map(Object.entries({ 'parley.welcome': 'over', ...options.stored }))
    this.settings = scriptedSettings(options.settings)
    this.microphones = options.microphones ?? [
      { id: 'headset', label: 'Headset' },
      { id: 'laptop', label: 'Laptop microphone' },
    ]
    this.refusal = options.refusal
    const [window, engine] = portPair<AskMessage | HostMessage, EngineMessage>()
    this.engine = engine
    engine.onMessage((message) => {
      const isOwn = message.type === 'open' && (message.conversation ?? 1) === 1
      if (isOwn)
        engine.send({
          type: 'conversation',
          conversation: 1,
          isPrivate: false,
          exchanges: options.exchanges ?? [],
        })
      else if (message.type === 'heard') this.heard.push([message.turn, message.place])
      else if (message.type === 'speed') this.speeds.push(message.speed)
      else if (message.type === 'mood') this.moods.push(message.isFollowed)
      else if (message.type === 'timed') this.timed.push(message)
      else this.said.push(message)
      if (message.type !== 'store' || options.answerStore === undefined) return
      const { request, ask } = message
      engine.send({ type: 'stored', request, answer: options.answerStore(ask) })
    })
    this.app = createApp({
      port: options.port ?? window,
      openCapture: (capture, on) => this.#open(capture, on),
      openPlayback: (on) => {
        const speaker = options.openSpeaker ? options.openSpeaker(on) : new FakeSpeaker(on)
        if (speaker === undefined) return Promise.reject(new Error('There is no loudspeaker.'))
        return Promise.resolve((this.speaker = speaker))
      },
      loadVoice: () => Promise.resolve(new VoiceActivity(loudnessModel)),
      // What is loud in a test is speech.
      words: { hear: () => undefined, now: () => 0.5 },
      loadEchoSentence: () =>
        Promise.resolve({ sampleRateHz: 24_000, samples: new Float32Array(24_000).fill(0.1) }),
      devices: this,
      settings: windowSettings(this.settings, this.settings.told),
      storage: {
        getItem: (key) => this.stored.get(key) ?? null,
        setItem: (key, value) => void this.stored.set(key, value),
      },
      clock: () => this.now,
    })
  }

  /** An app that is started, allowed and connected. */
  static async begin(options?: FakeWorldOptions): Promise<FakeWorld> {
    const world = new FakeWorld(options)
    await settle()
    world.engine.send({ type: 'ready', listener: 'embedded', voice: 'embedded', notes: [] })
    await settle()
    return world
  }

  /** What outlives the window: what is noted in the browser, and what the host has. */
  get kept(): Pick<FakeWorldOptions, 'stored' | 'settings'> {
    return { stored: Object.fromEntries(this.stored), settings: Object.fromEntries(this.settings.said) }
  }

  get state(): ReturnType<App['store']['getState']> {
    return this.app.store.getState()
  }

  /** The sentence of what is shown as trouble, in the language in use. */
  get told(): string | undefined {
    return this.state.trouble && troubleInWords(this.state.trouble.notice)
  }

  list = (): ReturnType<Devices['list']> =>
    Promise.resolve({ microphones: this.microphones, speakers: this.speakers })
  permission = (): ReturnType<Devices['permission']> => Promise.resolve('unknown')
  onChange = (changed: () => void): void => void this.#changed.push(changed)

  /** Something was plugged in or out. */
  async plug(microphones: AudioDevice[]): Promise<void> {
    this.microphones = microphones
    this.tellChanged()
    await settle()
  }

  tellChanged(): void {
    for (const changed of this.#changed) changed()
  }

  /** Frames of this level for this long. */
  async hear(level: number, forMs: number): Promise<void> {
    for (let heardMs = 0; heardMs < forMs; heardMs += frameMs) {
      this.now += frameMs
      const samples = Float32Array.from({ length: 512 }, (_, i) => (i % 2 === 0 ? level : -level))
      for (const { isOpen, on } of this.opened) if (isOpen) on.frame({ samples, endAt: this.now })
      await settle()
    }
  }

  async say(message: EngineMessage): Promise<void> {
    this.engine.send(message)
    await settle()
  }

  /** The engine writes and speaks one sentence, a second for each word. */
  async answer(turn: number, text: string): Promise<void> {
    await this.say({ type: 'state', turn, state: 'thinking' })
    for (const piece of text.split(/(?<= )/)) await this.say({ type: 'text', turn, text: piece })
    await this.sound(turn, text)
  }

  /** The engine says a text, a second for each word. */
  async sound(turn: number, text: string): Promise<void> {
    await this.say({ type: 'sentence', turn, index: 0, text, start: 0, end: text.length })
    const matches = [...text.matchAll(/\S+/g)]
    const words = matches.map(({ index, 0: word }, i) => ({
      written: [index, index + word.length] as [number, number],
      startSample: i * 24_000,
      endSample: (i + 1) * 24_000,
    }))
    const samples = new Float32Array(words.length * 24_000)
    await this.say({ type: 'audio', turn, sentence: 0, sampleRateHz: 24_000, samples, words })
  }

  /** The engine tells of an exchange of its conversation. */
  async tell(told: Partial<Exchange> & { readonly id: number }, turn?: number): Promise<void> {
    await this.say({ type: 'exchange', exchange: toldExchange(told), ...(turn && { turn }) })
  }

  async end(turn: number, reason: TurnEndReason = 'done', metrics: Partial<TurnMetrics> = {}): Promise<void> {
    const end = unansweredTurn(turn, reason, this.now)
    await this.say({ ...end, metrics: { ...end.metrics, ...metrics } })
  }

  /** Types of what the window said, its audio left out. */
  get saidTypes(): string[] {
    return this.said.filter(({ type }) => type !== 'audio').map(({ type }) => type)
  }

  /** Devices take their time, until the returned function is called. */
  holdMicrophone(): () => void {
    let open!: () => void
    this.#mayOpen = new Promise((resolve) => (open = resolve))
    return open
  }

  async #open({ deviceId }: CaptureOptions, on: CaptureEvents): Promise<Capture> {
    if (this.#mayOpen) await this.#mayOpen
    const device = this.microphones.find(({ id }) => deviceId === '' || id === deviceId)
    const refusal = this.refusal ?? (device ? undefined : 'NotFoundError')
    if (refusal !== undefined || !device) throw Object.assign(new Error('refused'), { name: refusal })
    this.microphone = new FakeMicrophone(device, this.cancelsEcho, on)
    this.opened.push(this.microphone)
    return this.microphone
  }
}
