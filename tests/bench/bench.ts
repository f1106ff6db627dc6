/** `npm run bench -- [--section a,b] [--json FILE]`: measures Parley beside its peer in one run and prints a table. */
import { writeFileSync } from 'node:fs'
import { arch, cpus, platform, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
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
}

const { values } = parseArgs({ options: { section: { type: 'string' }, json: { type: 'string' } } })
const chosen = values.section?.split(',') ?? Object.keys(sections)
const unknown = chosen.filter((name) => !(name in sections))
if (unknown.length > 0) {
  console.error(
    `bench: there is no section ${unknown.join(', ')}; there is ${Object.keys(sections).join(', ')}.`,
  )
  process.exit(1)
}

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
if (values.json !== undefined) {
  const machine = {
    platform: `${platform()} ${arch()}`,
    cpu: cpus()[0].model,
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
  }
  writeFileSync(values.json, `${JSON.stringify({ machine, results }, null, 2)}\n`)
}
// The peer's thread pools would keep the process alive.
process.exit(0)

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
