import { AppError } from '@contract'
import { RealFft } from './fft'
import { melFilters, type MelFilters } from './melFilters'

/** How a model wants its audio: the values of its `preprocessor_config.json`. */
export interface MelFormat {
  /** Mel bands. */
  readonly featureSize: number
  /** Hz. */
  readonly samplingRate: number
  /** Samples from one frame to the next. */
  readonly hopLength: number
  /** Samples of one frame. */
  readonly nFft: number
  /** Samples of one window of the encoder. */
  readonly nSamples: number
}

export interface MelFeatures {
  /** One `[featureSize, windowFrames]` matrix for every window of the encoder, row by row. */
  windows: Float32Array[]
  /** Samples of audio in it, without padding. */
  samples: number
  windowFrames: number
}

/** log10 of the smallest power that counts (WhisperFeatureExtractor: 1e-10). */
const lowestPower = 1e-10
const lowestLog = -10

/**
 * Whisper's and Voxtral's log-mel spectrogram (`WhisperFeatureExtractor`), computed while the audio arrives.
 *
 * The audio counts as padded with zeros to whole windows and mirrored at both ends; frame t is centred on sample
 * t * hopLength; one frame more than fits is dropped. Values are log10 of the mel power, raised to at least 8 below the
 * highest of the whole audio, then (x + 4) / 4. How the samples are cut into pushes changes no bit of the result.
 *
 *     push -> line (the last nFft samples or so) -> frame -> power -> mel -> log -> window, until finish scales it all
 */
export class LogMel {
  readonly #format: MelFormat
  readonly #windowFrames: number
  readonly #transform: Transform
  /** The samples that frames still need; index 0 is sample `#frame * hopLength - nFft / 2` of the audio. */
  readonly #line: Float32Array
  #lineLength: number
  /** The next frame to compute. */
  #frame = 0
  #samples = 0
  #finished = false
  /** Unscaled logs until `finish`. */
  readonly #windows: Float32Array[] = []
  #highestLog = lowestLog
  /** The one value of all samples of the last frame, if they have only one. */
  #constant: number | undefined

  /** @throws AppError `model-invalid` for a format that cannot be computed */
  constructor(format: MelFormat) {
    this.#format = format
    this.#transform = transformOf(format)
    this.#windowFrames = format.nSamples / format.hopLength
    this.#line = new Float32Array(format.nFft * 4)
    // The first half frame is the mirror of what follows; it is filled in when that has come.
    this.#lineLength = format.nFft / 2
  }

