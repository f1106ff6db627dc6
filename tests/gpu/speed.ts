/**
 * `npx tsx tests/gpu/speed.ts --device cuda --model DIR [--kokoro DIR] [--bandwidth 3350] [--peer FILE] [--json FILE]`: how
 * fast a model of any size is on a device, through the engine as the app runs it, beside what is to be reached.
 * `--bandwidth` is the card's in GB/s, where its driver does not tell; `--peer` is what `peer.ts` wrote; each
 * `--option NAME=VALUE` is one of the provider's; `--no-replays` runs each step of an answer.
 */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import {
  config as configSchema,
  deviceConfig,
  noticeInEnglish,
  turnFigures,
} from '../../src-preload/contract'
import { chooseDevice } from '../../src-main/engine/models/chooseDevice'
import { loadEngineModels, type EngineModels } from '../../src-main/engine/models/engineModels'
import type { Decoding } from '../../src-main/engine/listeners/voxtral/voxtralModel'
import { readNvml } from '../../src-main/engine/onnx/nvml'
import { missingDevice } from '../../src-main/engine/onnx/probe'
import { LogMel } from '../../src-main/engine/hearing/logMel'
import { readAudio } from '../../src-main/engine/sound/readAudio'
import { median } from '../bench/result'
import { EngineUnderTest } from '../rigs/engineUnderTest'
import { voxtralOf, withDecoder } from '../rigs/models/voxtralOf'
import { cardBandwidth } from './bandwidth'

const { values } = parseArgs({
  options: {
    device: { type: 'string', default: 'cuda' },
    model: { type: 'string' },
    kokoro: { type: 'string' },
    bandwidth: { type: 'string' },
    contexts: { type: 'string', default: '500,1000,2000,4000' },
    tokens: { type: 'string', default: '64' },
    option: { type: 'string', multiple: true, default: [] },
    'no-replays': { type: 'boolean', default: false },
    peer: { type: 'string' },
    json: { type: 'string' },
  },
})
if (values.model === undefined) throw new Error('Name a model with --model DIR.')
const modelDir = path.resolve(values.model)
const stepTokens = Number(values.tokens)
const contexts = values.contexts.split(',').map(Number)
const settings = {
  listenerDir: modelDir,
  voiceDir: values.kokoro === undefined ? undefined : path.resolve(values.kokoro),
  device: deviceConfig.parse({
    kind: values.device,
    replaysSteps: !values['no-replays'],
    providerOptions: Object.fromEntries(
      values.option.map((option) => option.split('=', 2) as [string, string]),
    ),
  }),
  contextTokens: 8192,
  sampling: { maxNewTokens: 64 },
}
const { signal } = new AbortController()

interface Figure {
  readonly name: string
  readonly value: number | string
  readonly unit?: string
  readonly goal?: string
  readonly ok?: boolean
}
const figures: Figure[] = []

