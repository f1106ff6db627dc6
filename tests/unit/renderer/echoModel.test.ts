import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EchoModel } from '../../../src-renderer/audio/echoModel'
import { Fft } from '../../../src-renderer/audio/fft'
import { Random } from '../../rigs/conversation/random'

describe('Fft', () => {
  const samples = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 64, maxLength: 64 })

  it('is the sum of its definition for both signals', () => {
    fc.assert(
      fc.property(samples, samples, fc.integer({ min: 0, max: 32 }), (a, b, bin) => {
        const fft = new Fft(64)
        const spectra = [fft.spectrum(), fft.spectrum()] as const
        fft.forward(Float64Array.from(a), Float64Array.from(b), ...spectra)
        const angle = (i: number): number => (-2 * Math.PI * bin * i) / 64
        const sumOf = (given: number[], part: (angle: number) => number): number =>
          given.reduce((sum, each, i) => sum + each * part(angle(i)), 0)
        for (const [i, given] of [a, b].entries()) {
          expect(spectra[i].real[bin]).toBeCloseTo(sumOf(given, Math.cos), 9)
          expect(spectra[i].imaginary[bin]).toBeCloseTo(sumOf(given, Math.sin), 9)
        }
      }),
    )
  })

  it('is undone by its inverse', () => {
    fc.assert(
      fc.property(samples, samples, (a, b) => {
        const signals = [Float64Array.from(a), Float64Array.from(b)] as const
        const fft = new Fft(64)
        const spectra = [fft.spectrum(), fft.spectrum()] as const
        fft.forward(...signals, ...spectra)
        for (const signal of signals) signal.fill(7)
        fft.inverse(...spectra, ...signals)
        for (let i = 0; i < 64; i++) {
          expect(signals[0][i]).toBeCloseTo(a[i], 9)
          expect(signals[1][i]).toBeCloseTo(b[i], 9)
        }
      }),
    )
  })
})

describe('EchoModel', () => {
  const block = 64
  const noise = (seed: number, length: number, level: number): Float32Array => {
    const random = new Random(seed)
    return Float32Array.from({ length }, () => level * random.noise())
  }
  /** A direct sound and two reflections. */
  const inRoom = (played: Float32Array): Float32Array =>
    played.map(
      (_, i) => 0.4 * (played[i - 9] ?? 0) - 0.2 * (played[i - 70] ?? 0) + 0.1 * (played[i - 150] ?? 0),
    )
  /** For each block, what the model leaves of the echo, in dB. */
  const left = (played: Float32Array, echo: Float32Array, heard: Float32Array): number[] => {
    const model = new EchoModel(block, 4)
    model.doubt(0.5)
    const errorsDb: number[] = []
    for (let at = model.playedSamples; at + block <= heard.length; at += block) {
      const modelled = model.echoOf(played.subarray(at + block - model.playedSamples, at + block))
      let error = 0
      let energy = 0
      for (let i = 0; i < block; i++) {
        error += (echo[at + i] - modelled[i]) ** 2
        energy += echo[at + i] ** 2
      }
      errorsDb.push(10 * Math.log10(error / energy))
      model.learn(heard.subarray(at, at + block))
    }
    return errorsDb
  }

  it('learns a room within a second', () => {
    const played = noise(1, 8000, 0.1)
    const echo = inRoom(played)
    const room = noise(2, 8000, 0.0004)
    const heard = echo.map((sample, i) => sample + room[i])
    expect(Math.max(...left(played, echo, heard).slice(4000 / block))).toBeLessThan(-20)
  })

  it('keeps what it knows while somebody else speaks as loud', () => {
    const played = noise(3, 8000, 0.1)
    const echo = inRoom(played)
    const voice = noise(4, 8000, 0.04)
    const heard = echo.map((sample, i) => sample + (i < 4000 ? 0.01 : 1) * voice[i])
    expect(Math.max(...left(played, echo, heard).slice(4000 / block))).toBeLessThan(-10)
  })
})
