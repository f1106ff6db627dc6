import { z } from 'zod'
import { errorCodes, type AppErrorBody } from './errors'
import { turnEndReason } from './exchange'
import type { LogLevel } from './logLevels'
import { engineState } from './messages'
import { windowTimes } from './metrics'
import { noticeKinds } from './notice'
import { settingEntries, type SettingKey } from './settings'

const count = z.number().int().min(0)
const ms = z.number()
const errorCode = z.enum(errorCodes)
const noticeKind = z.enum(noticeKinds)
/** What went wrong: its code, and which sentence told of it. What stands in that sentence is not noted. */
const trouble = { code: errorCode, notice: noticeKind }
/** The window that a turn belongs to, by the number of its line to the engine, and the turn by its number there. */
const ofTurn = { window: count, turn: count }
const mode = z.enum(['chat', 'transcribe', 'say'])
/** Numbers with points between them. */
const version = z.string().regex(/^\d{1,6}(\.\d{1,6}){0,3}$/)
/** A line of a program's own files, such as `src-main/engine/serve.ts:120`. */
const codePlace = z.string().regex(/^(src-main|src-preload|out|node_modules|node:)[\w@.+/-]{0,200}:\d{1,7}$/)

/** Signals that end processes. */
export const signals = [
  ...(['SIGABRT', 'SIGBUS', 'SIGFPE', 'SIGHUP', 'SIGILL', 'SIGINT', 'SIGKILL'] as const),
  ...(['SIGPIPE', 'SIGQUIT', 'SIGSEGV', 'SIGSYS', 'SIGTERM', 'SIGTRAP'] as const),
] as const

/** How Electron says that a page's process ended. */
export const pageEnds = [
  ...(['abnormal-exit', 'killed', 'crashed', 'oom', 'launch-failed'] as const),
  ...(['integrity-failure', 'memory-eviction'] as const),
] as const

/**
 * What happens in Parley, for its log and its figures. There is no place in it for what was said or written: it has numbers, and
 * words of closed sets. What is not of this kind is not noted.
 */
