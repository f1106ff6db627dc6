/**
 * Power spectra of real frames of one length, without allocating.
 *
 * The real frame of `size` samples is read as `size / 2` complex numbers, transformed with Stockham's self-sorting
 * mixed-radix FFT (radices 4, 2, 3, 5; C. Van Loan, Computational Frameworks for the FFT, 1992, section 1.7) and taken
 * apart by the symmetry of real input (W. Press et al., Numerical Recipes, section 12.3). All in double precision.
 */
export class RealFft {
  readonly size: number
  /** How many values a power spectrum has: the bins from 0 to the Nyquist frequency. */
  readonly bins: number
  readonly #stages: Stage[]
  /** cos and sin of the half-bin rotations that take the complex result apart. */
  readonly #rotation: Float64Array
  #re: Float64Array
  #im: Float64Array
  #nextRe: Float64Array
  #nextIm: Float64Array

  /**
   * @param size even, with no prime factor above 5 in its half
   * @throws RangeError for any other size
   */
  constructor(size: number) {
    const half = size / 2
    const radices = factorize(half)
    if (!radices) throw new RangeError(`A frame of ${size} samples cannot be transformed`)
    this.size = size
    this.bins = half + 1
    this.#stages = stagesOf(half, radices)
    this.#rotation = new Float64Array(2 * this.bins)
    for (let k = 0; k < this.bins; k++) {
      this.#rotation[2 * k] = Math.cos((2 * Math.PI * k) / size)
      this.#rotation[2 * k + 1] = -Math.sin((2 * Math.PI * k) / size)
    }
    this.#re = new Float64Array(half)
    this.#im = new Float64Array(half)
    this.#nextRe = new Float64Array(half)
    this.#nextIm = new Float64Array(half)
  }

  /** Whether frames of this size can be transformed. */
  static supports(size: number): boolean {
    return factorize(size / 2) !== undefined
  }

