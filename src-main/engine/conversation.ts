import {
  AppError,
  isAbort,
  sharedClock,
  toAppError,
  type Clock,
  type Config,
  type EngineMessage,
  type TurnEndReason,
} from '@contract'
import { HeldMessages } from './heldMessages'
import { History } from './history'
import type { EngineModels } from './models/engineModels'
import type { Prompt } from './stages/promptTokens'
import type { MelFeatures } from './stages/logMel'
import type { Question } from './stages/prompt'
import { TokenSampler } from './stages/sampleToken'
import { sayText } from './sayText'
import { runTurn, type Asked, type TurnSettings } from './turn'
import type { Release, TurnSeat } from './turnLock'
import { TurnRecord } from './turnRecord'

/** What a turn is asked, or what it is to say. `utteranceEndAt` is when the engine had all of it, on the shared clock. */
export type TurnRequest = { readonly turn: number; readonly utteranceEndAt: number } & (
  | { readonly mode: 'chat' | 'transcribe'; readonly mel: MelFeatures }
  | { readonly mode: 'chat' | 'say'; readonly text: string }
)

const neverAborted = new AbortController().signal

/** The turn that is going on. */
interface CurrentTurn {
  readonly turn: number
  readonly abort: AbortController
  /** Settles when its `turn-end` is said. */
  readonly over: Promise<void>
  readonly messages: HeldMessages
  readonly record: TurnRecord
  /** Another window's turn goes on. */
  isWaiting: boolean
  playedSamples?: number
  /** The speculative turn was dropped: it says nothing, not even that it ended. */
  withdrawn?: boolean
}

/**
 * Owns the one current turn, what was said so far, and what of it was really heard. A new turn interrupts the one that
 * goes on. Every turn ends with exactly one `turn-end`.
 */
export class Conversation {
  readonly #models: EngineModels
  readonly #config: Config
  readonly #seat: TurnSeat
  readonly #say: (message: EngineMessage) => void
  readonly #now: Clock
  /** Of the voice, for the turns that begin from now on. */
  speed: number
  /** Of the voices that the model has, for the sentences that are said from now on; undefined: the one it was loaded with. */
  voiceId: string | undefined
  #history: History
  #current: CurrentTurn | undefined
  /** Languages of which the window was told that nobody says them. */
  readonly #unspoken = new Set<string>()
  /** Settles when everything that was recalled is in the history. */
  #recalled: Promise<void> = Promise.resolve()

  constructor(
    models: EngineModels,
    config: Config,
    seat: TurnSeat,
    say: (message: EngineMessage) => void,
    now: Clock = sharedClock,
  ) {
    this.#models = models
    this.#config = config
    this.#seat = seat
    this.speed = config.speed
    this.#history = new History(models.listener, config)
    this.#say = say
    this.#now = now
  }

  /** Whether the newest turn waits for another window's. */
  get isWaiting(): boolean {
    return this.#current?.isWaiting ?? false
  }

  /** Runs a turn to its end. Resolves when its `turn-end` is said; never rejects. */
  ask(request: TurnRequest): Promise<void> {
    return this.#begin(request, false)
  }

  /**
   * Begins a speculative turn: it goes its way and says nothing until `commit`. `withdraw` drops it without a trace;
   * the KV cache still holds what it has in common with the next prompt.
   */
  speculate(request: TurnRequest): void {
    void this.#begin(request, true)
  }

  /** Says what a speculative turn has ready, and lets it go on aloud. False when there is none: it failed, or another took over. */
  commit(turn: number): boolean {
    const current = this.#current
    if (current?.turn !== turn || current.abort.signal.aborted) return false
    current.record.metrics.committedAt = this.#now()
    current.messages.release()
    return true
  }

