import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeMessage, encodeMessage } from '@contract'

const header = fc.record({
  type: fc.string({ unit: 'binary' }),
  turn: fc.nat(),
  note: fc.record({ kind: fc.constant('as-told' as const), text: fc.string({ unit: 'grapheme' }) }),
})
const samples = fc.float32Array()
const invalid = expect.objectContaining({ code: 'message-invalid' }) as unknown

describe('the wire', () => {
  it('gives back every message without samples, as text', () => {
    fc.assert(
      fc.property(header, (message) => {
        const frame = encodeMessage(message)
        expect(frame).toBeTypeOf('string')
        expect(decodeMessage(frame)).toEqual(message)
      }),
    )
  })

  it('gives back every message with samples, bit by bit', () => {
    fc.assert(
      fc.property(header, samples, (rest, sent) => {
        const frame = encodeMessage({ ...rest, samples: sent })
        expect(frame).toBeInstanceOf(ArrayBuffer)
        const { samples: received, ...others } = decodeMessage(frame) as { samples: Float32Array }
        expect(others).toEqual(rest)
        expect(new Uint8Array(received.buffer)).toEqual(new Uint8Array(sent.slice().buffer))
      }),
    )
  })

  it('reads a frame that lies anywhere in a larger buffer, as a socket hands it over', () => {
    const message = { type: 'audio', turn: 3, samples: Float32Array.of(0.5, -1, 0.25) }
    const frame = new Uint8Array(encodeMessage(message) as ArrayBuffer)
    const larger = new Uint8Array(frame.length + 7)
    larger.set(frame, 3)
    expect(decodeMessage(larger.subarray(3, 3 + frame.length))).toEqual(message)
    expect(decodeMessage(Buffer.from(larger.buffer, 3, frame.length))).toEqual(message)
  })

  it('sends only the samples of a view, not the buffer behind it', () => {
    const view = Float32Array.of(1, 2, 3, 4).subarray(1, 3)
    expect(decodeMessage(encodeMessage({ samples: view }))).toEqual({ samples: Float32Array.of(2, 3) })
  })

  it('takes no bytes that it cannot have made, and fails in no other way', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), fc.string()), (garbage) => {
        try {
          expect(decodeMessage(garbage)).toBeTypeOf('object')
        } catch (thrown) {
          expect(thrown).toEqual(invalid)
        }
      }),
    )
  })

  it.each([
    ['an empty frame', new Uint8Array(0)],
    ['a header longer than the frame', Uint8Array.of(255, 255, 255, 255, 123, 125)],
    ['a sample cut in half', Uint8Array.of(2, 0, 0, 0, 123, 125, 0, 0, 1, 2)],
    ['a header that is no UTF-8', Uint8Array.of(2, 0, 0, 0, 0xc3, 0x28, 0, 0)],
    ['a header that is no object', Uint8Array.of(2, 0, 0, 0, 91, 93, 0, 0)],
    ['text that is no JSON', 'hello'],
    ['JSON that is no object', 'null'],
  ])('refuses %s', (_, frame) => {
    expect(() => decodeMessage(frame)).toThrow(invalid)
  })
})
