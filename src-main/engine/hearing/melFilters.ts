/** Triangular filters, each as the few weights that are not zero. Filter `m` weighs the bins from `firstBin[m]` on. */
export interface MelFilters {
  firstBin: Int32Array
  /** Where the weights of filter `m` begin; one entry more than filters, so that `start[m + 1]` ends them. */
  start: Int32Array
  weights: Float64Array
}

/** Whisper's and Voxtral's filters span 0 to 8 kHz whatever the sampling rate (WhisperFeatureExtractor). */
const highestHz = 8000

/**
 * The slaney mel filter bank of librosa and transformers (`norm="slaney"`, `mel_scale="slaney"`): triangles between
 * points that are even on the mel scale, each of unit area.
 *
 * @param bins frequency bins of the power spectrum, from 0 to half of the sampling rate
 */
export function melFilters(featureSize: number, bins: number, sampleRateHz: number): MelFilters {
  const points = Float64Array.from({ length: featureSize + 2 }, (_, i) =>
    melToHertz((hertzToMel(highestHz) * i) / (featureSize + 1)),
  )
  const firstBin = new Int32Array(featureSize)
  const start = new Int32Array(featureSize + 1)
  const weights: number[] = []
  for (let m = 0; m < featureSize; m++) {
    const [low, centre, high] = points.subarray(m, m + 3)
    const unitArea = 2 / (high - low)
    for (let bin = 0; bin < bins; bin++) {
      const hertz = (bin * sampleRateHz) / 2 / (bins - 1)
      const weight = Math.min((hertz - low) / (centre - low), (high - hertz) / (high - centre))
      if (weight <= 0) continue
      if (weights.length === start[m]) firstBin[m] = bin
      weights.push(weight * unitArea)
    }
    start[m + 1] = weights.length
  }
  return { firstBin, start, weights: Float64Array.from(weights) }
}

// M. Slaney, Auditory Toolbox, 1998: linear to 1 kHz (mel 15), then logarithmic with 27 steps for a factor of 6.4.
const kneeHz = 1000
const kneeMel = 15
const stepPerMel = Math.log(6.4) / 27

function hertzToMel(hertz: number): number {
  return hertz < kneeHz ? (3 * hertz) / 200 : kneeMel + Math.log(hertz / kneeHz) / stepPerMel
}

function melToHertz(mel: number): number {
  return mel < kneeMel ? (200 * mel) / 3 : kneeHz * Math.exp(stepPerMel * (mel - kneeMel))
}
