import { microphoneFormat, type Clock } from '@contract'
import type { Capture, CapturedFrame, CaptureOptions, CaptureTrouble, OpenCapture } from './captureTypes'
import {
  initialTurnTaking,
  takeTurns,
  type CancelReason,
  type TurnEvent,
  type TurnTakingState,
} from './turnTaking'
import type { TurnTakingSettings } from './turnTakingSettings'
import type { VoiceActivity } from './voiceActivity'

const frameMs = (1000 * microphoneFormat.frameSamples) / microphoneFormat.sampleRateHz
/** How often the clock is looked at while an utterance is open. */
const clockMs = 100

export interface ListeningEvents {
  /** An utterance begins; its audio follows, the pre-roll first. */
  open(by: 'voice' | 'key'): void
  audio(samples: Float32Array): void
  commit(speechEndAt: number): void
  cancel(reason: CancelReason): void
  duck(): void
  unduck(): void
  silence(): void
  interrupt(): void
  trouble(trouble: CaptureTrouble): void
  recovered(): void
}

export interface ListeningParts {
  readonly openCapture: OpenCapture
  readonly settings: TurnTakingSettings
  readonly clock: Clock
}

/** Hears the microphone: its frames go past the voice activity, in order, to turn taking, whose actions it carries out. */
export class Listening {
  readonly #parts: ListeningParts
  readonly #on: ListeningEvents
  readonly #kept: Float32Array[] = []
  readonly #keptFrames: number
  #voice: VoiceActivity | undefined
  #state: TurnTakingState = initialTurnTaking
  #heard: Promise<void> = Promise.resolve()
  #capture: Capture | undefined
  #level = 0
  #clock: ReturnType<typeof setInterval> | undefined

  constructor(parts: ListeningParts, on: ListeningEvents) {
    this.#parts = parts
    this.#on = on
    this.#keptFrames = Math.ceil(parts.settings.keptMs / frameMs)
  }

  /** From now on utterances begin by voice too; until then only by the key. */
  useVoice(voice: VoiceActivity): void {
    this.#voice = voice
  }

  /** Opens a microphone in place of the one that is open. */
  async openMicrophone(options: CaptureOptions): Promise<Capture> {
    const capture = await this.#parts.openCapture(options, {
      frame: (frame) => this.#take(frame),
      trouble: (trouble) => this.#on.trouble(trouble),
      recovered: () => this.#on.recovered(),
    })
    this.closeMicrophone()
    void this.#voice?.reset()
    this.#capture = capture
    return capture
  }

  /** Lets the device go. What was said so far stays open until it is silent for long enough. */
  closeMicrophone(): void {
    this.#capture?.close()
    this.#capture = undefined
    this.#level = 0
  }

  /** Something happened beside the frames. */
  tell(event: Exclude<TurnEvent, { type: 'frame' }>): void {
    this.#step(event, this.#parts.clock())
  }

  get isOpen(): boolean {
    return this.#capture !== undefined
  }

  /** RMS of the newest frame. */
  get level(): number {
    return this.#level
  }

  get noiseFloor(): number {
    return this.#capture ? this.#state.noiseFloor : 0
  }

  /** How much of the pre-roll there is. */
  get preRollShare(): number {
    if (!this.#capture || this.#state.muted) return 0
    const frames = this.#state.newestFrame + 1 - this.#state.unusedFrom
    return Math.min(1, (frames * frameMs) / this.#parts.settings.preRollMs)
  }

  #take({ samples, endAt }: CapturedFrame): void {
    const level = rms(samples)
    this.#level = level
    const likelihood = this.#voice?.hear(samples).catch(() => 0) ?? 0
    this.#heard = this.#heard.then(async () => {
      const voice = await likelihood
      const frame = this.#state.newestFrame + 1
      this.#kept[frame % this.#keptFrames] = samples
      this.#step({ type: 'frame', frame, voice, level }, endAt)
    })
  }

  #step(event: TurnEvent, at: number): void {
    const { state, actions } = takeTurns(this.#state, event, at, this.#parts.settings)
    this.#state = state
    for (const action of actions) {
      switch (action.type) {
        case 'open':
          this.#on.open(action.by)
          break
        case 'frame':
          this.#on.audio(this.#kept[action.frame % this.#keptFrames])
          break
        case 'commit':
          this.#on.commit(action.speechEndAt)
          break
        case 'cancel':
          this.#on.cancel(action.reason)
          break
        case 'duck':
        case 'unduck':
        case 'silence':
        case 'interrupt':
          this.#on[action.type]()
      }
    }
    if (state.open) this.#clock ??= setInterval(() => this.tell({ type: 'clock' }), clockMs)
    else {
      clearInterval(this.#clock)
      this.#clock = undefined
    }
  }
}

function rms(samples: Float32Array): number {
  let squares = 0
  for (let i = 0; i < samples.length; i++) squares += samples[i] * samples[i]
  return Math.sqrt(squares / samples.length)
}
