import { LogMel, type MelFormat } from './logMel'

/**
 * What Smart Turn v3 is fed: the log-mel of the last `format.nSamples` samples, with zeros before fewer, after they were
 * brought to mean 0 and deviation 1 together with these zeros (`WhisperFeatureExtractor` with `do_normalize`).
 * @param latest samples at `format.samplingRate`
 * @returns [featureSize, nSamples / hopLength], row by row
 */
export function endOfTurnFeatures(latest: Float32Array, format: MelFormat): Float32Array {
  const logMel = new LogMel(format)
  logMel.push(normalized(latest, format.nSamples))
  return logMel.finish().windows[0]
}

/** The last `length` samples with zeros before them, together of mean 0 and deviation 1 (transformers: `zero_mean_unit_var_norm`). */
function normalized(latest: Float32Array, length: number): Float32Array {
  const samples = new Float32Array(length)
  const heard = latest.subarray(Math.max(0, latest.length - length))
  samples.set(heard, length - heard.length)
  let sum = 0
  for (const sample of heard) sum += sample
  const mean = sum / length
  let power = 0
  for (const sample of samples) power += (sample - mean) ** 2
  const scale = 1 / Math.sqrt(power / length + 1e-7)
  for (let i = 0; i < length; i++) samples[i] = (samples[i] - mean) * scale
  return samples
}
