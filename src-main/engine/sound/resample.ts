import { createRequire } from 'node:module'
import { setImmediate as nextTick } from 'node:timers/promises'
import type * as Libsamplerate from '@alexanderolsen/libsamplerate-js'

type Converter = Awaited<ReturnType<typeof Libsamplerate.create>>

/** Samples that go through the converter at once: small enough that the event loop answers within milliseconds. */
const chunkSamples = 16_384

/**
 * Resamples mono audio with libsamplerate's band-limited sinc converter (medium: 121 dB signal to noise, passband to
 * 90 % of the lower Nyquist frequency). Sample 0 stays at time 0. The event loop runs between chunks.
 *
 * @param fromHz whole hertz, at most 256 times `toHz` and at least a 256th of it (the converter's range)
 * @returns exactly `round(samples.length * toHz / fromHz)` samples; the input itself where the rates are equal
 * @throws RangeError for rates outside of the converter's range
 */
export async function resample(samples: Float32Array, fromHz: number, toHz: number): Promise<Float32Array> {
  if (fromHz === toHz) return samples
  const ratio = toHz / fromHz
  if (!Number.isInteger(fromHz) || !Number.isInteger(toHz) || !(ratio >= 1 / 256 && ratio <= 256)) {
    throw new RangeError(`Cannot resample from ${fromHz} Hz to ${toHz} Hz`)
  }
  const converter = await openConverter(fromHz, toHz)
  try {
    const output = new Float32Array(Math.round(samples.length * ratio))
    // The converter holds back half of its filter; silence after the end brings that out.
    const silence = new Float32Array(Math.min(chunkSamples, Math.ceil(64 * Math.max(1, 1 / ratio))))
    const step = Math.max(1, Math.floor(chunkSamples / Math.max(1, ratio)))
    const piece = new Float32Array(Math.ceil(Math.max(step, silence.length) * ratio) + 64)
    const made = { frames: 0 }
    for (let read = 0, written = 0; written < output.length; read += step) {
      const input = read < samples.length ? samples.subarray(read, read + step) : silence
      converter.full(input, piece, made)
      const kept = Math.min(made.frames, output.length - written)
      output.set(piece.subarray(0, kept), written)
      written += kept
      await nextTick()
    }
    return output
  } finally {
    converter.destroy()
  }
}

async function openConverter(fromHz: number, toHz: number): Promise<Converter> {
  // Two megabytes of embedded WebAssembly, as CommonJS: loaded only when a file needs it.
  const library = createRequire(import.meta.url)('@alexanderolsen/libsamplerate-js') as typeof Libsamplerate
  // Only the ratio counts, and the library refuses rates above 192 kHz.
  const divisor = greatestCommonDivisor(fromHz, toHz)
  const quality = { converterType: library.ConverterType.SRC_SINC_MEDIUM_QUALITY }
  return library.create(1, fromHz / divisor, toHz / divisor, quality)
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}
