import { z } from 'zod'
import { turnTakingConfig } from './turnTaking'

/** How the next token is chosen. `temperature` 0 is greedy. */
export const samplingConfig = z.object({
  temperature: z.number().min(0).max(2).default(0),
  /** Keep the smallest set of tokens whose probabilities reach this sum. */
  topP: z.number().gt(0).max(1).default(1),
  /** Keep this many of the likeliest tokens; 0 keeps all. Models suggest 20 to 64; to choose thousands would take milliseconds. */
  topK: z.number().int().min(0).max(1000).default(0),
  /** Divides the logits of tokens already in the answer (multiplies negative ones); 1 changes nothing. */
  repetitionPenalty: z.number().min(1).max(2).default(1),
  /** No run of this many tokens occurs twice in an answer; 0 allows all. */
  noRepeatNgram: z.number().int().min(0).default(0),
  minNewTokens: z.number().int().min(0).default(1),
  maxNewTokens: z.number().int().min(1).default(512),
  /** The same seed gives the same answer. */
  seed: z.number().int().min(0).max(0xffff_ffff).default(0),
})
export type SamplingConfig = z.infer<typeof samplingConfig>

export const defaultPersona =
  'You are Parley, a voice assistant. Answer in one or two short spoken sentences.'

/** What can compute, best first. */
export const deviceKinds = ['cuda', 'webgpu', 'directml', 'coreml', 'cpu'] as const
export type DeviceKind = (typeof deviceKinds)[number]

/** On what the models run. */
export const deviceConfig = z.object({
  /** `auto` takes the first device on which the models really run. */
  kind: z.enum(['auto', ...deviceKinds]).default('auto'),
  /** Number of the graphics card. */
  id: z.number().int().min(0).max(63).default(0),
  /** The most bytes of the card's memory that may be used; absent: what is free. */
  memoryLimitBytes: z.number().int().positive().optional(),
  /**
   * Options of ONNX Runtime's provider by its own names, such as CUDA's `arena_extend_strategy`; they go before
   * Parley's. Not `enable_cuda_graph`: what was captured is replayed for every run, and prompts differ in length.
   */
  providerOptions: z
    .record(z.string().min(1), z.string().min(1))
    .refine((options) => !/^(1|true)$/i.test(options.enable_cuda_graph), {
      error: 'enable_cuda_graph would replay the first prompt for every other one',
    })
    .default({}),
})
export type DeviceConfig = z.infer<typeof deviceConfig>

/** Words per minute relative to the voice's own pace. */
export const speakingSpeed = z.number().min(0.5).max(2)

/** Where what was said is kept. */
export const conversationPlaces = z.object({
  /** For good. */
  folder: z.string(),
  /** Until the app quits; absent: in memory alone. */
  untilQuitFolder: z.string().optional(),
  /** Names this run of the app. */
  run: z.string(),
  /** When the run began, in milliseconds since 1970. */
  startedAt: z.number(),
})
export type ConversationPlaces = z.infer<typeof conversationPlaces>

export const config = z.object({
  /** Absent: in the engine's memory alone. */
  conversations: conversationPlaces.optional(),
  /** An absolute directory of the public ONNX layout; absent: the embedded listener. */
  listenerDir: z.string().optional(),
  /** Directories of the same listener in other dtypes: where memory is short, a smaller one takes its place. */
  otherListenerDirs: z.array(z.string()).default([]),
  /** A directory with Kokoro's model; absent: the embedded voice. */
  voiceDir: z.string().optional(),
  /** An end-of-turn model of Smart Turn v3's ONNX interface; absent: one that was fetched, or the embedded one. */
  endOfTurnFile: z.string().optional(),
  /** Where fetched end-of-turn models lie, or will lie, first choice first. */
  fetchedEndOfTurnFiles: z.array(z.string()).default([]),
  /** A Kokoro voice such as `af_heart`, or an espeak-ng voice such as `en-us+f3` for the embedded voice. */
  voice: z.string().optional(),
  speed: speakingSpeed.default(1),
  /** What the listener is told about itself; goes into the first turn of a conversation. */
  persona: z.string().max(4000).default(defaultPersona),
  /** Audio tokens of 80 ms fed beyond the end of the speech; `full` feeds the whole window. */
  audioMarginTokens: z.union([z.number().int().min(0).max(375), z.literal('full')]).default(8),
  /** The most tokens a conversation may hold. */
  contextTokens: z.number().int().min(256).max(131_072).default(4096),
  /**
   * How spoken questions of earlier stand before the listener when a conversation has grown long: as they were written down, which
   * takes a fraction of the room, or always as they sounded.
   */
  earlierQuestions: z.enum(['written', 'spoken']).default('written'),
  device: deviceConfig.prefault({}),
  /** Models that nobody asked anything for so long are unloaded; the next question loads them again. 0 keeps them. */
  unloadAfterMs: z.number().int().min(0).default(0),
  sampling: samplingConfig.prefault({}),
  /** What a window goes by until its user chooses otherwise there. */
  turnTaking: turnTakingConfig.prefault({}),
})
export type Config = z.infer<typeof config>
export type ConfigInput = z.input<typeof config>