  /**
   * Writes the squared magnitudes of the windowed frame at `samples[start ...]` to `power`.
   *
   * @param window `size` weights
   * @param power takes `bins` values
   */
  powerSpectrum(samples: Float32Array, start: number, window: Float64Array, power: Float64Array): void {
    const half = this.size >> 1
    for (let i = 0, j = 0; i < half; i++, j += 2) {
      this.#re[i] = samples[start + j] * window[j]
      this.#im[i] = samples[start + j + 1] * window[j + 1]
    }
    for (const stage of this.#stages) {
      runStage(stage, this.#re, this.#im, this.#nextRe, this.#nextIm)
      const re = this.#re
      const im = this.#im
      this.#re = this.#nextRe
      this.#im = this.#nextIm
      this.#nextRe = re
      this.#nextIm = im
    }
    splitReal(this.#re, this.#im, this.#rotation, power)
  }
}

/** One pass over the data: `count` butterflies of `radix` inputs for each of the `stride` interleaved sub-transforms. */
interface Stage {
  radix: number
  count: number
  stride: number
  /** For every butterfly, cos and sin of the rotation of its inputs 1 to radix - 1. */
  twiddles: Float64Array
}

/** Radices of a length, fours first; nothing where another prime is in it. */
function factorize(length: number): number[] | undefined {
  if (!Number.isInteger(length) || length < 1) return undefined
  const radices: number[] = []
  let rest = length
  for (const radix of [4, 2, 3, 5]) {
    for (; rest % radix === 0; rest /= radix) radices.push(radix)
  }
  return rest === 1 ? radices : undefined
}

function stagesOf(length: number, radices: number[]): Stage[] {
  const stages: Stage[] = []
  let stride = 1
  let rest = length
  for (const radix of radices) {
    const count = rest / radix
    const twiddles = new Float64Array(2 * count * (radix - 1))
    for (let p = 0, at = 0; p < count; p++) {
      for (let leg = 1; leg < radix; leg++, at += 2) {
        const angle = (-2 * Math.PI * p * leg) / rest
        twiddles[at] = Math.cos(angle)
        twiddles[at + 1] = Math.sin(angle)
      }
    }
    stages.push({ radix, count, stride, twiddles })
    rest = count
    stride *= radix
  }
  return stages
}

function runStage(
  stage: Stage,
  re: Float64Array,
  im: Float64Array,
  outRe: Float64Array,
  outIm: Float64Array,
): void {
  if (stage.radix === 4) radix4(stage, re, im, outRe, outIm)
  else if (stage.radix === 5) radix5(stage, re, im, outRe, outIm)
  else if (stage.radix === 3) radix3(stage, re, im, outRe, outIm)
  else radix2(stage, re, im, outRe, outIm)
}

function radix2(
  s: Stage,
  re: Float64Array,
  im: Float64Array,
  outRe: Float64Array,
  outIm: Float64Array,
): void {
  const { count, stride, twiddles } = s
  const leg = count * stride
  for (let p = 0; p < count; p++) {
    const c = twiddles[2 * p]
    const d = twiddles[2 * p + 1]
    for (let q = 0; q < stride; q++) {
      const i = q + stride * p
      const o = q + stride * 2 * p
      const bRe = re[i] - re[i + leg]
      const bIm = im[i] - im[i + leg]
      outRe[o] = re[i] + re[i + leg]
      outIm[o] = im[i] + im[i + leg]
      outRe[o + stride] = bRe * c - bIm * d
      outIm[o + stride] = bRe * d + bIm * c
    }
  }
}

const sin60 = Math.sqrt(3) / 2

function radix3(
  s: Stage,
  re: Float64Array,
  im: Float64Array,
  outRe: Float64Array,
  outIm: Float64Array,
): void {
  const { count, stride, twiddles } = s
  const leg = count * stride
  for (let p = 0; p < count; p++) {
    const t = 4 * p
    for (let q = 0; q < stride; q++) {
      const i = q + stride * p
      const o = q + stride * 3 * p
      const sumRe = re[i + leg] + re[i + 2 * leg]
      const sumIm = im[i + leg] + im[i + 2 * leg]
      const midRe = re[i] - 0.5 * sumRe
      const midIm = im[i] - 0.5 * sumIm
      const turnRe = sin60 * (im[i + leg] - im[i + 2 * leg])
      const turnIm = -sin60 * (re[i + leg] - re[i + 2 * leg])
      outRe[o] = re[i] + sumRe
      outIm[o] = im[i] + sumIm
      rotate(outRe, outIm, o + stride, midRe + turnRe, midIm + turnIm, twiddles, t)
      rotate(outRe, outIm, o + 2 * stride, midRe - turnRe, midIm - turnIm, twiddles, t + 2)
    }
  }
}

function radix4(
  s: Stage,
  re: Float64Array,
  im: Float64Array,
  outRe: Float64Array,
  outIm: Float64Array,
): void {
  const { count, stride, twiddles } = s
  const leg = count * stride
  for (let p = 0; p < count; p++) {
    const t = 6 * p
    for (let q = 0; q < stride; q++) {
      const i = q + stride * p
      const o = q + stride * 4 * p
      const evenRe = re[i] + re[i + 2 * leg]
      const evenIm = im[i] + im[i + 2 * leg]
      const crossRe = re[i] - re[i + 2 * leg]
      const crossIm = im[i] - im[i + 2 * leg]
      const oddRe = re[i + leg] + re[i + 3 * leg]
      const oddIm = im[i + leg] + im[i + 3 * leg]
      const turnRe = im[i + leg] - im[i + 3 * leg]
      const turnIm = re[i + 3 * leg] - re[i + leg]
      outRe[o] = evenRe + oddRe
      outIm[o] = evenIm + oddIm
      rotate(outRe, outIm, o + stride, crossRe + turnRe, crossIm + turnIm, twiddles, t)
      rotate(outRe, outIm, o + 2 * stride, evenRe - oddRe, evenIm - oddIm, twiddles, t + 2)
      rotate(outRe, outIm, o + 3 * stride, crossRe - turnRe, crossIm - turnIm, twiddles, t + 4)
    }
  }
}

const cos72 = Math.cos((2 * Math.PI) / 5)
const sin72 = Math.sin((2 * Math.PI) / 5)
const cos144 = Math.cos((4 * Math.PI) / 5)
const sin144 = Math.sin((4 * Math.PI) / 5)

function radix5(
  s: Stage,
  re: Float64Array,
  im: Float64Array,
  outRe: Float64Array,
  outIm: Float64Array,
): void {
  const { count, stride, twiddles } = s
  const leg = count * stride
  for (let p = 0; p < count; p++) {
    const t = 8 * p
    for (let q = 0; q < stride; q++) {
      const i = q + stride * p
      const o = q + stride * 5 * p
      const sum14Re = re[i + leg] + re[i + 4 * leg]
      const sum14Im = im[i + leg] + im[i + 4 * leg]
      const gap14Re = re[i + leg] - re[i + 4 * leg]
      const gap14Im = im[i + leg] - im[i + 4 * leg]
      const sum23Re = re[i + 2 * leg] + re[i + 3 * leg]
      const sum23Im = im[i + 2 * leg] + im[i + 3 * leg]
      const gap23Re = re[i + 2 * leg] - re[i + 3 * leg]
      const gap23Im = im[i + 2 * leg] - im[i + 3 * leg]
      const nearRe = re[i] + cos72 * sum14Re + cos144 * sum23Re
      const nearIm = im[i] + cos72 * sum14Im + cos144 * sum23Im
      const farRe = re[i] + cos144 * sum14Re + cos72 * sum23Re
      const farIm = im[i] + cos144 * sum14Im + cos72 * sum23Im
      const nearTurnRe = sin72 * gap14Im + sin144 * gap23Im
      const nearTurnIm = -sin72 * gap14Re - sin144 * gap23Re
      const farTurnRe = sin144 * gap14Im - sin72 * gap23Im
      const farTurnIm = -sin144 * gap14Re + sin72 * gap23Re
      outRe[o] = re[i] + sum14Re + sum23Re
      outIm[o] = im[i] + sum14Im + sum23Im
      rotate(outRe, outIm, o + stride, nearRe + nearTurnRe, nearIm + nearTurnIm, twiddles, t)
      rotate(outRe, outIm, o + 2 * stride, farRe + farTurnRe, farIm + farTurnIm, twiddles, t + 2)
      rotate(outRe, outIm, o + 3 * stride, farRe - farTurnRe, farIm - farTurnIm, twiddles, t + 4)
      rotate(outRe, outIm, o + 4 * stride, nearRe - nearTurnRe, nearIm - nearTurnIm, twiddles, t + 6)
    }
  }
}

/** Writes one output of a butterfly, turned by its twiddle. */
function rotate(
  outRe: Float64Array,
  outIm: Float64Array,
  o: number,
  re: number,
  im: number,
  twiddles: Float64Array,
  t: number,
): void {
  outRe[o] = re * twiddles[t] - im * twiddles[t + 1]
  outIm[o] = re * twiddles[t + 1] + im * twiddles[t]
}

/** Squared magnitudes of the real transform from the complex one of half the length. */
function splitReal(re: Float64Array, im: Float64Array, rotation: Float64Array, power: Float64Array): void {
  const half = re.length
  for (let k = 0; k <= half; k++) {
    const a = k === half ? 0 : k
    const b = k === 0 ? 0 : half - k
    const evenRe = 0.5 * (re[a] + re[b])
    const evenIm = 0.5 * (im[a] - im[b])
    const oddRe = 0.5 * (im[a] + im[b])
    const oddIm = 0.5 * (re[b] - re[a])
    const c = rotation[2 * k]
    const d = rotation[2 * k + 1]
    const binRe = evenRe + oddRe * c - oddIm * d
    const binIm = evenIm + oddRe * d + oddIm * c
    power[k] = binRe * binRe + binIm * binIm
  }
}
