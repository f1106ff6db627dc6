import { joinSamples } from '../../src-main/engine/flow/joinSamples'
import { shapeSpeech } from '../../src-main/engine/speaking/shapeSpeech'
import type { SpokenChunk } from '../../src-main/engine/speaking/speak'
import type { SpeechPiece, Voice } from '../../src-main/engine/speaking/voice'

/** What can be measured of how a sentence sounds. */
export interface Sound {
  readonly seconds: number
  /** The loudest sample. */
  readonly peak: number
  /** Of the frames that are no pauses, as a root mean square, in dB of full scale. */
  readonly levelDb: number
  /** The largest step between two samples at a join, as a multiple of the largest beside it; 0 without a join. */
  readonly worstJoin: number
  /** The loudest that was cut off before the first sound and behind the last, in dB of the sentence's level. */
  readonly cutOffDb: number
}

const frameMs = 20
/** Pauses are this far below the loudest frame. */
const pauseDb = 30
const silentDb = -120
/** On each side of a join, the samples whose steps are the usual ones there. */
const besideMs = 5

const toDb = (size: number): number => Math.max(silentDb, 20 * Math.log10(size))

function rms(samples: Float32Array): number {
  return samples.length === 0 ? 0 : Math.sqrt(samples.reduce((sum, s) => sum + s * s, 0) / samples.length)
}

/** A voice that also notes what it makes, as it comes out of the model. */
export function noting(voice: Voice, pieces: SpeechPiece[]): Voice {
  return {
    name: voice.name,
    language: voice.language,
    sampleRateHz: voice.sampleRateHz,
    others: voice.others && {
      offered: voice.others.offered,
      get: (id) => noting(voice.others!.get(id), pieces),
    },
    async *synthesize(spoken, signal, speed, mood) {
      for await (const piece of voice.synthesize(spoken, signal, speed, mood)) {
        pieces.push({ ...piece, samples: piece.samples.slice() })
        yield piece
      }
    },
    release: () => undefined,
  }
}

/**
 * @param chunks what is played, end to end
 * @param pieces what the voice made for them
 */
export function soundOf(chunks: readonly SpokenChunk[], pieces: readonly SpeechPiece[]): Sound {
  const rate = chunks[0]?.sampleRateHz ?? 24_000
  const played = joinSamples(chunks.map(({ samples }) => samples))
  let at = 0
  const joins = chunks.map(({ samples }) => (at += samples.length)).slice(0, -1)
  return {
    seconds: played.length / rate,
    peak: played.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0),
    levelDb: toDb(speechLevel(played, rate)),
    worstJoin: Math.max(
      0,
      ...joins.map((join) => stepAt(played, join, Math.round((besideMs * rate) / 1000))),
    ),
    cutOffDb: Math.max(silentDb, ...pieces.map(({ samples }) => cutOff(samples, rate))),
  }
}

function frames(samples: Float32Array, rate: number): number[] {
  const length = Math.round((frameMs * rate) / 1000)
  const count = Math.floor(samples.length / length)
  return Array.from({ length: count }, (_, i) => rms(samples.subarray(i * length, (i + 1) * length)))
}

function speechLevel(samples: Float32Array, rate: number): number {
  const levels = frames(samples, rate)
  const floor = Math.max(0, ...levels) * 10 ** (-pauseDb / 20)
  return rms(Float32Array.from(levels.filter((level) => level > floor)))
}

function stepAt(samples: Float32Array, join: number, beside: number): number {
  const step = (i: number): number => Math.abs(samples[i] - samples[i - 1])
  const places = Array.from({ length: 2 * beside }, (_, i) => join - beside + i)
  const usual = places.filter((i) => i !== join && i > 0 && i < samples.length).map(step)
  const least = 1e-3 // a step of -60 dB is no click, however still it is beside it
  return step(join) / Math.max(least, ...usual)
}

/** How loud the loudest frame is that shaping takes away. */
function cutOff(raw: Float32Array, rate: number): number {
  const kept = shapeSpeech(raw, rate, 0)
  if (kept === undefined) return silentDb
  const outside = [raw.subarray(0, kept.trimmedStart), raw.subarray(kept.trimmedStart + kept.speechSamples)]
  const loudest = Math.max(0, ...outside.flatMap((part) => frames(part, rate)))
  return toDb(loudest / speechLevel(raw, rate))
}
