import { writeFileSync } from 'node:fs'
import { arch, cpus, platform, totalmem } from 'node:os'
import { AppError } from '@contract'
import { runOptions } from '../../src-main/cli/runOptions'
import { turnTelemetryOff } from '../../src-main/engine/onnx/noTelemetry'
import type { BenchResult, BenchSection } from './result'

const sections: Record<string, () => Promise<BenchSection>> = {
  mel: async () => (await import('./sections/mel')).benchMel,
  decode: async () => (await import('./sections/decode')).benchDecode,
  voice: async () => (await import('./sections/voice')).benchVoice,
  'decode-long': async () => (await import('./sections/decodeLong')).benchDecodeLong,
  overhead: async () => (await import('./sections/overhead')).benchOverhead,
  'first-turn': async () => (await import('./sections/firstTurn')).benchFirstTurn,
  app: async () => (await import('./sections/app')).benchApp,
  store: async () => (await import('./sections/store')).benchStore,
  idle: async () => (await import('./sections/idle')).benchIdle,
}

/** Measured only where it is asked for with the model that it needs. */
const withModel: Record<string, (directory: string) => Promise<BenchSection>> = {
  kokoro: async (directory) => (await import('./sections/kokoro')).benchKokoro(directory),
}

const usage = `npm run bench -- [OPTIONS]

Measures Parley beside its peer in one run, and prints a table.

  --section A,B   only these: ${Object.keys(sections).join(', ')}
  --kokoro DIR    the directory of a real Kokoro, for the section kokoro
  --json FILE     write the figures into this file
`

await runOptions(
  'bench',
  usage,
  { section: { type: 'string' }, json: { type: 'string' }, kokoro: { type: 'string' } },
  async ({ section, json, kokoro }) => {
    if (kokoro !== undefined)
      for (const [name, open] of Object.entries(withModel)) sections[name] = () => open(kokoro)
    const results = await measure(section?.split(',') ?? Object.keys(sections))
    if (json !== undefined) write(json, results)
  },
)
// The peer's thread pools would keep the process alive.
process.exit()

async function measure(chosen: readonly string[]): Promise<BenchResult[]> {
  const unknown = chosen.filter((name) => !Object.hasOwn(sections, name))
  if (unknown.some((name) => Object.hasOwn(withModel, name)))
    throw new AppError('usage', {
      kind: 'as-told',
      text: 'The section kokoro needs --kokoro DIR, the directory of a real Kokoro.',
    })
  if (unknown.length > 0)
    throw new AppError('usage', {
      kind: 'as-told',
      text: `There is no section ${unknown.join(', ')}; there is ${Object.keys(sections).join(', ')}.`,
    })
  // The peer loads ONNX Runtime by itself.
  turnTelemetryOff()
  const results: BenchResult[] = []
  for (const name of chosen) {
    const section = await sections[name]()
    for (const result of await section()) {
      results.push(result)
      console.log(row(result))
    }
  }
  return results
}

function write(file: string, results: readonly BenchResult[]): void {
  const machine = {
    platform: `${platform()} ${arch()}`,
    cpu: cpus()[0].model,
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
  }
  writeFileSync(file, `${JSON.stringify({ machine, results }, null, 2)}\n`)
}

function row({ name, unit, value, peer, ratio, goal, ok }: BenchResult): string {
  const number = (x: number): string => (x >= 100 ? x.toFixed(0) : x.toPrecision(3))
  return [
    ok ? 'ok  ' : 'MISS',
    name.padEnd(26),
    `${number(value)} ${unit}`.padEnd(18),
    (peer === undefined ? '' : `peer ${number(peer)}`).padEnd(14),
    (ratio === undefined ? '' : `x${number(ratio)}`).padEnd(8),
    `goal: ${goal}`,
  ].join(' ')
}
