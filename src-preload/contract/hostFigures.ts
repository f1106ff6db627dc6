import { z } from 'zod'
import { engineFigures } from './engineFigures'
import { engineState } from './messages'

/** Upper ends of times in seconds: below a tenth they are not felt, and beyond half a minute nobody waits. */
const seconds = [0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10, 30] as const

/** What a figure is: it only grows, it is as it is now, or it is of many and has its upper ends. */
export type Metric = {
  readonly name: string
  /** What it says, in one line. */
  readonly help: string
  readonly labels?: readonly string[]
} & (
  | { readonly type: 'counter' | 'gauge' }
  | { readonly type: 'histogram'; readonly ends: readonly number[] }
)

/**
 * All figures that Parley gives of itself to its page and to other programs, once. They count since it was started; those of one
 * turn are `TurnFigures`, whose names the stages have.
 */
export const metricTable = {
  turns: {
    type: 'counter',
    name: 'parley_turns_total',
    help: 'Turns that ended: what was asked for, and how they ended.',
    labels: ['mode', 'outcome'],
  },
  stages: {
    type: 'histogram',
    name: 'parley_turn_stage_seconds',
    help: 'Seconds from the end of the question to a stage of its answer.',
    labels: ['stage'],
    ends: seconds,
  },
  windowStages: {
    type: 'histogram',
    name: 'parley_window_stage_seconds',
    help: 'Seconds from the last sample of the question to what its window did for it.',
    labels: ['stage'],
    ends: seconds,
  },
  saved: {
    type: 'histogram',
    name: 'parley_turn_saved_seconds',
    help: 'Seconds by which an answer was begun before it was asked for.',
    ends: seconds,
  },
  tokensPerSecond: {
    type: 'histogram',
    name: 'parley_tokens_per_second',
    help: 'How fast answers were written.',
    ends: [1, 2, 5, 10, 15, 20, 30, 50, 100, 200],
  },
  realTimeFactor: {
    type: 'histogram',
    name: 'parley_real_time_factor',
    help: 'Time from the end of the question to the last sample, over the time that its sound lasts.',
    ends: [0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 5],
  },
  tokens: {
    type: 'counter',
    name: 'parley_tokens_total',
    help: 'Tokens of prompts, those of them that were remembered, and tokens of answers.',
    labels: ['kind'],
  },
  speechSeconds: {
    type: 'counter',
    name: 'parley_speech_seconds_total',
    help: 'Seconds of speech that were heard, and that were made.',
    labels: ['direction'],
  },
  speculations: {
    type: 'counter',
    name: 'parley_speculative_turns_total',
    help: 'Answers that were begun in a pause, and what became of them.',
    labels: ['outcome'],
  },
  interruptions: {
    type: 'counter',
    name: 'parley_interruptions_total',
    help: 'Answers that were interrupted, while they were made or while they were heard.',
  },
  toolCalls: {
    type: 'counter',
    name: 'parley_tool_calls_total',
    help: 'Calls of tools, and what became of them.',
    labels: ['outcome'],
  },
  errors: {
    type: 'counter',
    name: 'parley_errors_total',
    help: 'What went wrong, by its code (docs/errors.md).',
    labels: ['code'],
  },
  fetches: {
    type: 'counter',
    name: 'parley_fetches_total',
    help: 'Fetches of models and libraries, and what became of them.',
    labels: ['kind', 'outcome'],
  },
  engineExits: {
    type: 'counter',
    name: 'parley_engine_exits_total',
    help: 'How often the process of the engine ended.',
  },
  engineReady: {
    type: 'gauge',
    name: 'parley_engine_ready',
    help: '1: the engine answers.',
  },
  windows: { type: 'gauge', name: 'parley_windows', help: 'Windows that are connected to the engine.' },
  turnsWaiting: {
    type: 'gauge',
    name: 'parley_turns_waiting',
    help: 'Turns that wait for the models.',
  },
  linesWaiting: {
    type: 'gauge',
    name: 'parley_log_lines_waiting',
    help: 'Lines of the log that wait for the disk.',
  },
  socketBytes: {
    type: 'gauge',
    name: 'parley_socket_waiting_bytes',
    help: 'What pages said and the engine has not taken yet, and what they were sent and have not read yet.',
    labels: ['from'],
  },
  processMemory: {
    type: 'gauge',
    name: 'parley_process_resident_bytes',
    help: 'Memory that the processes of Parley have, by what they do.',
    labels: ['part'],
  },
  modelMemory: {
    type: 'gauge',
    name: 'parley_model_memory_bytes',
    help: 'What the models take of the graphics card and of this computer, and what is free there.',
    labels: ['place', 'part'],
  },
  contextTokens: {
    type: 'gauge',
    name: 'parley_context_tokens',
    help: 'Tokens of the open conversation, and how many the listener can hold.',
    labels: ['kind'],
  },
} as const satisfies Record<string, Metric>
export type MetricName = keyof typeof metricTable

/** What the process of the engine tells of itself. */
export const engineLoad = engineFigures.extend({
  residentBytes: z.number().min(0),
  turnsWaiting: z.number().int().min(0),
})
export type EngineLoad = z.infer<typeof engineLoad>

/** One figure. Of a histogram: how often, and the sum. */
export const metricSample = z.object({
  metric: z.enum(Object.keys(metricTable) as [MetricName, ...MetricName[]]),
  labels: z.record(z.string(), z.union([z.string(), z.number()])),
  value: z.number(),
  /** Absent: it is no histogram. */
  count: z.number().optional(),
})
export type MetricSample = z.infer<typeof metricSample>

/** All figures at a moment, as `GET /status` tells them. */
export const hostFigures = z.object({
  engine: z.enum([...engineState.options, 'ready']),
  /** Of the run, in milliseconds since 1970. */
  startedAt: z.number(),
  figures: z.array(metricSample),
})
export type HostFigures = z.infer<typeof hostFigures>
