import { kokoroTokenCount, tone, toneSamples } from './toneVoice'

/** One phoneme that was heard. */
export interface HeardTone {
  readonly id: number
  readonly startS: number
  readonly endS: number
  /** Amplitude relative to what the voice says it with. */
  readonly level: number
  /** Part of the sound in its time that is this tone, 0..1. */
  readonly purity: number
}

export interface ToneReading {
  /** The ids of whole tones, in order. */
  readonly ids: readonly number[]
  readonly tones: readonly HeardTone[]
  /** Tones that were cut, faded or mixed with something; their id is the best guess. */
  readonly damaged: readonly HeardTone[]
  /** Silences between two tones that are longer than 2 ms. */
  readonly gaps: readonly { readonly startS: number; readonly lengthS: number }[]
  /** Two tones in the time of one: said at once, or one cut into another. */
  readonly overlaps: readonly { readonly startS: number; readonly ids: readonly [number, number] }[]
  /** When neighbouring samples jump in a way that the tones do not. */
  readonly clicksS: readonly number[]
}

export interface ReadTonesOptions {
  readonly sampleRateHz: number
  /** The speed that the voice was asked for. Default 1. */
  readonly speed?: number
}

/** Relative to the loudest sample: what counts as sound, and what as a click. */
const silenceLevel = 0.01
const clickLevel = 0.05
const wholePurity = 0.97
const gapS = 0.002
/** Hann-windowed, so that a tone does not leak: tones 4 ids (132 Hz) apart are told apart. */
const overlapPower = 0.01
const overlapDistanceIds = 4

/**
 * Reads back what a tone voice said, from samples at any rate of 16 kHz or more (band-limited resampling), with any
 * silence around and between the tones and at any one volume.
 */
export function readTones(samples: Float32Array, options: ReadTonesOptions): ToneReading {
  const rate = options.sampleRateHz
  const toneLength = (toneSamples(options.speed ?? 1) / tone.sampleRateHz) * rate
  const loudest = samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0)
  const listener = new ToneListener(samples, rate, toneLength)
  const residual = Float64Array.from(samples)
  const tones: HeardTone[] = []
  const overlaps: { startS: number; ids: [number, number] }[] = []

  let position = 0
  for (;;) {
    const first = nextSound(samples, position, silenceLevel * loudest)
    if (first === undefined) break
    const guess = Math.max(position, first - 0.0003 * rate)
    let fit = listener.fit(guess)
    if (fit.purity < wholePurity) {
      const second = listener.secondTone(fit)
      if (second !== undefined) overlaps.push({ startS: fit.start / rate, ids: [fit.id, second] })
      // Sound that ends within 3 ms of noise or of a click is no tone; one that was cut has still its beginning.
      const resumed = listener.nextWhole(fit.start, toneLength)
      const end = soundEnd(samples, fit.start, silenceLevel * loudest, 0.002 * rate)
      if (end - fit.start < 0.003 * rate) {
        position = end
        continue
      }
      // What is there of the tone is fitted alone, so that the residual jumps where it was cut and nowhere else.
      const length = Math.min(fit.end, resumed ?? Infinity, end) - guess
      const part = listener.fit(guess, length)
      fit = { ...part, end: part.start + length, purity: fit.purity }
    }
    listener.subtract(fit, residual)
    tones.push({
      id: fit.id,
      startS: fit.start / rate,
      endS: fit.end / rate,
      level: Math.hypot(fit.cosine, fit.sine) / tone.amplitude,
      purity: fit.purity,
    })
    position = fit.end - 0.0002 * rate
  }

  const whole = tones.filter(({ purity }) => purity >= wholePurity)
  return {
    ids: whole.map(({ id }) => id),
    tones,
    damaged: tones.filter(({ purity }) => purity < wholePurity),
    gaps: tones.flatMap(({ endS }, i) => {
      const lengthS = i + 1 < tones.length ? tones[i + 1].startS - endS : 0
      return lengthS > gapS ? [{ startS: endS, lengthS }] : []
    }),
    overlaps,
    clicksS: clicks(residual, clickLevel * loudest, 0.002 * rate).map((index) => index / rate),
  }
}

/** A tone as it best explains the samples from `start` on. Positions are in samples and may lie between two. */
interface Fit {
  readonly id: number
  readonly start: number
  readonly end: number
  readonly cosine: number
  readonly sine: number
  readonly purity: number
}

class ToneListener {
  private readonly samples: Float32Array
  private readonly rate: number
  private readonly toneLength: number
  private readonly edge: number

  constructor(samples: Float32Array, rate: number, toneLength: number) {
    this.samples = samples
    this.rate = rate
    this.toneLength = toneLength
    this.edge = (tone.edgeSamples / tone.sampleRateHz) * rate
  }

