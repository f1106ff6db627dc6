import { setImmediate as settled } from 'node:timers/promises'
import { heardEnd, portPair, saidWords, unansweredTurn, type AskMessage, type EngineMessage } from '@contract'
import type { VoiceModel } from '../../../src-renderer/audio/voiceActivity'
import { tone } from '../models/toneVoice'
import type { Random } from './random'
import { frameMs, frameSamples } from './scene'
import { simulatedApp, type SimulatedApp } from './simulatedApp'
import type { ToneAnswer } from './toneAnswers'

const quantum = 128
const rateHz = tone.sampleRateHz
const quantaOfFrame = (frameMs * rateHz) / 1000 / quantum
/** Messages of a turn that were under way when it was interrupted arrive until so long after. */
const latestMs = 150
const duckedGain = 10 ** (-15 / 20)
/** So long behind ducking the loudspeaker comes back. */
const unduckMs = 80

interface AnsweredTurn {
  readonly turn: number
  readonly answer: ToneAnswer
  /** Samples of the answer that left the loudspeaker. */
  played: number
  /** The same, as the engine was told. */
  told: number | undefined
}

/**
 * The app with an engine that answers with tones, on a virtual clock. Every sample that is rendered must be the next one
 * of the answer that is due, as far as the one who listens can know: an interrupted turn fades for one quantum.
 */
export class InterruptedConversation {
  interruptions = 0
  staleSamples = 0
  otherwiseShown = 0
  readonly wrongWords: number[] = []
  readonly #answers: readonly ToneAnswer[]
  readonly #random: Random
  readonly #simulated: SimulatedApp
  readonly #send: (message: EngineMessage) => void
  readonly #output = new Float32Array(quantum)
  readonly #turns = new Map<number, AnsweredTurn>()
  #frame = 0
  #isSpeaking = false
  #due: { readonly at: number; readonly message: EngineMessage }[] = []
  #newest = 0
  /** What may sound, and what fades. */
  #current: AnsweredTurn | undefined
  #fading: AnsweredTurn | undefined
  #duckedUntil = -Infinity

  static async open(answers: readonly ToneAnswer[], random: Random): Promise<InterruptedConversation> {
    const conversation = new InterruptedConversation(answers, random)
    await settled()
    await conversation.ask()
    return conversation
  }

