import {
  longestClipboardChars,
  longestNameChars,
  longestQuestionChars,
  longestSearchChars,
  longestTranscriptChars,
  type AskMessage,
  type StoreKind,
  type StoreRequest,
} from '../../../src-preload/contract'
import type { Random } from '../conversation/random'

/** A field of a message as a page may say it, and what is no value of it. */
export interface Field {
  right(random: Random): unknown
  readonly wrong: readonly unknown[]
  readonly isOptional?: boolean
}

/** No value of any field but a text. What JSON cannot say is left out. */
const nothing = [null, [], {}, [1]]

const whole = (least: number, most = least + 4): Field => ({
  right: (random) => least + Math.floor(random.next() * (most - least + 1)),
  wrong: [...nothing, least - 1, least + 0.5, String(least), true, -1e9, 2 ** 53, 1e300],
})
const text = (least: number, most: number): Field => ({
  right: (random) => random.pick(texts).slice(0, most).padEnd(least, '.'),
  wrong: [...nothing, 7, false, 'x'.repeat(most + 1), ...(least > 0 ? [''] : [])],
})
const flag: Field = { right: (random) => random.next() < 0.5, wrong: [...nothing, 0, 'true'] }
const oneOf = (...words: readonly string[]): Field => ({
  right: (random) => random.pick(words),
  wrong: [...nothing, '', 'recall', words[0].toUpperCase(), `${words[0]} `, 1],
})
const optional = (field: Field): Field => ({ ...field, isOptional: true })

const texts = [
  'What is the capital of France?',
  'a',
  ' ',
  '\u0000\u0007',
  '😀 ü \ud83d',
  '"; DROP TABLE exchange; --',
  '$E = mc^2$ and $5',
  '`\n'.repeat(50),
  '\u200d'.repeat(100),
  'ﷺ',
  'Привет, мир',
  '<img src=x onerror=alert(1)>',
  '{"type":"restart"}',
  '1/2 cup, 24/7, 3/4/2024, 555-123-4567',
  'x'.repeat(100),
]

/** Numbers of turns are given as the window counts: `turn` is put in by whoever makes the message. */
const turn: Field = { right: () => 1, wrong: whole(1).wrong }
const id = whole(0, 60)
const voiceId = text(1, 100)
const ms: Field = { right: (random) => random.between(0, 5000), wrong: [...nothing, -1, '1'] }

/** All that it has beside its type: what is new there and not here is an error of types. Samples are made elsewhere. */
type FieldsOf<Message> = Readonly<Record<Exclude<keyof Message, 'type' | 'kind' | 'samples'>, Field>>
/** What pages ask of the store is below. */
export type MessageType = Exclude<AskMessage['type'], 'store'>

/** What pages say, by type. */
export const messageFields: {
  readonly [Type in MessageType]: FieldsOf<Extract<AskMessage, { type: Type }>>
} = {
  'utterance-start': { turn, mode: oneOf('chat', 'transcribe'), interrupts: optional(flag) },
  audio: { turn },
  'utterance-pause': { turn, pause: optional(whole(0)) },
  'utterance-end': { turn },
  ask: { turn, text: text(1, longestQuestionChars), isOnlyWritten: optional(flag) },
  speed: { speed: { right: (random) => random.between(0.5, 2), wrong: [...nothing, 0, -1, 99, '1', 1e300] } },
  mood: { isFollowed: flag },
  voice: { id: voiceId },
  say: { turn, text: text(1, 1000), voice: optional(voiceId), isInMood: optional(flag) },
  interrupt: { turn, playedSamples: optional(whole(0, 90_000)) },
  heard: { turn, place: optional(whole(0, 50)) },
  withdraw: { turn },
  'ask-again': { turn, of: id },
  'read-aloud': { turn, of: id },
  open: { conversation: optional(id), isPrivate: optional(flag) },
  begin: { isPrivate: optional(flag) },
  'tool-answer': {
    call: id,
    isAllowed: flag,
    text: optional(text(0, longestClipboardChars)),
    failure: optional(text(0, 300)),
  },
  'ringing-seen': { ring: optional(whole(1)) },
  timed: {
    turn,
    softEndMs: optional(ms),
    commitMs: optional(ms),
    firstQueuedMs: optional(ms),
    firstAudibleMs: optional(ms),
  },
  ping: {
    id: { right: (random) => Math.floor(random.next() * 9) - 4, wrong: [...nothing, 0.5, '1', 1e300] },
  },
}

const limit = whole(1, 200)
/** The last one of the page before. */
const place: Field = {
  right: (random) => ({ updatedAt: Math.floor(1e12 * random.next()), id: Math.floor(60 * random.next()) }),
  wrong: [null, [], {}, [1], 7, 'x', { updatedAt: 1 }, { updatedAt: '1', id: 1 }, { updatedAt: 1, id: -1 }],
}

/** What pages ask of the store, by kind. */
export const storeFields: {
  readonly [Kind in StoreKind]: FieldsOf<Extract<StoreRequest, { kind: Kind }>>
} = {
  conversations: {
    limit: { ...limit, wrong: [...limit.wrong, 201] },
    after: optional(place),
    named: optional(text(0, longestSearchChars)),
  },
  search: {
    limit: { ...limit, wrong: [...limit.wrong, 201] },
    text: text(0, longestSearchChars),
    before: optional(id),
  },
  exchanges: { conversation: id, limit, before: id },
  rename: { conversation: id, name: text(0, longestNameChars) },
  correct: { exchange: id, transcript: text(1, longestTranscriptChars) },
  remove: {
    what: {
      right: (random) => {
        const number = Math.floor(random.next() * 60)
        return random.pick<unknown>([{ exchange: number }, { conversation: number }, 'everything'])
      },
      wrong: [...nothing, 'all', 3, { exchange: -1 }, { conversation: 'x' }, { what: 'everything' }],
    },
  },
  undo: { removal: id },
  export: {
    conversation: id,
    format: oneOf('markdown', 'json'),
    file: whole(0, 2),
    from: whole(0, 2_000_000),
    language: text(0, 35),
  },
  figures: {},
}
