import { z } from 'zod'
import { speakingSpeed } from './config'
import { appErrorBody } from './errors'
import { exchange, numbered, turnEndReason } from './exchange'
import { turnMetrics, windowTimes } from './metrics'
import { notice } from './notice'
import { storeRequest } from './storeRequests'
import { offeredTool, ringingTimer, toolServerState, windowDeed } from './tools'

/** Of a typed question; about as much as the longest context holds. */
export const longestQuestionChars = 20_000

/** Of a text that a window reads from the clipboard for a tool; what is longer, it cuts. */
export const longestClipboardChars = 20_000

/** Turns are numbered upwards by whoever asks. What carries an old number is dropped. */
const turn = z.number().int().positive()
const samples = z.custom<Float32Array>(
  (value) => value instanceof Float32Array,
  'samples must be a Float32Array',
)
const place = z.number().int().min(0)
/** Pauses of all turns are numbered upwards by the window. */
const pause = z.number().int().min(0)
const voiceId = z.string().min(1).max(100)

/** From a window to the engine. What it asks belongs to the conversation that is open there. */
export const askMessage = z.discriminatedUnion('type', [
  /**
   * Speech begins; its audio follows while it is spoken, so that the log-mel is ready when it ends. It interrupts an answer:
   * where it says no more than "stop", nothing is asked, and it ends as `interrupted` and is forgotten.
   */
  z.object({
    type: z.literal('utterance-start'),
    turn,
    mode: z.enum(['chat', 'transcribe']),
    interrupts: z.boolean().optional(),
  }),
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
  /** A typed question. Only written: its answer is not spoken. */
  z.object({
    type: z.literal('ask'),
    turn,
    text: z.string().min(1).max(longestQuestionChars),
    isOnlyWritten: z.boolean().optional(),
  }),
  /** How fast the window's next answers are spoken, relative to the voice's own pace; until told, as configured. */
  z.object({ type: z.literal('speed'), speed: speakingSpeed }),
  /** Whether the window's sentences are said in their mood, from the next one on; until told, as configured. */
  z.object({ type: z.literal('mood'), isFollowed: z.boolean() }),
  /** Who speaks the window's answers, of those that `ready` offers, from the next sentence on; until told, as configured. */
  z.object({ type: z.literal('voice'), id: voiceId }),
  /**
   * Say this text with that voice, or with another that `ready` offers; in its mood, whatever was told of it. It is no answer: nobody is
   * asked and nothing is remembered.
   */
  z.object({
    type: z.literal('say'),
    turn,
    text: z.string().min(1).max(1000),
    voice: voiceId.optional(),
    isInMood: z.boolean().optional(),
  }),
  /** Be silent. `playedSamples` of the turn's audio were really heard, at the rate of its chunks. */
  z.object({ type: z.literal('interrupt'), turn, playedSamples: z.number().int().min(0).optional() }),
  /**
   * The turn's answer was heard up to this place in it, also one that is read aloud again; absent: it is read no more. Only shown, in
   * the other windows: what is remembered `interrupt` says.
   */
  z.object({ type: z.literal('heard'), turn, place: place.optional() }),
  /**
   * A turn never was: its question is taken up again, and neither it nor its answer is remembered. Until its question is
   * complete, `interrupt` does the same.
   */
  z.object({ type: z.literal('withdraw'), turn }),
  /** The question of an exchange once more: the text that was typed, or the audio that was spoken. */
  z.object({ type: z.literal('ask-again'), turn, of: numbered }),
  /** Say the answer of an exchange once more, from its beginning. Nobody is asked and nothing is remembered. */
  z.object({ type: z.literal('read-aloud'), turn, of: numbered }),
  /**
   * Show a conversation, which is the open one of all windows from then on; absent: the one that is open. Whoever says this is told
   * of it as a whole, and then of all that changes in it. One that is not there any more opens none: the open one stays. Where the
   * window shows a private one, as one goes with its engine, another private one begins: what is said next is not to be kept.
   */
  z.object({
    type: z.literal('open'),
    conversation: numbered.optional(),
    isPrivate: z.boolean().optional(),
  }),
  /**
   * Begin a new conversation, which is the open one of all windows. What goes on for this window ends. Of a private one nothing
   * is written to a disk.
   */
  z.object({ type: z.literal('begin'), isPrivate: z.boolean().optional() }),
  /** Asks of what was said before; the answer (`stored`) has the same number, which the window gives. */
  z.object({ type: z.literal('store'), request: numbered, ask: storeRequest }),
  /** What the user says to a tool that asks first (`tool-ask`), and what came of it where the window was to do it, or why not. */
  z.object({
    type: z.literal('tool-answer'),
    call: numbered,
    isAllowed: z.boolean(),
    text: z.string().max(longestClipboardChars).optional(),
    failure: z.string().max(300).optional(),
  }),
  /** Whatever rings is to be silent; or what has rung was seen. */
  z.object({ type: z.literal('ringing-seen'), ring: z.number().int().positive().optional() }),
  /** What the window did for a turn took so long: for the log and the figures alone. */
  z.object({ type: z.literal('timed'), turn, ...windowTimes.shape }),
  z.object({ type: z.literal('ping'), id: z.number().int() }),
])
export type AskMessage = z.infer<typeof askMessage>

/** From a window to the host of the engine's process: start a lost engine again. */
export const hostMessage = z.object({ type: z.literal('restart') })
export type HostMessage = z.infer<typeof hostMessage>

const beginnings = ['utterance-start', 'ask', 'ask-again', 'read-aloud', 'say'] as const

