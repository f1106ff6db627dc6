import { microphoneFormat, type Clock } from '@contract'
import type { Capture, CapturedFrame, CaptureOptions, CaptureTrouble, OpenCapture } from './captureTypes'
import { canContinue } from './canContinue'
import type { EndpointDelay } from './endpointDelay'
import { measureFrame } from './frameSound'
import type { Derive } from './derive'
import type { Timers } from './timers'
import { takeTurns } from './turnTaking'
import type { TurnTakingSettings } from './turnTakingSettings'
import {
  initialTurnTaking,
  type CancelReason,
  type TurnAction,
  type TurnEvent,
  type TurnTakingState,
} from './turnTakingState'
import type { VoiceEar } from './voiceActivity'
import { WordLikelihood, type HeardWords } from './wordLikelihood'

const frameMs = (1000 * microphoneFormat.frameSamples) / microphoneFormat.sampleRateHz
/** How often the clock is looked at while an utterance is open. */
const clockMs = 100

export interface ListeningEvents {
  /** An utterance begins; its audio follows, the pre-roll first. */
  /** @param interrupts an answer */
  open(interrupts: boolean): void
  audio(samples: Float32Array): void
  /** What was committed last was not the end: all its audio follows, and then the rest of it. */
  reopen(): void
  /** The speaker pauses, for the nth time; audio follows when speech goes on. */
  pause(pause: number): void
  commit(end: UtteranceEnd): void
  cancel(reason: CancelReason): void
  duck(): void
  unduck(): void
  silence(): void
  interrupt(): void
  /** More is known of how the speaker pauses. */
  learnt(endpoint: EndpointDelay): void
  trouble(trouble: CaptureTrouble): void
  recovered(): void
}

/** When an utterance ended, on the shared clock. */
export interface UtteranceEnd {
  readonly speechEndAt: number
  /** The soft end: an answer could be begun in secret. */
  readonly pausedAt: number | undefined
  readonly committedAt: number
}

export interface ListeningParts {
  readonly openCapture: OpenCapture
  readonly settings: TurnTakingSettings
  /** What was learnt of the speaker earlier. */
  readonly endpoint?: EndpointDelay
  readonly clock: Clock
  readonly timers: Pick<Timers, 'every'>
  /** Tells words from signs of listening; absent: by their sound. */
  readonly words?: HeardWords
  /** Takes every frame, and says where it is asked which share of one the app says itself; absent: none. */
  readonly echoOf?: (samples: Float32Array, endAt: number) => () => number
  readonly derive: Derive
  /** The first frame came of a microphone that was opened. */
  readonly hears?: () => void
}

/** Hears the microphone: its frames go past the voice activity, in order, to turn taking, whose actions it carries out. */
export class Listening {
  readonly #parts: ListeningParts
  readonly #on: ListeningEvents
  /** The newest frames by their numbers, oldest first. */
  readonly #kept = new Map<number, Float32Array>()
  /** The audio of the utterance that is open, or can be reopened. */
  #utterance: Float32Array[] = []
  /** What was captured last and is part of no utterance yet, as long as the pre-roll. */
  readonly #latest: CapturedFrame[] = []
  /** Another window that takes over is given what is captured. */
  #lend: ((frames: readonly CapturedFrame[]) => void) | undefined
  /** The end of the newest frame that another window has captured, on the shared clock. */
  #borrowedUntil = -Infinity
  /** Frames come from the own microphone. */
  #isHearing = false
  #chosen: TurnTakingSettings
  /** As chosen, but voice alone may be forbidden to begin an utterance. */
  #settings: TurnTakingSettings
  #isVoiceAllowed = true
  #voice: VoiceEar | undefined
  readonly #words: HeardWords
  #state: TurnTakingState
  #heard: Promise<void> = Promise.resolve()
  readonly #events: { readonly event: TurnEvent; readonly at: number }[] = []
  #capture: Capture | undefined
  /** Which opening is the newest: an older one that comes late is closed again. */
  #opening = 0
  #level = 0
  /** Ends the looks at the clock; undefined: there are none. */
  #clock: (() => void) | undefined

  constructor(parts: ListeningParts, on: ListeningEvents) {
    this.#parts = parts
    this.#words = parts.words ?? new WordLikelihood()
    this.#on = on
    this.#chosen = this.#settings = parts.settings
    this.#state = { ...initialTurnTaking, endpoint: parts.endpoint ?? initialTurnTaking.endpoint }
  }

