import { AppError } from '@contract'

export interface ShapedSpeech {
  /** Trimmed speech with faded ends, then the pause. */
  samples: Float32Array
  /** How many samples of the raw speech were cut off in front. */
  trimmedStart: number
  /** How many of `samples` are speech; the rest is the pause. */
  speechSamples: number
}

/** Frames in which loudness is looked at. */
const frameMs = 5
/** Louder than this, relative to the loudest sample, is speech: -46 dB, below the onset of an f or th. */
const speechFloor = 0.005
/** No voice is that quiet (-80 dB of full scale): what stays below is silence whatever its shape. */
const silenceFloor = 1e-4
/** Kept around the speech, so that soft onsets and the decay of the last sound stay. */
const keepBeforeMs = 15
const keepAfterMs = 30
/** Long enough that a cut makes no click, too short to be heard as a fade. */
const fadeMs = 5

/**
 * Makes raw speech ready to be played end to end with other speech: cuts the silence that voices pad with, fades
 * both ends so that nothing clicks, and adds the pause.
 *
 * @param raw mono samples in -1..1; not changed
 * @returns undefined when there is nothing but silence
 * @throws AppError `inference-failed` when a sample is NaN or infinite
 */
export function shapeSpeech(
  raw: Float32Array,
  sampleRateHz: number,
  pauseAfterMs: number,
): ShapedSpeech | undefined {
  const ms = (duration: number): number => Math.round((duration * sampleRateHz) / 1000)
  const peak = peakOf(raw)
  if (peak < silenceFloor) return undefined

  const floor = Math.max(silenceFloor, peak * speechFloor)
  const isSpeech = (sample: number): boolean => Math.abs(sample) >= floor
  const frame = ms(frameMs)
  const first = Math.floor(raw.findIndex(isSpeech) / frame) * frame
  const last = Math.min(raw.length, Math.ceil((raw.findLastIndex(isSpeech) + 1) / frame) * frame)
  const start = Math.max(0, first - ms(keepBeforeMs))
  const end = Math.min(raw.length, last + ms(keepAfterMs))

  const samples = new Float32Array(end - start + ms(pauseAfterMs))
  samples.set(raw.subarray(start, end))
  fade(samples, end - start, ms(fadeMs))
  return { samples, trimmedStart: start, speechSamples: end - start }
}

function peakOf(samples: Float32Array): number {
  let peak = 0
  let sum = 0
  for (let i = 0; i < samples.length; i++) {
    const loudness = Math.abs(samples[i])
    if (loudness > peak) peak = loudness
    sum += loudness
  }
  // One sum finds any NaN or infinity, and costs a tenth of looking at each.
  if (!Number.isFinite(sum)) {
    throw new AppError('inference-failed', { kind: 'voice-unplayable' })
  }
  return peak
}

function fade(samples: Float32Array, speechSamples: number, fadeSamples: number): void {
  const length = Math.min(fadeSamples, Math.floor(speechSamples / 2))
  for (let i = 0; i < length; i++) {
    const gain = i / length
    samples[i] *= gain
    samples[speechSamples - 1 - i] *= gain
  }
}
