import { Fft } from '../../../src-renderer/audio/fft'

/** A sound with the echoes of a room behind it: as many samples more as the room's response has, but one. */
export function convolve(sound: Float32Array, response: Float32Array): Float32Array {
  const length = sound.length + response.length - 1
  const fft = new Fft(2 ** Math.ceil(Math.log2(length)))
  const [a, b] = [sound, response].map((samples) => {
    const padded = new Float64Array(fft.size)
    padded.set(samples)
    return padded
  })
  const [ofSound, ofResponse] = [fft.spectrum(), fft.spectrum()]
  fft.forward(a, b, ofSound, ofResponse)
  const [of, none] = [fft.spectrum(), fft.spectrum()]
  for (let k = 0; k < of.real.length; k++) {
    of.real[k] = ofSound.real[k] * ofResponse.real[k] - ofSound.imaginary[k] * ofResponse.imaginary[k]
    of.imaginary[k] = ofSound.real[k] * ofResponse.imaginary[k] + ofSound.imaginary[k] * ofResponse.real[k]
  }
  fft.inverse(of, none, a, b)
  return Float32Array.from(a.subarray(0, length))
}

export function rms(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length))
}
