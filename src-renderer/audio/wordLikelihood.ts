import { microphoneFormat } from '@contract'
import ofTurns from '../../models/backchannel/backchannel.json'
import ofNearness from '../../models/backchannel/near.json'
import { Fft } from './fft'

/** As models/backchannel/train/features.py has them: 20 bands every 16 ms, in windows of 640 ms. */
const bandCount = 20
const stepCount = 40
const fftSize = 512
const hopSamples = 256
const [lowHz, highHz] = [80, 7600]
/** Bands this much below the loudest of the window, in powers of ten, count as silent. */
const deep = 5
const leastEnergy = 1e-9
/** From here on somebody near is heard: of several who talk far away 1 % of windows get so much, of who is near 98 %. */
const nearProbability = 0.5

/** Hears every frame, and says when it is asked. */
export interface HeardWords {
  hear(frame: Float32Array): void
  now(): number
}

/**
 * Tells by the sound of the newest 640 ms how likely somebody takes the turn: a word, or the beginning of a sentence, and
 * no sign of listening ("mm-hm", "okay"), cough or knock, nor the talk of others far away. Two small convolutional nets of
 * the app's own, in models/backchannel.
 */
export class WordLikelihood implements HeardWords {
  readonly #steps = Array.from({ length: stepCount }, () =>
    new Float64Array(bandCount).fill(Math.log10(leastEnergy)),
  )
  /** The half frame before the newest one, which the next window begins with. */
  readonly #before = new Float64Array(hopSamples)

  /** Takes the next frame of 512 samples at 16 kHz. */
  hear(frame: Float32Array): void {
    const [first, second] = [new Float64Array(fftSize), new Float64Array(fftSize)]
    first.set(this.#before)
    first.set(frame.subarray(0, hopSamples), hopSamples)
    second.set(frame)
    this.#before.set(frame.subarray(hopSamples))
    for (let i = 0; i < fftSize; i++) {
      first[i] *= hann[i]
      second[i] *= hann[i]
    }
    fft.forward(first, second, ...spectra)
    for (const { real, imaginary } of spectra) {
      const step = this.#steps.shift()!
      for (let band = 0; band < bandCount; band++) {
        let energy = leastEnergy
        for (const { bin, weight } of filters[band]) energy += weight * (real[bin] ** 2 + imaginary[bin] ** 2)
        step[band] = Math.log10(energy)
      }
      this.#steps.push(step)
    }
  }

  /** What is likely now, 0..1; 0: nobody near is heard. */
  now(): number {
    const loudest = Math.max(...this.#steps.map((step) => Math.max(...step)))
    const window = Array.from({ length: bandCount }, (_, band) =>
      Float64Array.from(this.#steps, (step) => 1 + 2 * Math.max(-1, (step[band] - loudest) / deep)),
    )
    return likelihood(nearNet, window) < nearProbability ? 0 : likelihood(turnNet, window)
  }
}

interface Layer {
  readonly shape: readonly number[]
  readonly weight: Float64Array
  readonly bias: Float64Array
}

interface Net {
  readonly layers: readonly { readonly layer: Layer; readonly stride: number }[]
  readonly last: Layer
}

/** What a net says of a window of bands, 0..1. */
function likelihood({ layers, last }: Net, window: readonly Float64Array[]): number {
  const heard = layers.reduce((channels, { layer, stride }) => convolve(channels, layer, stride), window)
  let logit = last.bias[0]
  for (const [c, channel] of heard.entries())
    for (const [t, value] of channel.entries()) logit += last.weight[c * channel.length + t] * value
  return 1 / (1 + Math.exp(-logit))
}

/** A convolution over time with as much silence around as keeps its length, and what is below zero cut off. */
function convolve(
  channels: readonly Float64Array[],
  { shape, weight, bias }: Layer,
  stride: number,
): Float64Array[] {
  const [outputs, inputs, kernel] = shape
  const steps = channels[0].length
  const padding = kernel >> 1
  return Array.from({ length: outputs }, (_, output) => {
    const made = new Float64Array(Math.ceil(steps / stride)).fill(bias[output])
    for (let input = 0; input < inputs; input++) {
      const channel = channels[input]
      for (let k = 0; k < kernel; k++) {
        const by = weight[(output * inputs + input) * kernel + k]
        for (let t = 0; t < made.length; t++) {
          const at = t * stride + k - padding
          if (at >= 0 && at < steps) made[t] += by * channel[at]
        }
      }
    }
    return made.map((value) => Math.max(0, value))
  })
}

type Stored = Readonly<Record<string, { readonly shape: readonly number[]; readonly float16: string }>>

function netOf(weights: Stored): Net {
  const layer = (name: string): Layer => {
    const { [`${name}.weight`]: weight, [`${name}.bias`]: bias } = weights
    return { shape: weight.shape, weight: floatsOf(weight.float16), bias: floatsOf(bias.float16) }
  }
  const strides = { first: 2, second: 1, third: 1 }
  return {
    layers: Object.entries(strides).map(([name, stride]) => ({ layer: layer(name), stride })),
    last: layer('last'),
  }
}

/** 16-bit floats in base 64, little-endian; none of them is infinite. */
function floatsOf(base64: string): Float64Array {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
  const view = new DataView(bytes.buffer)
  return Float64Array.from({ length: bytes.length / 2 }, (_, i) => {
    const half = view.getUint16(2 * i, true)
    const [sign, exponent, fraction] = [half >> 15 ? -1 : 1, (half >> 10) & 31, half & 1023]
    return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15))
  })
}

/** Triangles of like width on the mel scale. */
function melFilters(): { readonly bin: number; readonly weight: number }[][] {
  const mel = (hz: number): number => 2595 * Math.log10(1 + hz / 700)
  const edges = Array.from({ length: bandCount + 2 }, (_, i) => {
    const at = mel(lowHz) + (i * (mel(highHz) - mel(lowHz))) / (bandCount + 1)
    return (700 * (10 ** (at / 2595) - 1) * fftSize) / microphoneFormat.sampleRateHz
  })
  return Array.from({ length: bandCount }, (_, band) => {
    const [low, centre, high] = edges.slice(band, band + 3)
    return Array.from({ length: fftSize / 2 + 1 }, (_, bin) => ({
      bin,
      weight: Math.min((bin - low) / (centre - low), (high - bin) / (high - centre)),
    })).filter(({ weight }) => weight > 0)
  })
}

const fft = new Fft(fftSize)
const spectra = [fft.spectrum(), fft.spectrum()] as const
const hann = Float64Array.from(
  { length: fftSize },
  (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / fftSize),
)
const filters = melFilters()
const turnNet = netOf(ofTurns)
const nearNet = netOf(ofNearness)