  /** The tone that begins within a millisecond of `start`, by the first `length` samples of it. */
  fit(start: number, length = this.toneLength): Fit {
    const powers = this.powers(start)
    const id = powers.indexOf(Math.max(...powers))
    let best = this.fitAt(id, start, length)
    for (const step of [0.0005, 0.0002, 0.00005]) {
      const centre = best.start
      for (const steps of [-2, -1, 1, 2]) {
        const shifted = centre + steps * step * this.rate
        const fit = shifted < 0 ? best : this.fitAt(id, shifted, length)
        if (fit.purity > best.purity) best = fit
      }
    }
    return best
  }

  /** Another id that sounds in the time of `fit`. */
  secondTone(fit: Fit): number | undefined {
    const powers = this.powers(fit.start)
    const limit = overlapPower * powers[fit.id]
    let second: number | undefined
    powers.forEach((power, id) => {
      if (Math.abs(id - fit.id) < overlapDistanceIds || power < limit) return
      if (second === undefined || power > powers[second]) second = id
    })
    return second
  }

  /** Where a whole tone begins after a damaged one, within the time of the damaged one. */
  nextWhole(start: number, length: number): number | undefined {
    const step = 0.0005 * this.rate
    for (let at = start + 4 * step; at < start + length - 4 * step; at += step) {
      const fit = this.fit(at)
      if (fit.purity >= wholePurity && fit.start > start + 2 * step) return fit.start
    }
    return undefined
  }

  subtract(fit: Fit, residual: Float64Array): void {
    this.forEachSample(fit.start, this.toneLength, (index, seconds, window) => {
      const angle = 2 * Math.PI * tone.hz(fit.id) * seconds
      residual[index] -= window * (fit.cosine * Math.cos(angle) + fit.sine * Math.sin(angle))
    })
  }

  /** Least squares of the tone's two phases over its time. */
  private fitAt(id: number, start: number, length: number): Fit {
    let [cc, ss, cs, xc, xs, energy] = [0, 0, 0, 0, 0, 0]
    this.forEachSample(start, length, (index, seconds, window) => {
      const angle = 2 * Math.PI * tone.hz(id) * seconds
      const [c, s, x] = [window * Math.cos(angle), window * Math.sin(angle), this.samples[index]]
      cc += c * c
      ss += s * s
      cs += c * s
      xc += x * c
      xs += x * s
      energy += x * x
    })
    const determinant = cc * ss - cs * cs
    const cosine = determinant > 0 ? (xc * ss - xs * cs) / determinant : 0
    const sine = determinant > 0 ? (xs * cc - xc * cs) / determinant : 0
    const purity = energy > 0 ? (cosine * xc + sine * xs) / energy : 0
    return { id, start, end: start + this.toneLength, cosine, sine, purity }
  }

  /** Power at every id's frequency in the middle of the tone that begins at `start`; 0 for the pad. */
  private powers(start: number): number[] {
    const from = Math.round(start + 0.2 * this.toneLength)
    const count = Math.round(0.6 * this.toneLength)
    const windowed = Float64Array.from({ length: count }, (_, i) => {
      const hann = 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / count)
      return hann * (this.samples[from + i] ?? 0)
    })
    return Array.from({ length: kokoroTokenCount }, (_, id) => {
      // Goertzel's recurrence: one multiplication a sample.
      const turn = 2 * Math.cos((2 * Math.PI * tone.hz(id)) / this.rate)
      let [last, before] = [0, 0]
      for (let i = 0; i < count; i++) {
        const next = windowed[i] + turn * last - before
        before = last
        last = next
      }
      return id === 0 ? 0 : last * last + before * before - turn * last * before
    })
  }

  private forEachSample(
    start: number,
    length: number,
    visit: (index: number, seconds: number, window: number) => void,
  ): void {
    const end = Math.min(this.samples.length, start + length)
    for (let index = Math.max(0, Math.ceil(start)); index < end; index++) {
      const distance = Math.min(index - start, start + this.toneLength - index, this.edge)
      visit(index, (index - start) / this.rate, 0.5 - 0.5 * Math.cos((Math.PI * distance) / this.edge))
    }
  }
}

function nextSound(samples: Float32Array, from: number, threshold: number): number | undefined {
  for (let i = Math.max(0, Math.ceil(from)); i < samples.length; i++) {
    if (Math.abs(samples[i]) > threshold) return i
  }
  return undefined
}

/** Where sound ends that is followed by `quiet` samples of silence. */
function soundEnd(samples: Float32Array, from: number, threshold: number, quiet: number): number {
  let last = Math.ceil(from)
  for (let i = last; i < samples.length && i - last <= quiet; i++) {
    if (Math.abs(samples[i]) > threshold) last = i
  }
  return last + 1
}

/** Where `residual` jumps; jumps with less than `quiet` samples between them count once. */
function clicks(residual: Float64Array, threshold: number, quiet: number): number[] {
  const found: number[] = []
  let last = -Infinity
  for (let i = 0; i < residual.length; i++) {
    if (!(Math.abs(residual[i] - (i > 0 ? residual[i - 1] : 0)) > threshold)) continue
    if (i - last > quiet) found.push(i)
    last = i
  }
  return found
}
