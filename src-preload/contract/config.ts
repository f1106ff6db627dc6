import { z } from 'zod'
import { keeping } from './exchange'
import { settingsOf } from './settingMeta'
import { told } from './told'
import { toolServerPlaces } from './tools'

const ofSampling = settingsOf('sampling', { isFine: true })
const ofAnswers = settingsOf('answers')
const ofTools = settingsOf('tools')
const ofDevice = settingsOf('device', { isFine: true })

/** How the next token is chosen. */
export const samplingConfig = z.object({
  temperature: ofAnswers(z.number().min(0).max(2).default(0), {
    option: 'temperature',
    step: 0.1,
    label: 'How freely it answers',
    help: 'The temperature: 0 always takes the likeliest word; higher values give more varied answers.',
  }),
  topP: ofSampling(z.number().gt(0).max(1).default(1), {
    label: 'Top p',
    help: 'Keep the smallest set of tokens whose probabilities reach this sum.',
  }),
  topK: ofSampling(z.number().int().min(0).max(1000).default(0), {
    label: 'Top k',
    help: 'Keep this many of the likeliest tokens; 0 keeps all. Models suggest 20 to 64; to choose thousands would take milliseconds.',
  }),
  repetitionPenalty: ofSampling(z.number().min(1).max(2).default(1), {
    label: 'Penalty for repetition',
    help: 'Divides the logits of tokens already in the answer (multiplies negative ones); 1 changes nothing.',
  }),
  noRepeatNgram: ofSampling(z.number().int().min(0).default(0), {
    unit: 'tokens',
    label: 'Run that is not repeated',
    help: 'No run of this many tokens occurs twice in an answer; 0 allows all.',
  }),
  minNewTokens: ofSampling(z.number().int().min(0).default(1), {
    unit: 'tokens',
    label: 'Shortest answer',
    help: 'An answer does not end before it has this many tokens.',
  }),
  maxNewTokens: ofAnswers(z.number().int().min(1).default(512), {
    unit: 'tokens',
    label: 'Longest answer',
    help: 'An answer ends at this many tokens. Three tokens are about two words.',
  }),
  seed: ofSampling(z.number().int().min(0).max(0xffff_ffff).default(0), {
    option: 'seed',
    label: 'Seed of chance',
    help: 'The same seed gives the same answer.',
  }),
})
export type SamplingConfig = z.infer<typeof samplingConfig>

export const defaultPersona =
  'You are Parley, a voice assistant. Answer in one or two short spoken sentences.'

/** What can compute, best first. */
export const deviceKinds = ['cuda', 'webgpu', 'directml', 'coreml', 'cpu'] as const
export type DeviceKind = (typeof deviceKinds)[number]

