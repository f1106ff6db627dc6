import { microphoneFormat } from '@contract'

/** Samples of a frame. */
export const windowSamples = 640
/** The pitch of people. */
const [lowestHz, highestHz] = [70, 400]
/** A frame has a pitch where it is so like itself one period later. */
const voicedLikeness = 0.6

/**
 * The pitch of a frame in octaves above 1 Hz: the largest autocorrelation of the windowed frame over the window's own (Boersma 1993).
 * @param frame `windowSamples` at 16 kHz
 * @returns undefined where it has none
 */
export function pitchOctaves(frame: Float32Array): number | undefined {
  const mean = frame.reduce((sum, sample) => sum + sample, 0) / frame.length
  const windowed = frame.map((sample, i) => (sample - mean) * hann[i])
  const energy = autocorrelation(windowed, 0)
  if (energy === 0) return undefined
  let [best, likeness] = [0, 0]
  for (let lag = shortestLag; lag < longestLag; lag++) {
    const like = autocorrelation(windowed, lag) / energy / windowLikeness[lag - shortestLag]
    if (like > likeness) [best, likeness] = [lag, like]
  }
  return likeness > voicedLikeness ? Math.log2(microphoneFormat.sampleRateHz / best) : undefined
}

function autocorrelation(samples: Float32Array, lag: number): number {
  let sum = 0
  for (let i = lag; i < samples.length; i++) sum += samples[i] * samples[i - lag]
  return sum
}

const hann = Float32Array.from(
  { length: windowSamples },
  (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / (windowSamples - 1)),
)
const [shortestLag, longestLag] = [highestHz, lowestHz].map((hz) =>
  Math.ceil(microphoneFormat.sampleRateHz / hz),
)
const windowLikeness = Float32Array.from(
  { length: longestLag - shortestLag },
  (_, i) => autocorrelation(hann, shortestLag + i) / autocorrelation(hann, 0),
)
