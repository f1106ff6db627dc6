import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { OnnxGraph } from '../../models/export/onnxGraph'
import { writeOnnx } from '../../models/export/writeOnnx'
import { Session } from '../../src-main/engine/onnx/session'
import { toldDurations } from '../../src-main/engine/onnx/toldDurations'
import { Value } from '../../src-main/engine/onnx/value'

const folder = mkdtempSync(path.join(tmpdir(), 'parley-durations-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Durations are rounded, at least one, and counted, as a Kokoro does; what it puts out is their sum. */
function counting(name: string, places: number, output = 'sum'): Uint8Array {
  const graph = new OnnxGraph(name)
  const x = graph.input('x', 'f32', [1, 'tokens'])
  const least = graph.constant({ name: 'least', type: 'f32', dims: [], read: () => Float32Array.of(1) })
  const counts = Array.from({ length: places }, (_, i) => {
    const rounded = graph.node('Round', [x], `rounded${i}`)
    return graph.cast(graph.node('Clip', [rounded, least], `clipped${i}`), 'i64', `frames${i}`)
  })
  graph.node('ReduceSum', [counts.length === 0 ? x : counts[0]], output)
  graph.output(output, counts.length === 0 ? 'f32' : 'i64', ['one', 'all'])
  writeOnnx(graph, path.join(folder, `${name}.onnx`))
  return readFileSync(path.join(folder, `${name}.onnx`))
}

it('a graph that counts frames puts them out', async () => {
  const { model, output } = toldDurations(counting('one', 1))!
  const session = await Session.load(path.join(folder, 'one.onnx'), { graph: model })
  expect([...session.outputs.keys()]).toEqual(['sum', output])
  const x = Value.from(Float32Array.of(0.2, 3.6, 2.4), [1, 3])
  const made = await session.run({ x })
  expect(Array.from(made.get(output)!.read() as BigInt64Array)).toEqual([1n, 4n, 2n])
  expect(Array.from(made.get('sum')!.read() as BigInt64Array)).toEqual([7n])
  for (const value of [x, ...made.values()]) value.release()
  session.release()
})

it('a graph that does not, does so twice, or puts out durations of its own stays as it is', () => {
  expect(toldDurations(counting('none', 0))).toBeUndefined()
  expect(toldDurations(counting('two', 2))).toBeUndefined()
  expect(toldDurations(counting('own', 1, 'duration'))).toBeUndefined()
  expect(toldDurations(counting('damaged', 1).subarray(0, 60))).toBeUndefined()
})