/** On what the models run. */
export const deviceConfig = z.object({
  kind: ofDevice(z.enum(['auto', ...deviceKinds]).default('auto'), {
    group: 'models',
    option: 'device',
    isFine: false,
    label: 'What computes',
    help: 'Auto takes the first device on which the models really run.',
    choices: {
      ...{ auto: 'The fastest', cuda: 'NVIDIA card (CUDA)', webgpu: 'Graphics card (WebGPU)' },
      ...{ directml: 'Graphics card (DirectML)', coreml: 'Apple (CoreML)', cpu: 'Processor' },
    },
  }),
  id: ofDevice(z.number().int().min(0).max(63).default(0), {
    label: 'Number of the graphics card',
    help: 'As nvidia-smi counts.',
  }),
  memoryLimitBytes: ofDevice(z.number().int().positive().optional(), {
    unit: 'bytes',
    label: 'Memory of the graphics card',
    help: 'The most of the card’s memory that may be used; without it, what is free.',
  }),
  providerOptions: ofDevice(
    z
      .record(z.string().min(1), z.string().min(1))
      // What was captured is replayed for every run, and prompts differ in length.
      .refine((options) => !/^(1|true)$/i.test(options.enable_cuda_graph), told({ kind: 'graph-replays' }))
      .default({}),
    {
      namesFiles: true,
      label: 'Options of the provider',
      help: 'Options of ONNX Runtime’s provider by its own names, such as CUDA’s arena_extend_strategy. They override Parley’s.',
    },
  ),
  replaysSteps: ofDevice(z.boolean().default(true), {
    label: 'Replay the steps of an answer',
    help: 'CUDA captures one step and replays it for each word, where that is found to be right and faster. Turn it off where a driver goes wrong with it.',
  }),
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

/** A server that answers in place of the listener. */
export const serverConfig = z.object({
  /** As `readServerAddress` takes it. */
  address: z.string(),
  /** Empty: the first that it lists. */
  model: z.string(),
  key: z.string().optional(),
  /** Spoken questions go to it as sound. */
  sendsSound: z.boolean(),
  /** Where it fails, the listener answers. */
  stepsIn: z.boolean(),
})
export type ServerConfig = z.infer<typeof serverConfig>

/** A server that speaks in place of the voice. */
export const serverVoiceConfig = z.object({
  /** As `readServerAddress` takes it. */
  address: z.string(),
  model: z.string(),
  voice: z.string(),
  /** A BCP 47 tag. */
  language: z.string(),
  key: z.string().optional(),
})
export type ServerVoiceConfig = z.infer<typeof serverVoiceConfig>

/** What the engine goes by: settings of the user's, and where its files lie. */
export const config = z.object({
  /** Absent: all is done on this computer. */
  server: serverConfig.optional(),
  serverVoice: serverVoiceConfig.optional(),
  /** Absent: in the engine's memory alone. */
  conversations: conversationPlaces.optional(),
  /** How conversations are kept there. */
  keeping: keeping.default({ mode: 'until-quit', audio: true }),
  /** An absolute directory of the public ONNX layout; absent: the embedded listener. */
  listenerDir: z.string().optional(),
  /** A directory with Kokoro's model; absent: the embedded voice. */
  voiceDir: z.string().optional(),
  /** Where fetched end-of-turn models lie, or will lie, first choice first. */
  fetchedEndOfTurnFiles: z.array(z.string()).default([]),
  /** Models that nobody asked anything for so long are unloaded; the next question loads them again. 0 keeps them. */
  unloadAfterMs: z.number().int().min(0).default(0),
  /** A Kokoro voice such as `af_heart`, or an espeak-ng voice such as `en-us+f3` for the embedded voice. */
  voice: z.string().optional(),
  otherListenerDirs: ofDevice(z.array(z.string()).default([]), {
    group: 'models',
    namesFiles: true,
    label: 'The listener in other dtypes',
    help: 'Directories of the same listener in other dtypes: where memory is short, a smaller one takes its place. Without it, those that were fetched.',
  }),
  endOfTurnFile: ofDevice(z.string().optional(), {
    group: 'models',
    namesFiles: true,
    option: 'end-of-turn',
    label: 'What tells that you are done',
    help: 'A file of Smart Turn v3’s ONNX interface; without it, one that was fetched, or the built-in one.',
  }),
  speed: settingsOf('voice')(speakingSpeed.default(1), {
    acts: 'at-once',
    unit: 'times',
    step: 0.05,
    label: 'How fast it speaks',
    help: 'Relative to the voice’s own pace.',
  }),
  followsMood: settingsOf('voice')(z.boolean().default(false), {
    acts: 'at-once',
    label: 'Let the voice follow what it says',
    help: 'What is glad, calm, grave or urgent sounds so: a little brighter or darker, faster or slower.',
  }),
  persona: ofAnswers(z.string().max(4000).default(defaultPersona), {
    label: 'Persona',
    help: 'What it is told about itself at the beginning of a conversation, and so how it answers.',
  }),
  audioMarginTokens: ofSampling(z.union([z.number().int().min(0).max(375), z.literal('full')]).default(8), {
    unit: 'tokens of 80 ms',
    label: 'Audio behind the speech',
    help: 'Audio tokens fed beyond the end of the speech; "full" feeds the whole window.',
  }),
  contextTokens: ofAnswers(z.number().int().min(256).max(131_072).default(4096), {
    unit: 'tokens',
    label: 'How much it remembers',
    help: 'The most tokens of a conversation that it is told of. More takes more memory.',
  }),
  earlierQuestions: ofAnswers(z.enum(['written', 'spoken']).default('written'), {
    isFine: true,
    label: 'Earlier questions',
    help: 'How spoken questions of earlier stand before the listener when a conversation has grown long: as they were written down, which takes a fraction of the room, or always as they sounded.',
  }),
  tools: ofTools(z.boolean().default(true), {
    label: 'Let it use tools',
    help: 'The time, timers, arithmetic and what you add to them. What touches anything of yours asks first.',
  }),
  toolServers: ofTools(toolServerPlaces.default({}), {
    isRemembered: true,
    isSecret: true,
    namesFiles: true,
    label: 'Servers of tools',
    help: 'Servers of the Model Context Protocol by their names, as other clients write them under mcpServers.',
  }),
  device: deviceConfig.prefault({}),
  sampling: samplingConfig.prefault({}),
})
export type Config = z.infer<typeof config>
export type ConfigInput = z.input<typeof config>