  /** Drops a speculative turn. */
  withdraw(turn: number): void {
    if (this.#current?.turn !== turn || !this.#current.messages.isHeld) return
    this.#current.withdrawn = true
    this.#current.abort.abort()
  }

  /**
   * Ends a turn that goes on, and cuts the memory of it, or of a turn that is over, to what was heard.
   * @param playedSamples how much of its audio was heard, at the rate of its chunks; absent: all that was made
   */
  interrupt(turn: number, playedSamples?: number): void {
    if (this.#current?.turn === turn) {
      this.#current.playedSamples = playedSamples
      this.#current.abort.abort()
      return
    }
    if (playedSamples !== undefined) this.#history.cut(turn, playedSamples)
  }

  /**
   * Puts an exchange of earlier behind the history, as after a restart. One that cannot be encoded any more is left
   * out: a conversation with a hole is better than none.
   */
  recall(asked: Asked, answer: string, isCut: boolean): void {
    const { encoder, tokenizer } = this.#models.listener
    const { audioMarginTokens } = this.#config
    const history = this.#history
    this.#recalled = this.#recalled.then(async () => {
      try {
        const question =
          'text' in asked
            ? asked
            : { heard: await encoder.encode(asked.mel, audioMarginTokens, neverAborted) }
        history.add({ question, answer: tokenizer.encode(answer), isCut })
      } catch (thrown) {
        this.#say({ type: 'trouble', error: toAppError(thrown).toBody() })
      }
    })
  }

  /** Forgets what was said so far, and the turn that goes on; a speculative one without a trace: it can be asked anew. */
  forget(): void {
    if (this.#current) this.withdraw(this.#current.turn)
    this.#current?.abort.abort()
    this.#history = new History(this.#models.listener, this.#config) // what is still going on adds to the old one
  }

  /** A new turn ends the one that goes on, and begins when that is over. */
  async #begin(request: TurnRequest, isSpeculative: boolean): Promise<void> {
    const { turn, utteranceEndAt } = request
    const { samplingRate } = this.#models.listener.config.mel
    const utteranceSeconds = 'mel' in request ? request.mel.samples / samplingRate : 0
    const messages = new HeldMessages(this.#say, isSpeculative)
    const before = this.#current
    let end!: () => void
    const current: CurrentTurn = {
      turn,
      abort: new AbortController(),
      over: new Promise((resolve) => (end = resolve)),
      messages,
      record: new TurnRecord(
        turn,
        { utteranceEndAt, utteranceSeconds },
        (message) => messages.say(message),
        this.#now,
      ),
      isWaiting: false,
    }
    this.#current = current
    before?.abort.abort()
    if (before !== undefined) await before.over
    try {
      await this.#run(request, current)
    } finally {
      if (this.#current === current) {
        this.#current = undefined
        void this.#makeRoom()
      }
      end()
    }
  }

  async #run(request: TurnRequest, current: CurrentTurn): Promise<void> {
    const { turn, mode } = request
    const { messages, record } = current
    const { signal } = current.abort
    const { listener, voice } = this.#models
    const asked: Asked = 'mel' in request ? { mel: request.mel } : { text: request.text }
    const models = { ...listener, voice: mode === 'chat' ? voice : undefined }
    const sampler = new TokenSampler(this.#config.sampling, listener.stopTokens)
    const history = this.#history
    let question: Question | undefined
    const settings: TurnSettings = {
      audioMarginTokens: this.#config.audioMarginTokens,
      speed: this.speed,
      voiceId: () => this.voiceId,
      unspoken: (language) => this.#tellUnspoken(language, messages),
      decode: {
        choose: (logits, answer) => sampler.next(logits, answer),
        stopTokens: listener.stopTokens,
        maxNewTokens: history.answerTokens,
        onPrefill: (promptTokens, cachedTokens) => record.prefill(promptTokens, cachedTokens),
      },
      prompt: (heard) => {
        question = heard
        return this.#prompt(mode, heard)
      },
    }
    const remember = (answer: readonly number[], isCut: boolean): void => {
      if (mode === 'chat' && question !== undefined) history.add({ question, answer, isCut, spoken: record })
    }
    const finish = (reason: TurnEndReason, error?: AppError): void => {
      record.metrics.endAt = this.#now()
      messages.say({ type: 'turn-end', turn, reason, metrics: record.metrics, error: error?.toBody() })
      messages.release()
    }
    let release: Release | undefined
    try {
      release = await this.#seat.acquire(signal, () => {
        current.isWaiting = true
        messages.say({ type: 'state', turn, state: 'waiting' })
      })
      current.isWaiting = false
      await this.#recalled
      messages.say({ type: 'state', turn, state: 'thinking' })
      if ('mel' in asked) history.requireRoom(asked.mel.samples)
      const chunks =
        request.mode === 'say'
          ? sayText(request.text, voice, settings, record, signal)
          : runTurn(asked, models, settings, record, signal)
      for await (const chunk of chunks) record.audio(chunk)
      await releasedOrAborted(messages, signal)
      remember(record.answerTokens, false)
      finish('done')
    } catch (thrown) {
      // A speculative turn that fails is no failure yet: the commit will ask anew.
      if (current.withdrawn || (messages.isHeld && !isAbort(thrown))) return
      if (!isAbort(thrown)) return finish('failed', toAppError(thrown))
      const heard = record.heardText(current.playedSamples)
      if (heard !== '') remember(listener.tokenizer.encode(heard), true)
      finish('interrupted')
    } finally {
      release?.()
    }
  }

  /** Says once that what is written in a language is not spoken. */
  #tellUnspoken(language: string, messages: HeldMessages): void {
    if (this.#unspoken.has(language)) return
    this.#unspoken.add(language)
    const name = new Intl.DisplayNames(['en'], { type: 'language' }).of(language.split('-')[0]) ?? language
    const message = `No voice here can say ${name}: what is written in it is not spoken.`
    messages.say({ type: 'trouble', error: new AppError('voice-unavailable', message).toBody() })
  }

  #prompt(mode: TurnRequest['mode'], question: Question): Prompt {
    return mode === 'transcribe' && 'heard' in question
      ? this.#history.transcription(question.heard)
      : this.#history.prompt(question)
  }

  /** Forgets what will have no room beside the next question now, when nobody waits for what that costs. Never rejects. */
  async #makeRoom(): Promise<void> {
    const prefix = this.#history.makeRoom()
    const idle = prefix && this.#seat.acquireIdle()
    if (prefix === undefined || idle === undefined) return
    try {
      await this.#models.listener.decoder.prefill(prefix, this.#history.contextTokens, idle.signal)
    } catch {
      // What fails here fails in the next turn as well, which tells of it.
    } finally {
      idle.release()
    }
  }
}

/** Waits until the turn may be heard. @throws the signal's reason */
function releasedOrAborted(messages: HeldMessages, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    void messages.released.then(() => {
      signal.removeEventListener('abort', abort)
      resolve()
    })
  })
}
