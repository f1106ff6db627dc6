import { z } from 'zod'
import { speakingSpeed } from './config'
import { appErrorBody } from './errors'
import { turnEndReason } from './exchange'
import { turnMetrics } from './metrics'
import { turnTakingConfig } from './turnTaking'

/** Of a typed question; about as much as the longest context holds. */
export const longestQuestionChars = 20_000

/** Turns are numbered upwards by whoever asks. What carries an old number is dropped. */
const turn = z.number().int().positive()
const samples = z.custom<Float32Array>(
  (value) => value instanceof Float32Array,
  'samples must be a Float32Array',
)
/** A turn by which its exchange is known afterwards; those of before the page are not positive. */
const exchange = z.number().int()
const place = z.number().int().min(0)
/** Pauses of all turns are numbered upwards by the window. */
const pause = z.number().int().min(0)

/** From a window to the engine. */
export const askMessage = z.discriminatedUnion('type', [
  /** Speech begins; its audio follows while it is spoken, so that the log-mel is ready when it ends. */
  z.object({ type: z.literal('utterance-start'), turn, mode: z.enum(['chat', 'transcribe']) }),
  /** 16 kHz mono samples of the utterance. */
  z.object({ type: z.literal('audio'), turn, samples }),
  /**
   * The speaker paused: begin to answer what was said so far, and say nothing yet. An `utterance-end` that follows at
   * once releases what is ready; more audio means that the speaker went on, and what was begun is dropped. Pauses that
   * have a number are told how likely they are the end (`end-of-turn`), where there is a model that knows. Nothing is
   * begun while the engine answers somebody else.
   */
  z.object({ type: z.literal('utterance-pause'), turn, pause: pause.optional() }),
  /** The utterance is complete: answer it. */
  z.object({ type: z.literal('utterance-end'), turn }),
  /** A typed question. */
  z.object({ type: z.literal('ask'), turn, text: z.string().min(1).max(longestQuestionChars) }),
  /** How fast the window's next answers are spoken, relative to the voice's own pace; until told, as configured. */
  z.object({ type: z.literal('speed'), speed: speakingSpeed }),
  /** Who speaks the window's answers, of those that `ready` offers, from the next sentence on; until told, as configured. */
  z.object({ type: z.literal('voice'), id: z.string().min(1).max(100) }),
  /** Say this text with that voice. It is no answer: nobody is asked and nothing is remembered. */
  z.object({ type: z.literal('say'), turn, text: z.string().min(1).max(1000) }),
  /** Be silent. `playedSamples` of the turn's audio were really heard, at the rate of its chunks. */
  z.object({ type: z.literal('interrupt'), turn, playedSamples: z.number().int().min(0).optional() }),
  /**
   * A question of before, asked once more: the text that was typed, or the audio that was spoken. For the host: what
   * reaches the engine is the question itself.
   */
  z.object({ type: z.literal('ask-again'), turn, of: exchange }),
  /** Begin a new conversation; or forget one exchange, which is for the host: it tells the engine the others anew. */
  z.object({ type: z.literal('forget'), exchange: exchange.optional() }),
  /**
   * An exchange of earlier, told to an engine that does not know it (it was started again). The question is its `text`
   * or its 16 kHz `samples`; the answer is what was heard of it. Sent in order, before the first turn. By the host alone.
   */
  z.object({
    type: z.literal('recall'),
    text: z.string().optional(),
    samples: samples.optional(),
    answer: z.string(),
    /** The rest of the answer was not heard. */
    isCut: z.boolean(),
  }),
  /** Tell a page that was loaded anew what was said before. For the host: it does not reach the engine. */
  z.object({ type: z.literal('recount') }),
  /** Start a lost engine again. For the host: it does not reach the engine. */
  z.object({ type: z.literal('restart') }),
  z.object({ type: z.literal('ping'), id: z.number().int() }),
])
export type AskMessage = z.infer<typeof askMessage>

