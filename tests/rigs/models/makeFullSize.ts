/**
 * `npx tsx tests/rigs/models/makeFullSize.ts voxtral|kokoro --out DIR [--dtype q4f16] [--size 3b]`: writes a model of
 * the full size with random weights in the public layout, which loads like the real one.
 */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { makeRandomKokoro } from './randomKokoro/makeRandomKokoro'
import { makeRandomVoxtral, voxtralSizes } from './randomVoxtral'

const makers = {
  voxtral: {
    dtypes: ['q4f16', 'q4', 'fp16', 'fp32'],
    sizes: ['3b', '500m', '100m'],
    make: (directory: string, dtype: string, size: string) =>
      makeRandomVoxtral(
        directory,
        voxtralSizes[size as keyof typeof voxtralSizes],
        dtype as Parameters<typeof makeRandomVoxtral>[2],
      ),
  },
  kokoro: {
    dtypes: ['fp32', 'fp16', 'q8f16'],
    sizes: ['82m'],
    make: (directory: string, dtype: string) =>
      makeRandomKokoro(directory, dtype as Parameters<typeof makeRandomKokoro>[1]),
  },
} as const

try {
  main()
} catch (thrown) {
  console.error(`makeFullSize: ${thrown instanceof Error ? thrown.message : String(thrown)}`)
  process.exitCode = 2
}

function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { out: { type: 'string' }, dtype: { type: 'string' }, size: { type: 'string' } },
  })
  const model = oneOf('model', positionals.join(' '), ['voxtral', 'kokoro'])
  const { make, dtypes, sizes } = makers[model]
  const dtype = oneOf('--dtype', values.dtype ?? dtypes[0], dtypes)
  const size = oneOf('--size', values.size ?? sizes[0], sizes)
  if (!values.out) throw new Error('say where to with --out DIR')
  const out = resolve(values.out)
  if (existsSync(out)) throw new Error(`${out} is there already; remove it or choose another place`)

  const start = performance.now()
  make(out, dtype, size)
  let sizeBytes = 0
  for (const file of readdirSync(join(out, 'onnx'))) {
    const bytes = statSync(join(out, 'onnx', file)).size
    sizeBytes += bytes
    console.log(`${String(bytes).padStart(13)} ${file}`)
  }
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  const peakMb = Math.round(process.resourceUsage().maxRSS / 1024)
  console.log(
    `${model} ${size} ${dtype}: ${(sizeBytes / 1e9).toFixed(2)} GB in ${out}, written in ${seconds} s with ${peakMb} MiB of memory at most`,
  )
}

function oneOf<T extends string>(what: string, given: string, allowed: readonly T[]): T {
  const found = allowed.find((value) => value === given)
  if (found === undefined)
    throw new Error(`${what} is ${allowed.join(' or ')}, not ${given === '' ? 'left out' : given}`)
  return found
}
