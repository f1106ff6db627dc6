import {
  AppError,
  heardEnd,
  microphoneFormat,
  saidWords,
  type AskMessage,
  type EngineMessage,
  type PastExchange,
  type TurnEndReason,
} from '@contract'
import type { KeptExchange, SpokenQuestion } from './keptExchange'

type Recall = Extract<AskMessage, { type: 'recall' }>

/** Seconds of spoken questions that are kept: about what the longest context can hold of audio. */
const keptSpeechSeconds = 300
const keptSamples = keptSpeechSeconds * microphoneFormat.sampleRateHz
/** Exchanges that are kept, and characters of them: more than any context holds. */
const keptExchanges = 2000
const keptChars = 2_000_000

/** Keeps a copy of the memory where it outlives it. */
export interface ConversationKeeper {
  /** An exchange that is new, or known by its turn and has changed. */
  keep(exchange: KeptExchange): void
  drop(turn: number): void
  forget(): void
}

/**
 * What a window and its engine have said to each other, noted as their messages go by, so that a new engine can be told.
 * Spoken questions are kept as the very audio: the model hears them again instead of reading a guess of them.
 */
export class ConversationMemory {
  readonly #keeper: ConversationKeeper | undefined
  #exchanges: KeptExchange[] = []
  readonly #running = new Map<number, KeptExchange>()

  constructor(keeper?: ConversationKeeper) {
    this.#keeper = keeper
  }

  /** Takes over what the keeper has of a memory before this one, whose window died. */
  restore(kept: readonly KeptExchange[]): void {
    const error = new AppError(
      'engine-lost',
      'The window stopped in the middle of this answer. Ask once more.',
      {
        retryable: true,
      },
    ).toBody()
    this.#exchanges = kept.map((each) =>
      each.outcome === undefined ? { ...each, outcome: 'failed', error } : each,
    )
  }

  /** The exchanges that are over, as messages for an engine that knows none of them. */
  recall(): Recall[] {
    return this.#exchanges.flatMap((exchange) => {
      const { question, outcome } = exchange
      const answer = heard(exchange)
      // As if it had never been asked: nothing of the answer was heard.
      if (answer === '' || outcome === 'failed') return []
      const asked = 'text' in question ? question : { samples: joined(question.frames) }
      return [{ type: 'recall', ...asked, answer, isCut: answer.length < exchange.answer.length }]
    })
  }

  /** What a page is shown that comes to this conversation later. A turn that still goes on was its predecessor's. */
  past(): PastExchange[] {
    const all = [...this.#exchanges, ...this.#running.values()]
    return all.flatMap((exchange, i): PastExchange[] => {
      const { question, answer, error } = exchange
      const outcome = outcomeOf(exchange)
      const heardEnd = heard(exchange).length
      const past = { turn: exchange.turn, answer, heardEnd, outcome, error }
      if ('text' in question) return [{ question: question.text, ...past }]
      if (!question.isComplete && outcome !== 'failed') return []
      // Who was not done took the question up again: the same audio begins a later one.
      if (all.slice(i + 1).some((later) => 'frames' in later.question && begins(question, later.question)))
        return []
      return [{ questionSeconds: lengthOf(question.frames) / microphoneFormat.sampleRateHz, ...past }]
    })
  }

  /** The question of an exchange, whole; undefined when it is not kept, or was not spoken to its end. */
  question(
    turn: number,
  ): { readonly text: string } | { readonly frames: readonly Float32Array[] } | undefined {
    const question = this.#find(turn)?.question
    return question === undefined || 'text' in question || question.isComplete ? question : undefined
  }

  /** Forgets one exchange, and what it took up again. */
  drop(turn: number): void {
    const dropped = this.#find(turn)?.question
    const isOf = (question: KeptExchange['question']): boolean =>
      question === dropped ||
      (dropped !== undefined && 'frames' in dropped && 'frames' in question && begins(question, dropped))
    for (const each of this.#exchanges) if (isOf(each.question)) this.#keeper?.drop(each.turn)
    this.#exchanges = this.#exchanges.filter(({ question }) => !isOf(question))
    if (this.#running.delete(turn)) this.#keeper?.drop(turn)
  }

  /** Notes what the window said. */
  asked(message: AskMessage): void {
    switch (message.type) {
      case 'utterance-start':
        if (message.mode === 'chat') this.#begin(message.turn, { frames: [], isComplete: false })
        return
      case 'audio': {
        const question = this.#running.get(message.turn)?.question
        if (question === undefined || !('frames' in question)) return
        question.frames.push(message.samples)
        // It would be let go at its end, and all that was said before with it.
        if (costOf(question.frames) > keptSamples) this.#running.delete(message.turn)
        return
      }
      case 'utterance-end': {
        const question = this.#running.get(message.turn)?.question
        if (question === undefined || !('frames' in question)) return
        question.isComplete = true
        this.#keep(message.turn)
        return
      }
      case 'ask':
        this.#begin(message.turn, { text: message.text })
        this.#keep(message.turn)
        return
      case 'interrupt': {
        // The engine is faster than speech: an answer that is over for it may still be playing.
        const exchange = this.#find(message.turn)
        if (exchange === undefined) return
        exchange.playedSamples = message.playedSamples
        if (exchange.outcome !== undefined) this.#keeper?.keep(exchange)
        return
      }
      case 'forget':
        this.#exchanges = []
        // The answer that goes on, too: what is still told of it belongs to nothing.
        this.#running.clear()
        this.#keeper?.forget()
        return
      case 'recall':
      case 'ask-again':
      case 'recount':
      case 'utterance-pause':
      case 'speed':
      case 'voice':
      case 'say':
      case 'restart':
      case 'ping':
        return
    }
  }

  /** Notes what the engine said. */
  answered(message: EngineMessage): void {
    const exchange = 'turn' in message ? this.#running.get(message.turn) : undefined
    if (exchange === undefined) return
    if (message.type === 'text') exchange.answer += message.text
    if (message.type === 'audio') {
      exchange.words.push(...saidWords(message.words, exchange.audioSamples))
      exchange.audioSamples += message.samples.length
    }
    if (message.type !== 'turn-end') return
    this.#running.delete(message.turn)
    exchange.outcome = message.reason
    exchange.error = message.error
    const { question } = exchange
    if ('frames' in question && !question.isComplete && message.reason !== 'failed') return
    this.#exchanges = newest([...this.#exchanges, exchange])
    this.#keeper?.keep(exchange)
  }

  #begin(turn: number, question: KeptExchange['question']): void {
    this.#running.set(turn, { turn, question, answer: '', words: [], audioSamples: 0 })
  }

  #find(turn: number): KeptExchange | undefined {
    return this.#running.get(turn) ?? this.#exchanges.find((exchange) => exchange.turn === turn)
  }

  #keep(turn: number): void {
    const exchange = this.#running.get(turn)
    if (exchange !== undefined) this.#keeper?.keep(exchange)
  }
}

