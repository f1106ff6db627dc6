import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import * as ortNode from 'onnxruntime-node'
import { body, OnnxGraph } from '../../models/export/onnxGraph'
import { writeOnnx } from '../../models/export/writeOnnx'
import { giveBackMemory } from '../../src-main/engine/onnx/giveBackMemory'
import { libraryFile, OrtLibrary, requireVersion } from '../../src-main/engine/onnx/library'
import { liveHandles } from '../../src-main/engine/onnx/liveHandles'
import { Session } from '../../src-main/engine/onnx/session'
import { Value } from '../../src-main/engine/onnx/value'

const folder = mkdtempSync(path.join(tmpdir(), 'parley-onnx-'))
const softmaxFile = path.join(folder, 'softmax.onnx')
const endlessFile = path.join(folder, 'endless.onnx')

beforeAll(() => {
  const softmax = new OnnxGraph('softmax')
  softmax.input('logits', 'f32', ['rows', 4])
  softmax.node('Softmax', ['logits'], 'probabilities')
  softmax.output('probabilities', 'f32', ['rows', 4])
  writeOnnx(softmax, softmaxFile)

  // A loop that says each time that it goes on: nothing but an abort ends a run, however fast the machine is.
  const round = new OnnxGraph('round')
  round.input('i', 'i64', [])
  round.input('goesOn', 'bool', [])
  round.input('before', 'f32', [1])
  round.output(round.node('Identity', ['goesOn'], 'goesOnStill'), 'bool', [])
  round.output(round.node('Neg', ['before'], 'after'), 'f32', [1])
  const endless = new OnnxGraph('endless')
  endless.input('a', 'f32', [1])
  endless.output(endless.node('Loop', ['', '', 'a'], 'b', { body: body(round) }), 'f32', [1])
  writeOnnx(endless, endlessFile)
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('ONNX Runtime through its C API', () => {
  it('knows the names, types and sizes of a model', async () => {
    const session = await Session.load(softmaxFile)
    expect([...session.inputs.values()]).toEqual([{ name: 'logits', type: 'float32', shape: ['rows', 4] }])
    expect([...session.outputs.keys()]).toEqual(['probabilities'])
    session.release()
  })

  it('computes what onnxruntime-node computes, to the last bit', async () => {
    const logits = Float32Array.from({ length: 12 }, (_, i) => Math.sin(i * 7.3) * 3)
    const theirs = await ortNode.InferenceSession.create(softmaxFile)
    const expected = await theirs.run({ logits: new ortNode.Tensor('float32', logits, [3, 4]) })

    const session = await Session.load(softmaxFile)
    const input = Value.from(logits, [3, 4])
    const outputs = await session.run({ logits: input })
    expect(outputs.get('probabilities')!.read()).toEqual(expected.probabilities.data)
    for (const value of [input, ...outputs.values()]) value.release()
    session.release()
  })

  it('writes into memory of the caller, and hands an output on as the next input without a copy', async () => {
    const session = await Session.load(softmaxFile)
    const values = [1, 2, 3, 4].map((x) => Value.from(Float32Array.of(x, 0, 0, 0), [1, 4])).slice(0, 2)
    const binding = session.bind()
    binding.input('logits', values[0])
    binding.output('probabilities', values[1])
    await binding.run()
    const once = Float32Array.from(values[1].data as Float32Array)
    binding.input('logits', values[1])
    binding.output('probabilities', values[0])
    await binding.run()
    expect(once.reduce((a, b) => a + b)).toBeCloseTo(1, 5)
    expect(values[0].data).not.toEqual(Float32Array.of(1, 0, 0, 0))
    expect((values[0].data as Float32Array)[0]).toBeGreaterThan(0.25)
    binding.release()
    for (const value of values) value.release()
    session.release()
  })

  it('reads a tensor of more than 64 MiB, and nothing behind the end of one', () => {
    const numbers = new Float32Array(17 * 2 ** 20)
    numbers[numbers.length - 1] = 7
    const value = Value.from(numbers, [numbers.length])
    expect((value.read() as Float32Array).at(-1)).toBe(7)
    expect(value.read(numbers.length - 1)).toEqual(Float32Array.of(7))
    expect(() => value.read(numbers.length - 1, 2)).toThrow('has no 2 from')
    value.release()
  })

  it('leaves the event loop free during a run, and terminates it when its signal aborts', async () => {
    const session = await Session.load(endlessFile)
    const input = Value.from(Float32Array.of(1), [1])
    const before = liveHandles()
    for (let times = 0; times < 2; times++) {
      const abort = new AbortController()
      const run = session.run({ a: input }, abort.signal)
      for (let tick = 0; tick < 5; tick++) await setTimeout(1)
      abort.abort()
      await expect(run).rejects.toMatchObject({ name: 'AbortError' })
      expect(liveHandles()).toEqual(before)
    }
    input.release()
    session.release()
  })

  it('holds as many native objects after 1,000 runs as after 10', async () => {
    const session = await Session.load(softmaxFile)
    const runs = async (count: number): Promise<void> => {
      for (let i = 0; i < count; i++) {
        const input = Value.from(new Float32Array(4), [1, 4])
        const outputs = await session.run({ logits: input })
        for (const value of [input, ...outputs.values()]) value.release()
      }
    }
    await runs(10)
    const after10 = liveHandles()
    await runs(990)
    expect(liveHandles()).toEqual(after10)
    session.release()
  })

  it('tells which device computed the operators of the first run, and leaves nothing of its profile', async () => {
    const session = await Session.load(softmaxFile, { countsOperators: true })
    const input = Value.from(new Float32Array(4), [1, 4])
    const temporary = mkdtempSync(path.join(folder, 'temporary-'))
    for (const name of ['TMPDIR', 'TEMP']) vi.stubEnv(name, temporary)
    expect(session.operators).toBeUndefined()
    for (let i = 0; i < 2; i++)
      for (const value of (await session.run({ logits: input })).values()) value.release()
    expect(session.operators).toEqual({ cpu: 1 })
    expect(readdirSync(temporary)).toEqual([])
    vi.unstubAllEnvs()
    input.release()
    session.release()
  })

  it('says clearly that a file is no model or not there, or that its weights are', async () => {
    const place = (name: string): string => path.join(folder, name)
    writeFileSync(place('none.onnx'), 'this is not a model')
    writeFileSync(place('empty.onnx'), '')
    for (const name of ['bare.onnx', 'short.onnx']) {
      const graph = new OnnxGraph('add')
      graph.input('x', 'f32', [4096])
      const read = (): Float32Array => new Float32Array(4096)
      graph.node('Add', ['x', graph.constant({ name: 'w', type: 'f32', dims: [4096], read })], 'y')
      graph.output('y', 'f32', [4096])
      writeOnnx(graph, place(name), { inlineLimitBytes: 1 })
    }
    const endless = new Uint8Array(2 ** 20).fill(0xff)
    writeFileSync(place('endless.onnx'), Buffer.concat([readFileSync(softmaxFile), endless]))
    rmSync(place('bare.onnx_data'))
    truncateSync(place('short.onnx_data'), 1000)
    for (const [name, trouble] of [
      ['none.onnx', ' is damaged: it is not an ONNX model.'],
      ['empty.onnx', ' is damaged: it is not an ONNX model.'],
      ['endless.onnx', ' is damaged: it is not an ONNX model.'],
      ['absent.onnx', '.'],
      ['bare.onnx', ' lacks its weights: there is no bare.onnx_data beside it.'],
      ['short.onnx', ' are damaged: their file is too short.'],
    ]) {
      const message = expect.stringContaining(`${place(name)}${trouble} Fetch it again`) as string
      await expect(Session.load(place(name))).rejects.toMatchObject({ code: 'model-invalid', message })
    }
  })

  it('keeps nothing of a model with texts in it, which no speech model has', async () => {
    const file = path.join(folder, 'texts.onnx')
    const graph = new OnnxGraph('texts')
    graph.output(graph.node('Identity', [graph.input('x', 'i64', [4])], 'y'), 'i64', [4])
    writeOnnx(graph, file)
    // The element type of input and output: 7 is i64, 8 is text.
    const texts = Buffer.from(
      readFileSync(file).toString('latin1').replaceAll('\x08\x07\x12', '\x08\x08\x12'),
      'latin1',
    )
    const before = liveHandles()
    await expect(Session.load(file, { graph: texts })).rejects.toMatchObject({
      code: 'model-invalid',
      message: expect.stringContaining('element type 8') as string,
    })
    expect(liveHandles()).toEqual(before)
  })

  it('says what ONNX Runtime says about a wrong input, and does not crash', async () => {
    const session = await Session.load(softmaxFile)
    const wrong = Value.from(new Float32Array(6), [2, 3])
    await expect(session.run({ logits: wrong })).rejects.toMatchObject({
      code: 'inference-failed',
      message: expect.stringContaining('logits') as string,
    })
    wrong.release()
    session.release()
  })

  it('refuses a library of another version instead of calling the wrong function', () => {
    expect(() => requireVersion(new OrtLibrary(libraryFile()).version)).not.toThrow()
    for (const version of ['1.29.1', '1.31.0', '2.0.0', 'x'])
      expect(() => requireVersion(version)).toThrow(/built for 1\.30/)
  })

  it('gives back what large arrays have taken that nobody uses', async () => {
    const bytes = 128 * 2 ** 20
    const taken = (): number => process.memoryUsage().arrayBuffers
    await giveBackMemory()
    const before = taken()
    const fill = (): number => new Float32Array(bytes / 4).fill(1).length
    expect(fill()).toBe(bytes / 4)
    expect(taken()).toBeGreaterThan(before + 0.9 * bytes)
    await giveBackMemory()
    expect(taken()).toBeLessThan(before + 0.1 * bytes)
  })

  it('says which library is missing', () => {
    expect(() => new OrtLibrary('/nowhere/libonnxruntime.so.1')).toThrow(/could not be loaded from \/nowhere/)
  })
})
