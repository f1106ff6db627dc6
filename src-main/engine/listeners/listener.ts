import type { Config, ToolStep } from '@contract'
import type { ToolDescription } from '../tools/tool'

/** Hears an utterance while it is spoken, so that less is to be done at its end. */
export interface Ear {
  /** The next samples: mono, 16 kHz, -1..1. */
  push(samples: Float32Array): void
}

/** What was spoken so far. It does not grow while somebody is asked. */
export interface Spoken {
  /** Mono, 16 kHz, -1..1. */
  readonly samples: Float32Array
  readonly seconds: number
  /** What heard all of it meanwhile: that of the listener that is asked, of another, or nobody. */
  readonly ear?: Ear | undefined
}

/** One question: the same object as long as it is answered, however often its listener is asked on. */
export type Question = ({ readonly text: string } | { readonly spoken: Spoken }) & {
  /** The number under which the conversation will have it; undefined as long as the turn is speculative, or belongs to none. */
  readonly exchange: number | undefined
}

/** An exchange that is over, with what was heard of its answer, which is never nothing. */
export interface PastExchange {
  readonly id: number
  /**
   * What was typed; or how long was spoken, and what it says where that is written down. Of a question of which there is
   * neither sound nor text no listener is told.
   */
  readonly question: { readonly text: string } | { readonly seconds: number; readonly transcript?: string }
  readonly answer: string
  /** The answer was interrupted: what there is of it is what was heard. */
  readonly isCut: boolean
  /** What was called for it, in order, at places of `answer`. */
  readonly toolSteps: readonly ToolStep[]
}

/** A conversation as a listener is told of it. The same object as long as it is open: what a listener keeps of it hangs on that. */
export interface ListenerConversation {
  /** How it is to be answered. */
  readonly settings: Pick<
    Config,
    'persona' | 'sampling' | 'contextTokens' | 'earlierQuestions' | 'audioMarginTokens'
  >
  /** What the listener may call; empty: nothing. */
  readonly tools: readonly ToolDescription[]
  /** What was said so far, oldest first. */
  readonly exchanges: readonly PastExchange[]
  /** The sound of a spoken question: mono, 16 kHz. Undefined: nobody has it any more. */
  audioOf(exchange: number): Float32Array | undefined
}

/** Something that the listener wants to be called. It is told what came of it when it is asked on. */
export interface ToolCall {
  /** Tells the calls of one answer apart. */
  readonly id: string
  readonly name: string
  /** As the listener gave them: they need not fit the tool. Text that is no JSON stays text. */
  readonly args: unknown
}

/** A piece of the answer as it is written, never empty; or a call. */
export type AnswerPiece = string | { readonly toolCall: ToolCall }

/** What a listener tells on its way, for the figures. */
export interface ListenerEvents {
  /** The question was heard. */
  heard?(): void
  /** The prompt's length, and how much of it was known from before and cost nothing. */
  prefill?(promptTokens: number, cachedTokens: number): void
  /** One more token of the answer. */
  token?(): void
}

export interface AnswerOptions {
  /** Ends it at once, with what is in flight; then its reason is thrown. */
  readonly signal: AbortSignal
  /** What it called for this question so far, with what came of it, and the answer up to there: places are those of `written`. */
  readonly soFar?: { readonly written: string; readonly toolSteps: readonly ToolStep[] }
  readonly on?: ListenerEvents
}

/** How much of a conversation a listener holds. */
export interface ContextFill {
  readonly usedTokens: number
  readonly contextTokens: number
}

/**
 * What hears a question and answers it: the one seam between the engine and a model, or a server. It keeps nothing of what was
 * said but what is quick to have again: what was said the conversation tells, each time. One question at a time; what is
 * asked while another answer goes on ends that one.
 */
export interface Listener {
  /** For people. */
  readonly name: string
  /** What it is asked leaves this computer, or costs somebody: it is asked nothing that may be dropped. */
  readonly isRemote?: boolean
  /** Begins to hear an utterance while it is spoken; absent: it wants the whole. */
  listen?(): Ear
  /**
   * Answers. A stream that ends behind calls is asked on, with what came of them in `soFar`.
   * @throws AppError `question-too-long`, `inference-failed` and others; the signal's reason
   */
  answer(
    conversation: ListenerConversation,
    question: Question,
    options: AnswerOptions,
  ): AsyncIterable<AnswerPiece>
  /** What was said, word by word, while somebody waits for it. @throws as `answer` */
  transcribe(
    conversation: ListenerConversation,
    spoken: Spoken,
    options: Pick<AnswerOptions, 'signal' | 'on'>,
  ): AsyncIterable<string>
  /**
   * What the question of an exchange said, or what was spoken just now, beside the conversation: what is known of that stays as
   * quick as it was. Empty: nothing was understood. Undefined: nobody has its sound any more.
   * @throws the signal's reason; AppError
   */
  writeDown(
    conversation: ListenerConversation,
    said: number | Spoken,
    signal: AbortSignal,
  ): Promise<string | undefined>
  /**
   * What can be done for the next question while nobody asks; undefined: nothing. Aborting ends that and throws the signal's
   * reason; what is done is kept.
   */
  preparation?(conversation: ListenerConversation): ((signal: AbortSignal) => Promise<void>) | undefined
  /** Undefined: it does not know. */
  fill?(conversation: ListenerConversation): ContextFill | undefined
  release(): void
}