  private constructor(answers: readonly ToneAnswer[], random: Random) {
    this.#answers = answers
    this.#random = random
    const [window, engine] = portPair<AskMessage, EngineMessage>()
    this.#send = (message) => engine.send(message)
    engine.onMessage((message) => {
      if (message.type === 'ask' || message.type === 'utterance-end') this.#answer(message.turn)
      else if (message.type === 'interrupt') this.#stop(message.turn, message.playedSamples)
      else if (message.type === 'withdraw') this.#stop(message.turn, 0)
    })
    engine.send({ type: 'ready', listener: 'scripted', voice: 'tones', notes: [] })
    this.#simulated = simulatedApp({
      port: window,
      voice: hears(() => this.#isSpeaking),
      speakerRateHz: rateHz,
      speakerDelayFrames: 0.02 * rateHz,
      now: () => this.#now,
    })
  }

  /** A typed question. */
  async ask(): Promise<void> {
    this.#silence()
    this.#actions.ask('And now?')
    await settled()
  }

  async stop(): Promise<void> {
    this.#silence()
    this.#actions.stop()
    await settled()
  }

  async askByKey(forMs: number): Promise<void> {
    this.#silence()
    this.#actions.press()
    await settled()
    this.#isSpeaking = true
    await this.go(forMs)
    this.#actions.release()
    this.#isSpeaking = false
    await this.#untilAsked()
  }

  async askByVoice(forMs: number): Promise<void> {
    this.#isSpeaking = true
    await this.go(forMs)
    this.#isSpeaking = false
    await this.#untilAsked()
  }

  /** Lets time pass. */
  async go(ms: number): Promise<void> {
    const until = this.#now + ms
    while (this.#now < until) {
      const due = this.#due.filter(({ at }) => at <= this.#now)
      if (due.length > 0) {
        this.#due = this.#due.filter(({ at }) => at > this.#now)
        for (const { message } of due) this.#send(message)
        await settled()
      }
      this.#simulated.speaker().render(this.#output)
      this.#frame += quantum
      this.#listen()
      if ((this.#frame / quantum) % quantaOfFrame > 0) continue
      const samples = this.#isSpeaking ? voice : quiet
      this.#simulated.microphone()?.frame({ samples, endAt: this.#now })
      this.#simulated.runTimers()
      await settled()
    }
  }

  /** Stops, and hears what is still under way. */
  async close(): Promise<void> {
    await this.stop()
    await this.go(2 * latestMs)
    this.#simulated.close()
  }

  get #now(): number {
    return (this.#frame * 1000) / rateHz
  }

  get #actions(): ReturnType<SimulatedApp['app']['store']['getState']> {
    return this.#simulated.app.store.getState()
  }

  /** Until the question that is spoken is over: a second at most, when it was none. */
  async #untilAsked(): Promise<void> {
    const { size } = this.#turns
    for (let waitedMs = 0; waitedMs < 1000 && this.#turns.size === size; waitedMs += frameMs)
      await this.go(frameMs)
  }

  /** From now on nothing of the current turn may sound but its fade. */
  #silence(): void {
    if (!this.#current) return
    if (this.#current.played < this.#current.answer.samples.length) this.interruptions++
    this.#fading ??= this.#current
    this.#current = undefined
  }

  #listen(): void {
    if (this.#simulated.app.readSignals().ducked) this.#duckedUntil = this.#now + unduckMs
    const turn = this.#fading ?? this.#current
    const least = this.#now <= this.#duckedUntil ? duckedGain - 0.001 : 1
    for (const [i, sample] of this.#output.entries()) {
      const fade = this.#fading ? 1 - (i + 1) / quantum : 1
      if (sample === 0 && (fade > 0 || this.#output[i - 1] === 0)) continue
      const next = turn === undefined ? 0 : Math.fround(turn.answer.samples[turn.played] * fade)
      const isNext = sample === next || (sample / next >= least && sample / next <= 1)
      if (turn && isNext) turn.played++
      else this.staleSamples++
    }
    if (this.#fading && this.#fading.played > 0) this.#compare(this.#fading)
    this.#fading = undefined
  }

  /** What the engine was told and the screen shows, with the words whose tones left the loudspeaker. */
  #compare({ turn, answer, played, told }: AnsweredTurn): void {
    const shown = this.#actions.exchanges.find((exchange) => exchange.turn === turn)
    // Taken back whole, nobody remembers it; heard whole, nobody interrupted it.
    if (!shown || (told === undefined && played === answer.samples.length)) return
    let samplesBefore = 0
    const words = answer.chunks.flatMap((chunk) => {
      samplesBefore += chunk.samples.length
      return saidWords(chunk.words, samplesBefore - chunk.samples.length)
    })
    const end = heardEnd(words, told ?? 0)
    const remembered = answer.writtenEnds.filter((each) => each <= end).length
    const heard = answer.wordEnds.filter((each) => each <= played).length
    this.wrongWords.push(remembered - heard)
    if (shown.heardEnd !== end) this.otherwiseShown++
  }

  #answer(turn: number): void {
    const answer = this.#answers[turn % this.#answers.length]
    this.#current = { turn, answer, played: 0, told: undefined }
    this.#newest = turn
    this.#turns.set(turn, this.#current)
    let at = this.#now + this.#random.between(0, 200)
    const later = (message: EngineMessage): void => void this.#due.push({ at, message })
    later({ type: 'text', turn, text: answer.text })
    for (const { index, text, start } of answer.sentences)
      later({ type: 'sentence', turn, index, text, start, end: start + text.length })
    for (const { sentence, sampleRateHz, samples, words } of answer.chunks) {
      later({ type: 'audio', turn, sentence, sampleRateHz, samples, words })
      at += this.#random.between(300, 2000)
    }
    later(unansweredTurn(turn, 'done', at))
  }

  /** The engine stops, and what was under way arrives all the same, some of it twice. */
  #stop(turn: number, playedSamples: number | undefined): void {
    const answered = this.#turns.get(turn)
    if (!answered) return
    if (turn === this.#newest) this.#silence()
    answered.told = playedSamples
    const until = this.#now + latestMs
    const isLate = ({ at, message }: { at: number; message: EngineMessage }): boolean =>
      'turn' in message && message.turn === turn && at > until
    this.#due = this.#due.filter((each) => !isLate(each))
    const [chunk] = answered.answer.chunks
    const { sentence, sampleRateHz, samples, words } = chunk
    const again: EngineMessage = { type: 'audio', turn, sentence, sampleRateHz, samples, words }
    this.#due.push({ at: this.#now + this.#random.between(0, latestMs), message: again })
    this.#due.push({ at: until, message: unansweredTurn(turn, 'interrupted', until) })
  }
}

/** Noise, as loud as speech and as bright as a word. */
const voice = Float32Array.from({ length: frameSamples }, (_, i) => 0.1 * Math.sin(i * i))
const quiet = new Float32Array(frameSamples)

function hears(isSpeaking: () => boolean): VoiceModel {
  return {
    run: () =>
      Promise.resolve({ output: { data: Float32Array.of(isSpeaking() ? 0.97 : 0.02) }, stateN: { data: 0 } }),
    floats: (values) => ({ data: values }),
    integer: (value) => ({ data: value }),
  }
}