/** Whether a message begins a turn. */
export function beginsTurn(
  message: AskMessage,
): message is Extract<AskMessage, { type: (typeof beginnings)[number] }> {
  return beginnings.some((type) => type === message.type)
}

/** What the engine does for a turn. Waiting: the turn of another window goes on. Loading: models that were unloaded come back. */
export const turnState = z.enum(['listening', 'waiting', 'loading', 'thinking', 'speaking'])
export type TurnState = z.infer<typeof turnState>

/**
 * What became of an engine that is not `ready`. Cut: only the line to the host is, as far as the window knows. Lost: it
 * stays away until a `restart` is asked for.
 */
export const engineState = z.enum(['starting', 'restarting', 'cut', 'lost'])
export type EngineState = z.infer<typeof engineState>

/** A voice that the loaded model has: its ID, such as `af_heart` or `en-us+f3`, and a BCP 47 tag in lower case. */
export const offeredVoice = z.object({ id: z.string(), language: z.string() })
export type OfferedVoice = z.infer<typeof offeredVoice>

/** A host that is sent what is said, or the answers to be spoken. Plain: who is on the way can read it. */
export const leavesTo = z.object({
  host: z.string(),
  what: z.enum(['questions', 'answers']),
  isPlain: z.boolean(),
})
export type LeavesTo = z.infer<typeof leavesTo>

/** How a voice ended where it fell silent: held up, as of somebody who goes on, or let go. */
export const voiceEnd = z.enum(['held', 'let-go'])
export type VoiceEnd = z.infer<typeof voiceEnd>

/** From the engine to a window. Every turn ends with exactly one `turn-end`. */
export const engineMessage = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('ready'),
    listener: z.string(),
    /** The voice that speaks until the window chooses another, and all that it can choose from; absent: no others. */
    voice: z.string(),
    voices: z.array(offeredVoice).optional(),
    /** How the models were loaded, where the user should know. */
    notes: z.array(notice),
    /** What the embedded model does; absent: nothing. */
    embedded: z.array(z.enum(['listener', 'voice'])).optional(),
    /** To where what is said leaves this computer; absent: nowhere. */
    leavesTo: z.array(leavesTo).optional(),
  }),
  /** From the host: the engine is not there, and why. Open turns are lost, and no `turn-end` follows. `ready` says that it is back. */
  z.object({ type: z.literal('engine'), state: engineState, error: appErrorBody.optional() }),
  /** The open conversation: its newest exchanges, oldest first. */
  z.object({
    type: z.literal('conversation'),
    conversation: numbered,
    isPrivate: z.boolean(),
    exchanges: z.array(exchange),
  }),
  /** An exchange of the open conversation that is new, or has changed; `turn`: by which the window that asked knows it. */
  z.object({ type: z.literal('exchange'), exchange, turn: turn.optional() }),
  /** Another window's answer goes on: the next piece of it as written. */
  z.object({ type: z.literal('exchange-written'), exchange: numbered, text: z.string() }),
  /** Another window's loudspeaker has said an answer up to this place; again: it reads it once more; no place: no longer. */
  z.object({
    type: z.literal('exchange-heard'),
    exchange: numbered,
    place: place.optional(),
    isAgain: z.boolean(),
  }),
  /** An exchange of the open conversation is not there any more. */
  z.object({ type: z.literal('forgotten'), exchange: numbered }),
  /** The list of conversations, or one of their names, is not as it was. */
  z.object({ type: z.literal('conversations-changed') }),
  /** What `store` asked, as its kind is answered (`storeAnswers`); or why not. */
  z.object({
    type: z.literal('stored'),
    request: numbered,
    answer: z.unknown().optional(),
    error: appErrorBody.optional(),
  }),
  z.object({ type: z.literal('state'), turn, state: turnState }),
  /** How likely the speaker was done when this pause began, as a model says, and how the voice ended, where that is clear. */
  z.object({
    type: z.literal('end-of-turn'),
    turn,
    pause,
    probability: z.number().min(0).max(1),
    voice: voiceEnd.optional(),
  }),
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
  /** The user should know this, and nothing is wrong. Told once. */
  z.object({ type: z.literal('note'), note: notice }),
  /**
   * Whether what is said is kept as its user chose: told a window that opens where it is not, and all whenever it changes.
   * As long as there is a hindrance, it is in memory alone.
   */
  z.object({ type: z.literal('keeping'), hindrance: appErrorBody.optional() }),
  /** What the listener may call, and how the servers of tools are: all of it, whenever something of it changes. */
  z.object({ type: z.literal('tools'), tools: z.array(offeredTool), servers: z.array(toolServerState) }),
  /**
   * A tool of the turn's answer asks first: the user, or what the user said for good, answers (`tool-answer`). It is asked no more
   * when its step is over.
   */
  z.object({
    type: z.literal('tool-ask'),
    turn,
    call: numbered,
    tool: z.string(),
    args: z.record(z.string(), z.unknown()),
    /** The window is to do it. */
    deed: windowDeed.optional(),
  }),
  /** Timers and alarms that ring, or have rung and were not seen: all of them, whenever that changes. */
  z.object({ type: z.literal('ringing'), ringing: z.array(ringingTimer) }),
  /** Trouble that belongs to no turn. */
  z.object({ type: z.literal('trouble'), error: appErrorBody }),
  z.object({ type: z.literal('pong'), id: z.number().int() }),
])
export type EngineMessage = z.infer<typeof engineMessage>