/** Without the oldest exchanges where there is more than any context holds. */
export function newest(exchanges: readonly KeptExchange[]): KeptExchange[] {
  let [samples, chars, count] = [0, 0, 0]
  const first = exchanges.findLastIndex(({ question, answer }) => {
    if ('frames' in question) samples += lengthOf(question.frames)
    else chars += question.text.length
    chars += answer.length
    return samples > keptSamples || chars > keptChars || ++count > keptExchanges
  })
  return exchanges.slice(first + 1)
}

/**
 * The part of an answer up to the last word that was heard whole; all of it when nothing stopped it. Of a failed one
 * nobody said how much was heard: what was spoken of it.
 */
function heard({ answer, words, outcome, playedSamples }: KeptExchange): string {
  if (playedSamples === undefined && outcome !== 'failed') return answer
  return answer.slice(0, heardEnd(words, playedSamples ?? Infinity))
}

/** As the window has it: it may stop an answer that is over for the engine. */
function outcomeOf({ outcome, playedSamples }: KeptExchange): TurnEndReason {
  if (outcome === undefined || (outcome === 'done' && playedSamples !== undefined)) return 'interrupted'
  return outcome
}

/** Whether a later question begins with all that was said in an earlier one. */
function begins({ frames }: SpokenQuestion, later: SpokenQuestion): boolean {
  return (
    later.frames.length > frames.length &&
    frames.every((frame, i) => frame.every((sample, j) => sample === later.frames[i]?.[j]))
  )
}

function lengthOf(frames: readonly Float32Array[]): number {
  return frames.reduce((sum, frame) => sum + frame.length, 0)
}

/** As `lengthOf`, where a frame that is shorter than the microphone's costs as much as one of those. */
function costOf(frames: readonly Float32Array[]): number {
  return frames.reduce((sum, frame) => sum + Math.max(frame.length, microphoneFormat.frameSamples), 0)
}

function joined(frames: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(lengthOf(frames))
  let at = 0
  for (const frame of frames) {
    all.set(frame, at)
    at += frame.length
  }
  return all
}
