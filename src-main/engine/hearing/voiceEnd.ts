import { microphoneFormat, type VoiceEnd } from '@contract'
import { pitchOctaves, windowSamples } from './pitchOctaves'

const hopSamples = 160
/** As much of the newest sound is looked at. */
const heardSamples = 4 * microphoneFormat.sampleRateHz
/** What is this much below the loudest is no speech; the loudest: what 5 % of the frames are louder than. */
const speechRangeDb = 25
const loudestShare = 0.95
/** The pitch is followed over the last frames that have one: the last half of them against the first. */
const followedFrames = 10
/** Frames: where there is no pitch for so long, it says nothing of the end. */
const longestUnvoiced = 150
/** The last syllable is about so many frames long. */
const syllableFrames = 15
/** A voice that is held is as loud as before, but for this. */
const heldDb = -1.5

/**
 * How a voice ended where it fell silent: held, with a pitch that does not fall and no softer than before, as people do who
 * will go on; or let go, with a falling pitch. Undefined: neither, or nobody can tell.
 * @param latest mono, 16 kHz, that ends in the silence behind the voice
 */
export function voiceEnd(latest: Float32Array): VoiceEnd | undefined {
  const samples = latest.subarray(-heardSamples)
  const frames = Math.floor((samples.length - windowSamples) / hopSamples) + 1
  if (frames < 1) return undefined
  const frame = (at: number): Float32Array =>
    samples.subarray(at * hopSamples, at * hopSamples + windowSamples)
  const levels = Array.from({ length: frames }, (_, at) => levelDb(frame(at)))
  const least = sorted(levels)[Math.floor(loudestShare * (frames - 1))] - speechRangeDb
  const last = levels.findLastIndex((level) => level > least)
  const pitches: number[] = []
  for (let at = last; at >= 0 && at > last - longestUnvoiced && pitches.length < followedFrames; at--) {
    const pitch = levels[at] > least ? pitchOctaves(frame(at)) : undefined
    if (pitch !== undefined) pitches.unshift(pitch)
  }
  if (pitches.length < followedFrames) return undefined
  const half = followedFrames / 2
  const rise = median(pitches.slice(half)) - median(pitches.slice(0, half))
  if (rise < 0) return 'let-go'
  const syllable = levels.slice(Math.max(0, last + 1 - syllableFrames), last + 1)
  const mean = syllable.reduce((sum, level) => sum + level, 0) / syllable.length
  const isAsLoud = mean - median(levels.filter((level) => level > least)) > heldDb
  return rise > 0 && isAsLoud ? 'held' : undefined
}

function levelDb(samples: Float32Array): number {
  const mean = samples.reduce((sum, sample) => sum + sample, 0) / samples.length
  const squares = samples.reduce((sum, sample) => sum + (sample - mean) ** 2, 0)
  return 10 * Math.log10(squares / samples.length + 1e-12)
}

function sorted(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b)
}

function median(values: readonly number[]): number {
  const inOrder = sorted(values)
  return (inOrder[(inOrder.length - 1) >> 1] + inOrder[inOrder.length >> 1]) / 2
}
