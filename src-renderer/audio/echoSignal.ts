/** A sweep over what small loudspeakers play and voices hold; short, soft enough for headphones, and unlike any room. */
const sweepSeconds = 0.4
const sweepFromHz = 300
const sweepToHz = 3400
const sweepPeak = 0.25
const edgeSeconds = 0.02
const gapSeconds = 0.25

/** What the echo test plays: a rising sweep, a gap, and a sentence. */
export function echoSignal(sentence: Float32Array, sampleRateHz: number): Float32Array {
  const sweepSamples = Math.round(sweepSeconds * sampleRateHz)
  const begin = sweepSamples + Math.round(gapSeconds * sampleRateHz)
  const signal = new Float32Array(begin + sentence.length)
  const growth = Math.log(sweepToHz / sweepFromHz) / sweepSeconds
  for (let i = 0; i < sweepSamples; i++) {
    const seconds = i / sampleRateHz
    const edge = Math.min(1, seconds / edgeSeconds, (sweepSeconds - seconds) / edgeSeconds)
    // The integral of a frequency that grows exponentially.
    const phase = (2 * Math.PI * sweepFromHz * (Math.exp(growth * seconds) - 1)) / growth
    signal[i] = sweepPeak * edge * Math.sin(phase)
  }
  signal.set(sentence, begin)
  return signal
}