/** Prints a figure, and writes all so far: whatever comes after it may fail. */
function show(name: string, value: number | string, unit = '', wish?: readonly ['<=' | '>=', number]): void {
  const goal = values.device === 'cpu' ? undefined : wish // the goals are a graphics card's
  const ok = goal && typeof value === 'number' && (goal[0] === '<=' ? value <= goal[1] : value >= goal[1])
  figures.push({ name, value, unit, ...(goal && { goal: goal.join(' '), ok }) })
  const shown = typeof value === 'number' ? String(Number(value.toPrecision(4))) : value
  const verdict = goal ? `   goal ${goal.join(' ')}: ${ok ? 'ok' : 'MISSED'}` : ''
  console.log(`${name.padEnd(52)} ${shown.padStart(8)} ${unit}${verdict}`)
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, undefined, 2)}\n`)
}

const told = cardBandwidth() // first, since it leaves NVML open
const bandwidth = values.bandwidth === undefined ? told : Number(values.bandwidth) * 1e9
const memory = watchCardMemory()
const begun = performance.now()
const { kind } = settings.device
const missing = kind === 'auto' ? undefined : missingDevice({ kind }, true)
if (missing?.reason) refuse(noticeInEnglish(missing.reason)) // a large model takes long to load
const models = await loadEngineModels(configSchema.parse(settings))
const startMs = performance.now() - begun
const { device, notes } = await chooseDevice(settings.device)
if (device.kind === 'cpu' && kind !== 'cpu') refuse(notes.map(noticeInEnglish).join(' '))
show('start to ready', startMs / 1000, 's', ['<=', 8])
for (const note of [...models.failures.map(({ notice }) => notice), ...models.notes])
  show('note', noticeInEnglish(note))
const listener = voxtralOf(models)
/**
 * No two are of one length: cuDNN plans its convolutions anew for another length than the last, as it must for every
 * sentence of a conversation.
 */
const clauses = [
  'The capital of France is Paris,',
  'I think that it will rain later today,',
  'Most people who live there,',
  'If you take the second street on the left,',
  'It was built by a king,',
  'As far as I can tell from here,',
  'Boil the water before anything else,',
  'Nobody knows,',
]
/** The tokenizer of random weights spells: as many tokens as a first clause of a dozen words has. */
const answers = [
  'Paris it is. ',
  'Rome, surely. ',
  'It is Oslo. ',
  'That is Bern. ',
  'Lima, I say. ',
  'Kyiv. Yes. ',
]
show('tokens of conversation that were planned', listener.config.longestContext)

const question = await readAudio('resources/question.wav')
const spoken = new Float32Array(4 * listener.config.mel.samplingRate)
for (let at = 0; at < spoken.length; at++) spoken[at] = question[at % question.length]
/** As behind a persona and some turns. */
const before = Array.from({ length: 500 }, (_, i) => 40 + ((i * 29) % 400))
await encodeAndPrefill(1) // fills the prefix
// Each prompt has another length than all before it, as in a conversation: what a card plans or compiles for one is paid.
let behind = 1
const firstTokens = await repeat(7, () => encodeAndPrefill(++behind))
show('4 s of speech to first token, prefix warm', median(firstTokens), 'ms', ['<=', 60])
show('the same, the slowest', Math.max(...firstTokens), 'ms')
show('the same of a length computed before', median(await repeat(7, () => encodeAndPrefill(behind))), 'ms')

const weightsBytes = decoderBytes()
const stepMsAt = new Map<number, number>()
for (const context of contexts) {
  if (context + stepTokens > listener.config.longestContext) continue
  const ms = await stepMs(context)
  stepMsAt.set(context, ms)
  show(`decode at ${context} tokens`, 1000 / ms, 'tokens/s')
  if (bandwidth === undefined) continue
  const bytes = weightsBytes + context * kvBytes()
  const share = (100 * bytes) / (ms / 1000) / bandwidth
  show(
    `share of the memory bandwidth at ${context} tokens`,
    share,
    '%',
    context === 500 ? ['>=', 70] : undefined,
  )
}
const [shortest, longest] = [contexts[0], contexts.at(-1)!]
const [short, long] = [stepMsAt.get(shortest), stepMsAt.get(longest)]
if (short !== undefined && long !== undefined && longest > shortest)
  show(`cost of a token at ${longest} tokens against ${shortest}`, long / short, 'times', ['<=', 1.3])
if (values.peer !== undefined && existsSync(values.peer)) {
  const peer = JSON.parse(readFileSync(values.peer, 'utf8')) as Record<string, number>
  for (const [context, rate] of Object.entries(peer)) {
    const ms = stepMsAt.get(Number(context))
    if (ms === undefined) continue
    show(`decode of transformers.js at ${context} tokens`, rate, 'tokens/s')
    show(`decode against transformers.js at ${context} tokens`, 1000 / ms / rate, 'times', ['>=', 4])
  }
}
show('weights that a token reads', weightsBytes / 1e9, 'GB')
if (bandwidth !== undefined) show("the card's memory bandwidth", bandwidth / 1e9, 'GB/s')
const chunks: number[] = []
for (const clause of clauses) chunks.push(await firstChunk(clause))
show('first audio chunk after the first clause', median(chunks), 'ms', ['<=', 50])
show(
  'the same of a clause said before',
  median((await repeat(7, () => firstChunk(clauses[0]))).slice(1)),
  'ms',
)

const engine = new EngineUnderTest(saying(answers), settings)
const turns = await repeat(6, async () => {
  const { end } = await engine.ask(question)
  engine.port.send({ type: 'begin' })
  if (end.error) show('turn', noticeInEnglish(end.error.notice))
  return turnFigures(end.metrics).firstAudioMs ?? NaN
})
show('commit to first audio, no speculation', median(turns.slice(1)), 'ms', ['<=', 200])
const high = memory.stop()
if (high !== undefined) show("card's memory at most", high / 1e9, 'GB', ['<=', 5])
models.release()

/** The processor is not what is measured in the place of a device that does not compute. */
function refuse(reason = ''): never {
  console.error(`speed: ${values.device} does not compute here. ${reason}`)
  process.exit(1)
}

/** The models at their full cost, whose answers are made these texts in turn: random weights end no sentence. */
function saying(texts: readonly string[]): EngineModels {
  const [stop] = listener.stopTokens
  let answered = 0
  const decode: Decoding['decode'] = (prompt, options, until) => {
    const answer = listener.tokenizer.encode(texts[answered++ % texts.length])
    return listener.decoder.decode(
      prompt,
      {
        ...options,
        choose(logits, said) {
          options.choose(logits, said)
          return answer[said.length] ?? stop
        },
      },
      until,
    )
  }
  return withDecoder(models, { decode })
}

/** @param tokens how many come behind what was heard */
async function encodeAndPrefill(tokens: number): Promise<number> {
  const mel = new LogMel(listener.config.mel)
  mel.push(spoken)
  const features = mel.finish()
  const start = performance.now()
  const audio = await listener.encoder.encode(features, 8, signal)
  const prompt = [{ tokens: [1, 3, ...before, 25] }, { audio }, { tokens: Array<number>(tokens).fill(4) }]
  const options = { choose: () => 100, stopTokens: new Set<number>(), maxNewTokens: 1 }
  for await (const _ of listener.decoder.decode(prompt, options, signal)) break
  return performance.now() - start
}

/** Milliseconds of a decode step behind so many tokens: the median, without the first steps. */
async function stepMs(context: number): Promise<number> {
  const tokens = Array.from({ length: context }, (_, i) => 40 + ((i * 37) % 400))
  const options = { choose: () => 100, stopTokens: new Set<number>(), maxNewTokens: stepTokens }
  const stamps: number[] = []
  for await (const _ of listener.decoder.decode([{ tokens }], options, signal)) stamps.push(performance.now())
  return median(stamps.slice(5).map((stamp, i) => stamp - stamps[i + 4]))
}

async function firstChunk(clause: string): Promise<number> {
  const start = performance.now()
  for await (const _ of models.voice.synthesize(clause, signal)) break
  return performance.now() - start
}

/** Keys and values of one token. */
function kvBytes(): number {
  const { layers, kvHeads, headSize } = listener.config
  return layers * kvHeads * headSize * 2 * (/f16|fp16/.test(decoderFiles()[0]) ? 2 : 4)
}

function decoderFiles(): string[] {
  return readdirSync(path.join(modelDir, 'onnx')).filter((name) => name.startsWith('decoder_model_merged'))
}

function decoderBytes(): number {
  return decoderFiles().reduce((sum, name) => sum + statSync(path.join(modelDir, 'onnx', name)).size, 0)
}

async function repeat(times: number, measure: () => Promise<number>): Promise<number[]> {
  const measured: number[] = []
  for (let i = 0; i < times; i++) measured.push(await measure())
  return measured
}

/** The most of the card's memory that is taken beyond what was taken before, looked at ten times a second. */
function watchCardMemory(): { stop(): number | undefined } {
  const used = (): number | undefined => {
    const nvml = readNvml()
    const card = 'cards' in nvml ? nvml.cards.at(0) : undefined
    return card?.totalBytes && card.totalBytes - (card.freeBytes ?? 0)
  }
  const before = used()
  let most = before
  const look = (): void => void (most = Math.max(most ?? 0, used() ?? 0))
  const timer = before === undefined ? undefined : setInterval(look, 100)
  return {
    stop: () => {
      clearInterval(timer)
      look()
      return before === undefined || most === undefined ? undefined : most - before
    },
  }
}