  /** Takes the next samples, in -1..1, and computes every frame that is complete with them. */
  push(samples: Float32Array): void {
    if (this.#finished)
      throw new AppError('internal', {
        kind: 'unexpected',
        detail: 'Audio came after the log-mel was finished.',
      })
    this.#samples += samples.length
    this.#append(samples)
  }

  /** What `finish` would give now. More can be pushed afterwards. */
  soFar(): MelFeatures {
    const copy = new LogMel(this.#format)
    copy.#line.set(this.#line)
    copy.#lineLength = this.#lineLength
    copy.#frame = this.#frame
    copy.#samples = this.#samples
    copy.#highestLog = this.#highestLog
    copy.#windows.push(...this.#windows.map((window) => window.slice()))
    return copy.finish()
  }

  /** Computes what is left at the end and scales it all. The windows are the caller's; nothing can be pushed after it. */
  finish(): MelFeatures {
    if (this.#finished)
      throw new AppError('internal', { kind: 'unexpected', detail: 'The log-mel was finished twice.' })
    this.#finished = true
    const { hopLength, nFft, nSamples } = this.#format
    const windowCount = Math.max(1, Math.ceil(this.#samples / nSamples))
    const paddedSamples = windowCount * nSamples
    // Frames that reach into the audio; all later ones are silence and need no transform.
    const frames = Math.min(
      windowCount * this.#windowFrames,
      this.#samples === 0 ? 0 : Math.ceil((this.#samples + nFft / 2) / hopLength),
    )
    const needed = Math.max(this.#samples, Math.min(paddedSamples, frames * hopLength + nFft))
    this.#append(new Float32Array(needed - this.#samples), frames)
    if (this.#frame < frames) this.#computeMirroredEnd(frames)
    while (this.#windows.length < windowCount) this.#addWindow()
    this.#scale(frames)
    return { windows: this.#windows, samples: this.#samples, windowFrames: this.#windowFrames }
  }

  #append(samples: Float32Array, frameLimit = Infinity): void {
    const { hopLength, nFft } = this.#format
    for (let taken = 0; taken < samples.length && this.#frame < frameLimit;) {
      const piece = samples.subarray(taken, taken + this.#line.length - this.#lineLength)
      this.#line.set(piece, this.#lineLength)
      this.#lineLength += piece.length
      taken += piece.length
      // One sample more than the first frame has is needed to mirror its beginning.
      if (this.#frame === 0 && this.#lineLength <= nFft) continue
      if (this.#frame === 0) this.#mirrorBeginning()
      let at = 0
      for (; at + nFft <= this.#lineLength && this.#frame < frameLimit; at += hopLength)
        this.#computeFrame(at)
      this.#line.copyWithin(0, at, this.#lineLength)
      this.#lineLength -= at
    }
  }

  /** The first frames reach beyond the beginning, where the audio is mirrored without repeating sample 0. */
  #mirrorBeginning(): void {
    const half = this.#format.nFft / 2
    for (let i = 1; i <= half; i++) this.#line[half - i] = this.#line[half + i]
  }

  /** The last frames reach beyond the end of the padded audio, where it is mirrored without repeating its last sample. */
  #computeMirroredEnd(frames: number): void {
    const { hopLength, nFft } = this.#format
    const end = this.#lineLength
    for (let i = 0; i < nFft / 2 && end - 2 - i >= 0; i++) this.#line[end + i] = this.#line[end - 2 - i]
    for (let at = 0; this.#frame < frames; at += hopLength) this.#computeFrame(at)
  }

  #computeFrame(lineStart: number): void {
    const { featureSize } = this.#format
    const { fft, hann, power } = this.#transform
    const { firstBin, start, weights } = this.#transform.filters
    const column = this.#frame % this.#windowFrames
    if (column === 0) this.#addWindow()
    const window = this.#windows[this.#windows.length - 1]
    const constant = constantOf(this.#line, lineStart, this.#format.nFft)
    const isLikeLast = constant !== undefined && constant === this.#constant && column > 0
    this.#constant = constant
    if (isLikeLast) {
      // Silence, of which there may be seconds before or within an utterance.
      for (let at = column; at < window.length; at += this.#windowFrames) window[at] = window[at - 1]
      this.#frame++
      return
    }
    fft.powerSpectrum(this.#line, lineStart, hann, power)
    let highest = this.#highestLog
    for (let mel = 0, at = column; mel < featureSize; mel++, at += this.#windowFrames) {
      let sum = 0
      for (let w = start[mel], bin = firstBin[mel]; w < start[mel + 1]; w++, bin++)
        sum += weights[w] * power[bin]
      const log = sum > lowestPower ? Math.log10(sum) : lowestLog
      if (log > highest) highest = log
      window[at] = log
    }
    this.#highestLog = highest
    this.#frame++
  }

  #addWindow(): void {
    this.#windows.push(new Float32Array(this.#format.featureSize * this.#windowFrames))
  }

  /** Floors and scales the computed frames in place and fills the rest with what silence is after that. */
  #scale(frames: number): void {
    const floor = Math.max(lowestLog, this.#highestLog - 8)
    const silence = (floor + 4) / 4
    this.#windows.forEach((window, index) => {
      const computed = Math.min(this.#windowFrames, Math.max(0, frames - index * this.#windowFrames))
      for (let row = 0; row < window.length; row += this.#windowFrames) {
        for (let i = row; i < row + computed; i++) window[i] = (Math.max(window[i], floor) + 4) / 4
        window.fill(silence, row + computed, row + this.#windowFrames)
      }
    })
  }
}

/** What a frame is computed with. */
interface Transform {
  readonly fft: RealFft
  readonly hann: Float64Array
  readonly filters: MelFilters
  /** Of the frame that is being computed. */
  readonly power: Float64Array
}

/** Made once for a format: each utterance is heard with it, and once more for each of its pauses. */
const transforms = new WeakMap<MelFormat, Transform>()

function transformOf(format: MelFormat): Transform {
  const known = transforms.get(format)
  if (known !== undefined) return known
  checkMelFormat(format)
  const fft = new RealFft(format.nFft)
  const hann = Float64Array.from(
    { length: format.nFft },
    (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / format.nFft),
  )
  const filters = melFilters(format.featureSize, fft.bins, format.samplingRate)
  const transform = { fft, hann, filters, power: new Float64Array(fft.bins) }
  transforms.set(format, transform)
  return transform
}

/** The one value of all samples, if they have only one. */
function constantOf(samples: Float32Array, from: number, count: number): number | undefined {
  const first = samples[from]
  for (let i = from + 1; i < from + count; i++) if (samples[i] !== first) return undefined
  return first
}

/** @throws AppError `model-invalid` for a format that cannot be computed */
export function checkMelFormat({ featureSize, samplingRate, hopLength, nFft, nSamples }: MelFormat): void {
  const whole = [featureSize, samplingRate, hopLength, nFft, nSamples].every(
    (n) => Number.isInteger(n) && n > 0,
  )
  const fits = nSamples % hopLength === 0 && hopLength <= nFft && nSamples > nFft
  if (whole && fits && RealFft.supports(nFft)) return
  throw new AppError('model-invalid', {
    kind: 'model-file-damaged',
    file: 'preprocessor_config.json',
    detail: `feature_size ${featureSize}, sampling_rate ${samplingRate}, hop_length ${hopLength}, n_fft ${nFft}, n_samples ${nSamples}`,
  })
}
