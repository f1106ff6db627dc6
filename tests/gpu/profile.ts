/**
 * `npx tsx tests/gpu/profile.ts --device cuda --model DIR [--kokoro DIR]`: which operators the last run of each graph
 * had, by ONNX Runtime's own profile: a decode step, an utterance's window, a clause. Of a card it has the time in which
 * the processor launched them; what to look for are operators that run elsewhere, and copies from and to there.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { deviceConfig } from '../../src-preload/contract'
import { chooseDevice } from '../../src-main/engine/models/chooseDevice'
import { loadVoxtral } from '../../src-main/engine/listeners/voxtral/voxtralModel'
import { ortLibrary, type Pointer } from '../../src-main/engine/onnx/library'
import { native } from '../../src-main/engine/onnx/native'
import { KokoroVoice } from '../../src-main/engine/speaking/voices/kokoro/kokoroVoice'
import { LogMel } from '../../src-main/engine/hearing/logMel'
import { readAudio } from '../../src-main/engine/sound/readAudio'

const { values } = parseArgs({
  options: { device: { type: 'string' }, model: { type: 'string' }, kokoro: { type: 'string' } },
})
if (values.model === undefined) throw new Error('Name a model with --model DIR.')
const asked = deviceConfig.parse({ kind: values.device ?? 'cuda' })
const { device } = await chooseDevice(asked)
if (device.kind !== asked.kind) {
  console.error(`profile: ${asked.kind} does not compute here.`)
  process.exit(1)
}
const folder = mkdtempSync(path.join(os.tmpdir(), 'parley-profile-'))
profileSessions(path.join(folder, 'session'))

const { signal } = new AbortController()
const listener = await loadVoxtral(values.model, { device })
const mel = new LogMel(listener.config.mel)
mel.push(await readAudio('resources/question.wav'))
const audio = await listener.encoder.encode(mel.finish(), 8, signal)
const prompt = [{ tokens: Array.from({ length: 500 }, (_, i) => 40 + ((i * 37) % 400)) }, { audio }]
const options = { choose: () => 100, stopTokens: new Set<number>(), maxNewTokens: 16 }
for await (const _ of listener.decoder.decode(prompt, options, signal));
listener.release()
if (values.kokoro !== undefined) {
  const voice = await KokoroVoice.load(values.kokoro, undefined, { device })
  for await (const _ of voice.synthesize('The capital of France is Paris,', signal));
  voice.release()
}
// A session writes its profile when it is released.
for (const file of readdirSync(folder))
  showLastRun(JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Event[])
rmSync(folder, { recursive: true })

interface Event {
  readonly cat: string
  readonly name: string
  /** Microseconds. */
  readonly ts: number
  readonly dur: number
  readonly args: { readonly op_name?: string; readonly provider?: string }
}

/** Lets every session made from here on write a profile into a file whose name begins so. */
function profileSessions(prefix: string): void {
  const ort = ortLibrary()
  const getBase = (ort.library as ReturnType<typeof native.load>).func('void* OrtGetApiBase()')
  const [getApi] = native.decode(getBase() as Pointer, native.array('void*', 1)) as Pointer[]
  const api = (native.decode(getApi, native.proto('void* (uint32_t)')) as (version: number) => Pointer)(30)
  const enableProfiling = 14 // its place in struct OrtApi
  const table = native.decode(api, native.array('void*', enableProfiling + 1)) as Pointer[]
  const enable = native.decode(table[enableProfiling], native.proto('void* (void*, const char*)')) as (
    sessionOptions: unknown,
    prefix: string,
  ) => unknown
  const setLevel = ort.call.SetSessionGraphOptimizationLevel
  let sessions = 0
  ort.call.SetSessionGraphOptimizationLevel = Object.assign(
    (sessionOptions: unknown, level: unknown) => {
      ort.check(enable(sessionOptions, `${prefix}-${++sessions}`), 'EnableProfiling')
      return setLevel(sessionOptions, level)
    },
    { async: setLevel.async },
  )
}

function showLastRun(events: readonly Event[]): void {
  const run = events.filter(({ cat, name }) => cat === 'Session' && name === 'model_run').at(-1)
  const isOfRun = ({ ts, name }: Event): boolean =>
    run !== undefined && ts >= run.ts && ts <= run.ts + run.dur && name.endsWith('_kernel_time')
  const nodes = events.filter((event) => event.cat === 'Node' && isOfRun(event))
  const has = (op: string): boolean => nodes.some(({ args }) => args.op_name === op)
  if (run === undefined || nodes.length < 5) return // looking an embedding up
  const title = has('GroupQueryAttention')
    ? 'a decode step'
    : has('ConvTranspose')
      ? 'a clause'
      : 'a window heard'
  console.log(`${title}: ${nodes.length} operators in ${(run.dur / 1000).toFixed(2)} ms`)
  const sums = new Map<string, { name: string; count: number; us: number }>()
  for (const { args, dur } of nodes) {
    const name = `${args.provider?.replace('ExecutionProvider', '')} ${args.op_name}`
    const sum = sums.get(name) ?? { name, count: 0, us: 0 }
    sums.set(name, { name, count: sum.count + 1, us: sum.us + dur })
  }
  for (const { name, count, us } of [...sums.values()].sort((a, b) => b.us - a.us))
    console.log(`  ${name.padEnd(40)} ${String(count).padStart(5)} ${(us / 1000).toFixed(3).padStart(9)} ms`)
}
