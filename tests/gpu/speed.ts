/**
 * `npx tsx tests/gpu/speed.ts --device cuda --model DIR [--kokoro DIR] [--bandwidth 3350] [--json FILE]`: how fast a
 * model of any size is on a device, through the engine as the app runs it. `--bandwidth` is the card's, in GB/s.
 */
import { readdirSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { config as configSchema, deviceConfig, turnFigures } from '../../src-preload/contract'
import { loadEngineModels } from '../../src-main/engine/models/engineModels'
import { readNvml } from '../../src-main/engine/onnx/nvml'
import { LogMel } from '../../src-main/engine/stages/logMel'
import { readAudio } from '../../src-main/engine/stages/readAudio'
import { median } from '../bench/result'
import { EngineUnderTest } from '../rigs/engineUnderTest'

const { values } = parseArgs({
  options: {
    device: { type: 'string', default: 'cuda' },
    model: { type: 'string' },
    kokoro: { type: 'string' },
    bandwidth: { type: 'string' },
    contexts: { type: 'string', default: '500,1000,2000,4000' },
    tokens: { type: 'string', default: '64' },
    json: { type: 'string' },
  },
})
if (values.model === undefined) throw new Error('Name a model with --model DIR.')
const modelDir = path.resolve(values.model)
const stepTokens = Number(values.tokens)
const settings = {
  listenerDir: modelDir,
  voiceDir: values.kokoro === undefined ? undefined : path.resolve(values.kokoro),
  device: deviceConfig.parse({ kind: values.device }),
  contextTokens: 8192,
  sampling: { maxNewTokens: 64 },
}
const { signal } = new AbortController()
const figures: Record<string, number | string> = {}
const show = (name: string, value: number | string, unit = ''): void => {
  figures[name] = value
  console.log(
    `${name.padEnd(48)} ${typeof value === 'number' ? Number(value.toPrecision(4)) : value} ${unit}`,
  )
}

const memory = watchCardMemory()
const begun = performance.now()
const models = await loadEngineModels(configSchema.parse(settings))
show('start to ready', performance.now() - begun, 'ms')
for (const note of models.notes) show('note', note)
const { listener } = models

const question = await readAudio('resources/question.wav')
const spoken = new Float32Array(4 * listener.config.mel.samplingRate)
for (let at = 0; at < spoken.length; at++) spoken[at] = question[at % question.length]
show('encode + prefill of 4 s to first token, prefix warm', median(await repeat(7, encodeAndPrefill)), 'ms')

const weightsBytes = decoderBytes()
for (const context of values.contexts.split(',').map(Number)) {
  if (context + stepTokens > listener.config.longestContext) continue
  const ms = await stepMs(context)
  show(`decode at ${context} tokens`, 1000 / ms, 'tokens/s')
  show(`one token at ${context} tokens`, ms, 'ms')
  if (values.bandwidth !== undefined)
    show(
      `share of the bandwidth at ${context} tokens`,
      (100 * weightsBytes) / (ms / 1000) / (Number(values.bandwidth) * 1e9),
      '%',
    )
}
show('weights that a token reads', weightsBytes / 1e9, 'GB')
show('first chunk of the voice', median(await repeat(7, firstChunk)), 'ms')

const engine = new EngineUnderTest(models, settings)
const turns = await repeat(5, async () => {
  const { end } = await engine.ask(question)
  engine.port.send({ type: 'forget' })
  return turnFigures(end.metrics).firstAudioMs ?? NaN
})
show('commit to first audio', median(turns), 'ms')
const high = memory.stop()
if (high !== undefined) show("card's memory at most", high / 1e9, 'GB')
models.release()
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, undefined, 2)}\n`)

async function encodeAndPrefill(): Promise<number> {
  const mel = new LogMel(listener.config.mel)
  mel.push(spoken)
  const features = mel.finish()
  const start = performance.now()
  const audio = await listener.encoder.encode(features, 8, signal)
  const prompt = [{ tokens: [1, 3, 25] }, { audio }, { tokens: [4] }]
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

async function firstChunk(): Promise<number> {
  const start = performance.now()
  for await (const _ of models.voice.synthesize('The capital of France is Paris,', signal)) break
  return performance.now() - start
}

function decoderBytes(): number {
  const folder = path.join(modelDir, 'onnx')
  const files = readdirSync(folder).filter((name) => name.startsWith('decoder_model_merged'))
  return files.reduce((sum, name) => sum + statSync(path.join(folder, name)).size, 0)
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
    return 'cards' in nvml && nvml.cards.length > 0
      ? nvml.cards[0].totalBytes - nvml.cards[0].freeBytes
      : undefined
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