  /** From now on utterances begin by voice too; until then only by the key. */
  useVoice(voice: VoiceEar): void {
    this.#voice = voice
  }

  /** Listens by these settings from now on. */
  choose(settings: TurnTakingSettings): void {
    this.#chosen = settings
    this.allowHandsFree(this.#isVoiceAllowed)
  }

  /** Takes over what another window has learnt of the speaker. */
  learn(endpoint: EndpointDelay): void {
    this.#state = { ...this.#state, endpoint }
  }

  /** Whether voice alone may begin an utterance, where the settings let it; the key always may. */
  allowHandsFree(isAllowed: boolean): void {
    // What was heard before is long over.
    if (isAllowed && !this.#isVoiceAllowed) void this.#voice?.reset()
    this.#isVoiceAllowed = isAllowed
    this.#settings = { ...this.#chosen, handsFree: this.#chosen.handsFree && isAllowed }
  }

  /** Opens a microphone in place of the one that is open. Undefined: meanwhile another was asked for, or none. */
  async openMicrophone(options: CaptureOptions): Promise<Capture | undefined> {
    const opening = ++this.#opening
    let capture: Capture
    try {
      capture = await this.#parts.openCapture(options, {
        frame: (frame) => this.#captured(frame),
        trouble: (trouble) => this.#on.trouble(trouble),
        recovered: () => this.#on.recovered(),
      })
    } catch (thrown) {
      if (opening !== this.#opening) return undefined
      throw thrown
    }
    if (opening !== this.#opening) {
      capture.close()
      return undefined
    }
    this.#capture?.close()
    void this.#voice?.reset()
    this.#capture = capture
    return capture
  }

  /** Lets the device go. What was said so far stays open until it is silent for long enough. */
  closeMicrophone(): void {
    this.#opening++
    this.#capture?.close()
    this.#capture = undefined
    this.#level = 0
    // What is heard when it is open again does not go on from here.
    this.#latest.length = 0
    this.#isHearing = false
    this.#borrowedUntil = -Infinity
    if (!this.#state.open) this.#state = { ...this.#state, unusedFrom: this.#state.newestFrame + 1 }
  }

  /**
   * Gives what is captured to another window: at once what its key's pre-roll needs, and then every frame as it comes. Ends when
   * the returned function is called.
   */
  lend(take: (frames: readonly CapturedFrame[]) => void): () => void {
    if (this.#latest.length > 0) take(this.#latest)
    this.#lend = take
    return () => (this.#lend = undefined)
  }

  /** Hears frames that another window has captured, until an own microphone gives newer ones. Resolves when they are heard. */
  borrow(frames: readonly CapturedFrame[]): Promise<void> {
    if (this.#isHearing) return this.#heard
    for (const frame of frames) {
      this.#borrowedUntil = frame.endAt
      this.#take(frame)
    }
    return this.#heard
  }

  /** A gesture of the user: frames may begin. */
  wake(): void {
    this.#capture?.wake()
  }

  /** Something happened beside the frames. */
  tell(event: Exclude<TurnEvent, { type: 'frame' }>): void {
    this.#step(event, this.#parts.clock())
  }

  get isOpen(): boolean {
    return this.#capture !== undefined
  }

  /** Whether a voice alone begins an utterance, where a microphone is open. */
  get isHandsFree(): boolean {
    return this.#settings.handsFree && this.#voice !== undefined
  }

  /** RMS of the newest frame. */
  get level(): number {
    return this.#level
  }

  /** Whether "I was not done" is worth offering while an answer is thought or spoken. */
  get canContinue(): boolean {
    return canContinue(this.#state, this.#parts.clock(), this.#settings)
  }

  get noiseFloor(): number {
    return this.#capture ? this.#state.noiseFloor : 0
  }

  /** How much of the pre-roll there is. */
  get preRollShare(): number {
    if (!this.#capture || this.#state.muted) return 0
    const frames = this.#state.newestFrame + 1 - this.#state.unusedFrom
    return Math.min(1, (frames * frameMs) / this.#settings.preRollMs)
  }

  /** A voice would begin nothing and end nothing: that is for another window, which hears it too. */
  get #isAnothers(): boolean {
    return !this.#isVoiceAllowed && !this.#state.open && this.#state.answer === 'none'
  }

  #captured(frame: CapturedFrame): void {
    if (!this.#isHearing) {
      this.#isHearing = true
      this.#parts.hears?.()
    }
    // What came from the window that this one takes over from was heard already.
    if (frame.endAt >= this.#borrowedUntil + frameMs / 2) this.#take(frame)
  }

  #take(frame: CapturedFrame): void {
    const { samples, endAt } = frame
    this.#latest.push(frame)
    if (this.#latest.length > this.#settings.preRollMs / frameMs) this.#latest.shift()
    this.#lend?.([frame])
    const { derive } = this.#parts
    const sound = derive('sound', () => measureFrame(samples))
    this.#level = sound.level
    if (this.#isAnothers) return this.#takeUnheard(samples, endAt)
    const echoShare = this.#parts.echoOf?.(samples, endAt)
    const likelihood = this.#voice?.hear(samples).catch(() => 0) ?? 0
    const hear = async (): Promise<void> => {
      const voice = await likelihood
      const frame = this.#state.newestFrame + 1
      this.#keep(frame, samples)
      // Where there is no voice, nobody asks whose it is.
      const { duckProbability, voiceProbability } = this.#settings
      const echo =
        voice >= Math.min(duckProbability, voiceProbability) ? echoShare && derive('echo', echoShare) : 0
      this.#words.hear(samples)
      const { answer, bargeIn } = this.#state
      const word =
        answer !== 'none' && (bargeIn || voice >= duckProbability)
          ? derive('word', () => this.#words.now())
          : undefined
      this.#step({ type: 'frame', frame, voice, echo, word, ...sound }, endAt)
    }
    this.#heard = this.#heard.then(hear).catch(noteFault)
  }

  /** Keeps a frame for the pre-roll of the key. What the room sounds like is not learnt of it: somebody may be speaking. */
  #takeUnheard(samples: Float32Array, endAt: number): void {
    this.#heard = this.#heard
      .then(() => {
        const frame = this.#state.newestFrame + 1
        this.#keep(frame, samples)
        this.#step({ type: 'frame', frame, voice: 0, level: this.#state.noiseFloor }, endAt)
      })
      .catch(noteFault)
  }

  #keep(frame: number, samples: Float32Array): void {
    this.#kept.set(frame, samples)
    const oldest = frame - Math.ceil(this.#settings.keptMs / frameMs)
    for (const [kept] of this.#kept) {
      if (kept > oldest) return
      this.#kept.delete(kept)
    }
  }

  /** Takes what happened, and what its actions made happen, one after the other. */
  #step(event: TurnEvent, at: number): void {
    this.#events.push({ event, at })
    if (this.#events.length > 1) return
    for (let next = this.#events.at(0); next; this.#events.shift(), next = this.#events.at(0)) {
      try {
        this.#carryOut(next.event, next.at)
      } catch (thrown) {
        noteFault(thrown)
      }
    }
    if (!this.#state.open && !this.#state.committed) this.#utterance = []
    if (this.#state.open)
      this.#clock ??= this.#parts.timers.every(clockMs, () => this.tell({ type: 'clock' }))
    else {
      this.#clock?.()
      this.#clock = undefined
    }
  }

  #carryOut(event: TurnEvent, at: number): void {
    const { state, actions } = takeTurns(this.#state, event, at, this.#settings)
    const isLearnt = state.endpoint !== this.#state.endpoint
    this.#state = state
    if (isLearnt) this.#on.learnt(state.endpoint)
    for (const action of actions) this.#act(action, at)
  }

  #act(action: TurnAction, at: number): void {
    switch (action.type) {
      case 'open':
        this.#utterance = []
        return this.#on.open(action.interrupts)
      case 'reopen':
        this.#on.reopen()
        for (const samples of this.#utterance) this.#on.audio(samples)
        return
      case 'frame': {
        const samples = this.#kept.get(action.frame)
        // Since the settings have changed, more may be asked for than was kept.
        if (samples === undefined) return
        this.#utterance.push(samples)
        return this.#on.audio(samples)
      }
      case 'commit': {
        this.#latest.length = 0
        const { speechEndAt, pausedAt } = action
        return this.#on.commit({ speechEndAt, pausedAt, committedAt: at })
      }
      case 'cancel':
        return this.#on.cancel(action.reason)
      case 'pause':
        return this.#on.pause(action.pause)
      case 'duck':
      case 'unduck':
      case 'silence':
      case 'interrupt':
        return this.#on[action.type]()
    }
  }
}

/** One that went wrong must not make the window deaf to all that follow. */
function noteFault(thrown: unknown): void {
  console.error(thrown)
}
