import { z } from 'zod'
import { appErrorBody } from './errors'
import { turnMetrics } from './metrics'

/** Turns are numbered upwards by whoever asks. What carries an old number is dropped. */
const turn = z.number().int().positive()
const samples = z.custom<Float32Array>(
  (value) => value instanceof Float32Array,
  'samples must be a Float32Array',
)
const place = z.number().int().min(0)

/** From a window to the engine. */
export const askMessage = z.discriminatedUnion('type', [
  /** Speech begins; its audio follows while it is spoken, so that the log-mel is ready when it ends. */
  z.object({ type: z.literal('utterance-start'), turn, mode: z.enum(['chat', 'transcribe']) }),
  /** 16 kHz mono samples of the utterance. */
  z.object({ type: z.literal('audio'), turn, samples }),
  /** The utterance is complete: answer it. */
  z.object({ type: z.literal('utterance-end'), turn }),
  /** A typed question. */
  z.object({ type: z.literal('ask'), turn, text: z.string().min(1).max(20_000) }),
  /** Be silent. `playedSamples` of the turn's audio were really heard, at the rate of its chunks. */
  z.object({ type: z.literal('interrupt'), turn, playedSamples: z.number().int().min(0).optional() }),
  /** Begin a new conversation. */
  z.object({ type: z.literal('forget') }),
  z.object({ type: z.literal('ping'), id: z.number().int() }),
])
export type AskMessage = z.infer<typeof askMessage>

/** What the engine does for a turn. */
export const turnState = z.enum(['listening', 'thinking', 'speaking'])
export type TurnState = z.infer<typeof turnState>

export const turnEndReason = z.enum(['done', 'interrupted', 'failed'])
export type TurnEndReason = z.infer<typeof turnEndReason>

/** From the engine to a window. Every turn ends with exactly one `turn-end`. */
export const engineMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), listener: z.string(), voice: z.string(), notes: z.array(z.string()) }),
  z.object({ type: z.literal('state'), turn, state: turnState }),
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
