import { z } from 'zod'
import { appErrorBody } from './errors'
import { turnMetrics } from './metrics'

/** A UTF-16 place in a written answer. */
const place = z.number().int().min(0)
const seconds = z.number().min(0)
/** Milliseconds since 1970. */
const time = z.number().int()
/** Conversations and exchanges are numbered together, upwards as they begin. No number is given twice. */
export const numbered = z.number().int().min(0)

export const turnEndReason = z.enum(['done', 'interrupted', 'failed'])
export type TurnEndReason = z.infer<typeof turnEndReason>

/** What was typed; or how long was spoken, and what it says as far as that is known. */
export const askedQuestion = z.union([
  z.object({ text: z.string() }),
  z.object({
    seconds,
    /** Absent until the listener has written it down. */
    transcript: z.string().optional(),
    /** The user put the transcript right by hand. */
    isCorrected: z.boolean().optional(),
  }),
])
export type AskedQuestion = z.infer<typeof askedQuestion>

/** Which stretch of the written answer is said when, in seconds from the beginning of the answer's audio. */
export const answerWord = z.object({
  written: z.tuple([place, place]),
  startSeconds: seconds,
  endSeconds: seconds,
})
export type AnswerWord = z.infer<typeof answerWord>

/** Refused: its user would not have it. */
export const toolOutcome = z.enum(['done', 'failed', 'refused', 'interrupted'])
export type ToolOutcome = z.infer<typeof toolOutcome>

/** Something that the listener called for its answer. */
export const toolStep = z.object({
  /** Tells the calls of an exchange apart. */
  id: z.string(),
  name: z.string(),
  /** As the listener gave them: they need not fit the tool. */
  args: z.unknown(),
  /** Where in the answer it was called. */
  place,
  calledAt: time,
  /** Absent while it goes on. */
  outcome: toolOutcome.optional(),
  /** What the listener was told came of it. */
  result: z.string().optional(),
  seconds: seconds.optional(),
})
export type ToolStep = z.infer<typeof toolStep>

/** A question, its answer, and what became of both. */
export const exchange = z.object({
  id: numbered,
  conversation: numbered,
  askedAt: time,
  question: askedQuestion,
  /** As far as it is written. */
  answer: z.string(),
  /** In order. */
  words: z.array(answerWord),
  /** Where in the answer it was heard up to. */
  heardEnd: place,
  /** Absent while it goes on. */
  outcome: turnEndReason.optional(),
  error: appErrorBody.optional(),
  metrics: turnMetrics.optional(),
  /** What the listener called for its answer, in order. */
  toolSteps: z.array(toolStep),
})
export type Exchange = z.infer<typeof exchange>

/** How long what is said is kept on this computer. Never: it is in memory alone. */
export const keepingMode = z.enum(['never', 'until-quit', 'yes'])
export type KeepingMode = z.infer<typeof keepingMode>

export const keeping = z.object({
  mode: keepingMode.default('never'),
  /** Keep the sound of spoken questions as well. */
  audio: z.boolean().default(false),
  /** Exchanges are erased when they are older; absent: they stay until they are removed. */
  days: z.number().int().min(1).optional(),
})
export type Keeping = z.infer<typeof keeping>

/** A conversation as a list shows it. */
export const conversation = z.object({
  id: numbered,
  /** The name it was given, or the first words of its first question; empty while nobody has written those down. */
  name: z.string(),
  isRenamed: z.boolean(),
  createdAt: time,
  /** When the newest exchange was asked. */
  updatedAt: time,
  exchanges: z.number().int().min(0),
  /** Whoever began it wanted nothing of it to be written to a disk. */
  isPrivate: z.boolean(),
  /** How long it is really kept: shorter than wanted where the disk would not have it. */
  keeping: keepingMode,
})
export type Conversation = z.infer<typeof conversation>

/** A piece of a text around what was searched for. */
export const snippet = z.object({
  text: z.string(),
  /** UTF-16 places in the text where a word that was searched for begins and ends. */
  marks: z.array(z.tuple([place, place])),
})
export type Snippet = z.infer<typeof snippet>

/** An exchange in which something was found. */
export const foundExchange = z.object({
  exchange: numbered,
  conversation: numbered,
  /** The name of the conversation. */
  name: z.string(),
  askedAt: time,
  question: snippet,
  answer: snippet,
})
export type FoundExchange = z.infer<typeof foundExchange>
