import fc from 'fast-check'
import { expect, it } from 'vitest'
import { attendsInPlace } from '../../src-main/engine/onnx/attendsInPlace'
import { joinProjections } from '../../src-main/engine/onnx/joinedProjections'
import { lastLogitsOnly } from '../../src-main/engine/onnx/lastLogits'
import { ProtobufWriter, readProtobuf } from '../../src-main/engine/onnx/protobuf'
import { toldItsLengths } from '../../src-main/engine/onnx/toldLengths'
import { weightsLocations } from '../../src-main/engine/onnx/weightsLocations'
import { cpuMs } from '../rigs/cpuMs'

const longestMs = 2_000

it('a number is read as it was written, up to 64 bits', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (value) => {
      const message = new ProtobufWriter().int(3, value).int(4, 7).finish()
      expect([...readProtobuf(message)].map((field) => [field.field, field.value])).toEqual([
        [3, value],
        [4, 7n],
      ])
    }),
  )
})

it('a message that is cut anywhere, or has other bytes in it, is refused or read, and nothing else', () => {
  const message = new ProtobufWriter()
    .int(1, -1)
    .string(2, 'text')
    .float(3, 0.5)
    .message(4, (nested) => nested.int(1, 300))
    .finish()
  const read = (bytes: Uint8Array): void => {
    try {
      for (const field of readProtobuf(bytes)) expect(field.raw.length).toBeGreaterThan(0)
    } catch (failure) {
      expect(failure).toBeInstanceOf(RangeError)
    }
  }
  for (let end = 0; end < message.length; end++) read(message.subarray(0, end))
  fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), read))
})

/** A model whose graph has this many attentions, each with its six operations, and these bytes in and behind it. */
function hostileModel(attentions: number, ...behind: readonly Uint8Array[]): Uint8Array {
  const graph = new ProtobufWriter()
  const node = (opType: string, inputs: readonly string[], outputs: readonly string[]): void =>
    void graph.message(1, (writer) => {
      for (const name of inputs) writer.string(1, name)
      for (const name of outputs) writer.string(2, name)
      writer.string(4, opType)
    })
  for (let i = 0; i < attentions; i++) {
    for (const part of ['q', 'k', 'v']) node('MatMulNBits', ['hidden', `${part}${i}w`], [`${part}${i}`])
    for (const part of ['q', 'k'])
      node('RotaryEmbedding', [`${part}${i}`, 'position_ids', 'cos', 'sin'], [`${part}${i}r`])
    node('GroupQueryAttention', [`q${i}r`, `k${i}r`, `v${i}`], [i === 0 ? 'logits' : `a${i}`])
  }
  const model = new ProtobufWriter().nested(7, graph).finish()
  return Uint8Array.from(Buffer.concat([model, ...behind]))
}

/** All that reads a graph before ONNX Runtime does. */
const readers = {
  attendsInPlace,
  lastLogitsOnly,
  toldItsLengths,
  weightsLocations,
  joinProjections: (model: Uint8Array) => joinProjections(model, 'nowhere.onnx'),
}

const megabyte = 2 ** 20
const endless = new Uint8Array(megabyte).fill(0xff)
// A length that is larger than any file.
const boundless = Uint8Array.of(0x3a, ...new Array<number>(9).fill(0xff), 1)
const damaged = [
  hostileModel(1, endless),
  hostileModel(1, new ProtobufWriter().bytes(7, endless).finish()),
  hostileModel(1, boundless),
  new Uint8Array(megabyte).fill(0x80),
  hostileModel(5_000),
]

it.each(Object.entries(readers))('%s takes no time to speak of for a damaged model', async (_, reader) => {
  for (const model of damaged) expect(await cpuMs(() => reader(model), longestMs)).toBeLessThan(longestMs)
})
