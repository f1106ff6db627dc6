import { z } from 'zod'
import { engineFigures } from './engineFigures'
import { conversation, exchange, foundExchange, numbered } from './exchange'

/** Exchanges of a conversation that are told at first. */
export const shownAtOnce = 200

/** What a user may write: the name of a conversation, what is searched for, and what was spoken as it is put right. */
export const longestNameChars = 1000
export const longestSearchChars = 1000
export const longestTranscriptChars = 20_000

const time = z.number()
/** Entries of a page of a list. */
const limit = z.number().int().min(1).max(200)

/** What a window asks of what was said before. All but searches and lists act on all windows. */
export const storeRequest = z.discriminatedUnion('kind', [
  /** Conversations, newest first. `after`: the last one of the page before. `named`: were given a name with all of these words. */
  z.object({
    kind: z.literal('conversations'),
    limit,
    after: z.object({ updatedAt: time, id: numbered }).optional(),
    named: z.string().max(longestSearchChars).optional(),
  }),
  /** Exchanges with all of these words, newest first. `before`: the last one of the page before. */
  z.object({
    kind: z.literal('search'),
    text: z.string().max(longestSearchChars),
    limit,
    before: numbered.optional(),
  }),
  /** Exchanges of a conversation that are older than `before`, oldest first. */
  z.object({ kind: z.literal('exchanges'), conversation: numbered, limit, before: numbered }),
  /** An empty name: it is called by its first words again. */
  z.object({ kind: z.literal('rename'), conversation: numbered, name: z.string().max(longestNameChars) }),
  /** What was spoken is put right by hand. */
  z.object({
    kind: z.literal('correct'),
    exchange: numbered,
    transcript: z.string().min(1).max(longestTranscriptChars),
  }),
  /** Removes an exchange, a conversation or everything; for some seconds that can be undone. */
  z.object({
    kind: z.literal('remove'),
    what: z.union([
      z.object({ exchange: numbered }),
      z.object({ conversation: numbered }),
      z.literal('everything'),
    ]),
  }),
  z.object({ kind: z.literal('undo'), removal: numbered }),
  /**
   * One file of an export, by its number from 0, from a byte on: the text of a conversation, and behind it the sound of each
   * spoken question that is kept.
   */
  z.object({
    kind: z.literal('export'),
    conversation: numbered,
    format: z.enum(['markdown', 'json']),
    /** Of what a text says beside the conversation, as in BCP 47. */
    language: z.string().max(35),
    file: z.number().int().min(0),
    from: z.number().int().min(0),
  }),
  /** How full the open conversation is, and what is taken of memory. */
  z.object({ kind: z.literal('figures') }),
])
export type StoreRequest = z.infer<typeof storeRequest>
export type StoreKind = StoreRequest['kind']

/** What each of them is answered with. */
export const storeAnswers = {
  conversations: z.object({ conversations: z.array(conversation) }),
  /** `unsearched`: older exchanges that are looked at a moment later. */
  search: z.object({ found: z.array(foundExchange), unsearched: z.number().int().min(0) }),
  exchanges: z.object({ exchanges: z.array(exchange) }),
  rename: z.object({}),
  correct: z.object({}),
  /** The number of the removal, and until when it can be undone; without it there was nothing to be removed. */
  remove: z.object({ removal: z.object({ number: numbered, undoUntil: time }).optional() }),
  /** False: it was too late. */
  undo: z.object({ isUndone: z.boolean() }),
  /** A piece of the file in Base64, and whether it ends there; without a name there is no such file. */
  export: z.object({ name: z.string().optional(), base64: z.string(), isWhole: z.boolean() }),
  figures: engineFigures,
} satisfies Record<StoreKind, z.ZodType>
export type StoreAnswer<Kind extends StoreKind> = z.infer<(typeof storeAnswers)[Kind]>