export const logEvent = z.discriminatedUnion('event', [
  z.strictObject({
    event: z.literal('started'),
    host: z.enum(['desktop', 'browser']),
    parley: version,
    node: version,
    platform: z.enum(['linux', 'darwin', 'win32', 'other']),
    arch: z.enum(['x64', 'arm64', 'other']),
  }),
  z.strictObject({ event: z.literal('ended') }),
  z.strictObject({ event: z.literal('engine'), state: z.enum([...engineState.options, 'ready']) }),
  /** Either an exit code or a signal; neither: nobody knows. */
  z.strictObject({
    event: z.literal('engine-exited'),
    exitCode: z.number().int().optional(),
    signal: z.enum(signals).optional(),
    /** It was ready. */
    wasReady: z.boolean(),
  }),
  /** The models are loaded. `chosen`: not the built-in one; `elsewhere`: a server does it. */
  z.strictObject({
    event: z.literal('models-loaded'),
    ms,
    listener: z.enum(['built-in', 'chosen', 'elsewhere']),
    voice: z.enum(['built-in', 'chosen', 'elsewhere']),
    notes: z.array(noticeKind),
  }),
  z.strictObject({ event: z.literal('window-opened'), window: count }),
  z.strictObject({ event: z.literal('window-closed'), window: count }),
  /** A page of the desktop app ended by itself. */
  z.strictObject({
    event: z.literal('page-crashed'),
    reason: z.enum([...pageEnds, 'other']),
  }),
  z.strictObject({
    event: z.literal('turn-began'),
    ...ofTurn,
    mode,
    asked: z.enum(['spoken', 'written']),
    isSpeculative: z.boolean(),
  }),
  /** Another window's turn goes on. */
  z.strictObject({ event: z.literal('turn-waits'), ...ofTurn }),
  /** What became of an answer that was begun in a pause. */
  z.strictObject({
    event: z.literal('speculation'),
    ...ofTurn,
    outcome: z.enum(['kept', 'dropped', 'failed']),
    /** Why it failed. */
    code: errorCode.optional(),
  }),
  z.strictObject({
    event: z.literal('tool-called'),
    ...ofTurn,
    outcome: z.enum(['done', 'failed', 'refused', 'interrupted']),
    seconds: z.number(),
  }),
  /** All times since the utterance was in the engine; what did not happen is absent. */
  z.strictObject({
    event: z.literal('turn-ended'),
    ...ofTurn,
    mode,
    outcome: turnEndReason,
    ...z.object(trouble).partial().shape,
    utteranceSeconds: z.number(),
    spokenSeconds: z.number(),
    promptTokens: count,
    cachedTokens: count,
    answerTokens: count,
    /** The models were had. */
    modelsMs: ms.optional(),
    heardMs: ms.optional(),
    firstTokenMs: ms.optional(),
    firstWordMs: ms.optional(),
    firstSentenceMs: ms.optional(),
    firstAudioMs: ms.optional(),
    lastTokenMs: ms.optional(),
    endMs: ms,
    /** It was begun so long before it was asked for. */
    savedMs: ms.optional(),
    tokensPerSecond: z.number().optional(),
    realTimeFactor: z.number().optional(),
  }),
  /** What the turn's window did for it. */
  z.strictObject({ event: z.literal('turn-timed'), ...ofTurn, ...windowTimes.shape }),
  /** An answer that was ready was cut to what was heard of it. */
  z.strictObject({ event: z.literal('answer-cut'), ...ofTurn }),
  /** The user was told of this, beside what turns end with. */
  z.strictObject({
    event: z.literal('trouble'),
    ...trouble,
    window: count.optional(),
    turn: count.optional(),
  }),
  /** A page's line broke the rules, and was ended. */
  z.strictObject({ event: z.literal('line-ended'), ...trouble }),
  z.strictObject({
    event: z.literal('fetch-began'),
    kind: z.enum(['listener', 'voice', 'turn-end', 'cuda']),
  }),
  z.strictObject({
    event: z.literal('fetch-ended'),
    kind: z.enum(['listener', 'voice', 'turn-end', 'cuda']),
    outcome: z.enum(['done', 'stopped', 'failed']),
    ...z.object(trouble).partial().shape,
    doneBytes: count,
    ms,
  }),
  /** Which settings have another value now. Their values are not noted. */
  z.strictObject({
    event: z.literal('settings-changed'),
    keys: z.array(z.enum(settingEntries.map(({ key }) => key) as [SettingKey, ...SettingKey[]])),
  }),
  /** A program failed where nobody expected it. What it said of that is not noted, for that may be anything. */
  z.strictObject({
    event: z.literal('failed'),
    error: z.enum(['Error', 'TypeError', 'RangeError', 'ReferenceError', 'SyntaxError', 'AppError', 'other']),
    at: z.array(codePlace).max(20),
  }),
  /** Other programs can read the figures. */
  z.strictObject({ event: z.literal('figures-served'), port: count }),
  /** So many lines could not be written. */
  z.strictObject({ event: z.literal('lines-lost'), lines: count }),
])
export type LogEvent = z.infer<typeof logEvent>

/** Who noted something: the host of the windows, or the engine's process. */
export type LogPart = 'host' | 'engine'

/** Who takes what happens. */
export type NoteEvent = (event: LogEvent) => void

/** How much an event matters. */
export function levelOf(event: LogEvent): LogLevel {
  switch (event.event) {
    case 'failed':
    case 'page-crashed':
      return 'error'
    case 'engine':
      return event.state === 'lost' ? 'error' : 'info'
    case 'engine-exited':
      return event.exitCode === 0 ? 'info' : 'warn'
    case 'trouble':
    case 'line-ended':
    case 'lines-lost':
      return 'warn'
    case 'turn-ended':
    case 'fetch-ended':
      return event.outcome === 'failed' ? 'warn' : 'info'
    case 'speculation':
    case 'tool-called':
      return event.outcome === 'failed' ? 'warn' : 'debug'
    case 'turn-began':
    case 'turn-waits':
    case 'answer-cut':
    case 'window-opened':
    case 'window-closed':
      return 'debug'
    case 'started':
    case 'ended':
    case 'models-loaded':
    case 'turn-timed':
    case 'fetch-began':
    case 'settings-changed':
    case 'figures-served':
      return 'info'
  }
}

/** What is noted of an error: which it is, and never what stands in it. */
export function notedTrouble({ code, notice }: Pick<AppErrorBody, 'code' | 'notice'>): {
  readonly code: AppErrorBody['code']
  readonly notice: (typeof noticeKinds)[number]
} {
  return { code, notice: notice.kind }
}