const beginnings = ['utterance-start', 'ask', 'ask-again', 'say'] as const

/** Whether a message begins a turn. */
export function beginsTurn(
  message: AskMessage,
): message is Extract<AskMessage, { type: (typeof beginnings)[number] }> {
  return beginnings.some((type) => type === message.type)
}

/** What the engine does for a turn. Waiting: the turn of another window goes on. Loading: models that were unloaded come back. */
export const turnState = z.enum(['listening', 'waiting', 'loading', 'thinking', 'speaking'])
export type TurnState = z.infer<typeof turnState>

/** What became of an engine that is not `ready`. Lost: it stays away until a `restart` is asked for. */
export const engineState = z.enum(['starting', 'restarting', 'lost'])
export type EngineState = z.infer<typeof engineState>

/** A question of before the page was loaded, and its answer. */
export const pastExchange = z.object({
  turn: exchange,
  /** What was typed; absent: it was spoken. */
  question: z.string().optional(),
  /** How long a spoken question was. */
  questionSeconds: z.number().min(0).optional(),
  answer: z.string(),
  /** UTF-16 place in the answer up to which it was heard. */
  heardEnd: place,
  outcome: turnEndReason,
  error: appErrorBody.optional(),
})
export type PastExchange = z.infer<typeof pastExchange>

/** A voice that the loaded model has: its ID, such as `af_heart` or `en-us+f3`, and a BCP 47 tag in lower case. */
export const offeredVoice = z.object({ id: z.string(), language: z.string() })
export type OfferedVoice = z.infer<typeof offeredVoice>

/** From the engine to a window. Every turn ends with exactly one `turn-end`. */
export const engineMessage = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('ready'),
    listener: z.string(),
    /** The voice that speaks until the window chooses another, and all that it can choose from; absent: no others. */
    voice: z.string(),
    voices: z.array(offeredVoice).optional(),
    /** How the models were loaded, where the user should know, one sentence each. */
    notes: z.array(z.string()),
    /** What the embedded model does; absent: nothing. */
    embedded: z.array(z.enum(['listener', 'voice'])).optional(),
    /** How turns are to be taken; absent: as is usual. */
    turnTaking: turnTakingConfig.optional(),
  }),
  /** From the host: the engine went away, and why. Open turns have ended as failed before. `ready` says that it is back. */
  z.object({ type: z.literal('engine'), state: engineState, error: appErrorBody.optional() }),
  /** From the host: the conversation so far, oldest first. */
  z.object({ type: z.literal('past'), exchanges: z.array(pastExchange) }),
  z.object({ type: z.literal('state'), turn, state: turnState }),
  /** How likely the speaker was done when this pause began. */
  z.object({ type: z.literal('end-of-turn'), turn, pause, probability: z.number().min(0).max(1) }),
  /** The next piece of the answer as written. */
  z.object({ type: z.literal('text'), turn, text: z.string() }),
  /** A sentence goes to the voice; `start` and `end` are its place in the written answer, in UTF-16 units. */
  z.object({
    type: z.literal('sentence'),
    turn,
    index: z.number().int().min(0),
    text: z.string(),
    start: place,
    end: place,
  }),
  /** Spoken audio, in order, to be played without a gap. */
  z.object({
    type: z.literal('audio'),
    turn,
    sentence: z.number().int().min(0),
    sampleRateHz: z.number().int().positive(),
    samples,
    /** Which stretch of the written answer is said by which samples of this chunk, in order. */
    words: z.array(z.object({ written: z.tuple([place, place]), startSample: place, endSample: place })),
  }),
  z.object({
    type: z.literal('turn-end'),
    turn,
    reason: turnEndReason,
    metrics: turnMetrics,
    error: appErrorBody.optional(),
  }),
  /** Trouble that belongs to no turn. */
  z.object({ type: z.literal('trouble'), error: appErrorBody }),
  z.object({ type: z.literal('pong'), id: z.number().int() }),
])
export type EngineMessage = z.infer<typeof engineMessage>
