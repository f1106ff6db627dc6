import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import {
  AppError,
  longestUtteranceSeconds,
  microphoneFormat,
  shortestUtteranceSeconds,
  toAppError,
} from '@contract'
import { resample } from './resample'
import { decodeWav, wavLayout } from './wav'

/** Audio that never leaves its mean by more than this (-80 dB of full scale) is silence. */
const silenceLevel = 1e-4

/**
 * Reads an utterance from a WAV file, or from the bytes of one: any rate, any number of channels (their mean is taken).
 *
 * @param name what to call the audio in an error; the file's name by default
 * @returns 16 kHz mono samples, finite, 0.1 s to 15 minutes
 * @throws AppError `audio-unreadable`, `audio-empty`, `audio-invalid` or `question-too-long`
 */
export async function readAudio(source: string | Uint8Array, name?: string): Promise<Float32Array> {
  const called = name ?? (typeof source === 'string' ? basename(source) : 'The audio')
  const bytes = typeof source === 'string' ? await readBytes(source) : source
  if (bytes.length === 0) throw new AppError('audio-empty', { kind: 'sound-empty', name: called })
  const { frames, sampleRateHz } = wavLayout(bytes, called)
  checkLength(frames / sampleRateHz, called)
  const { samples } = decodeWav(bytes, called)
  checkSamples(samples, called)
  const utterance = await resample(samples, sampleRateHz, microphoneFormat.sampleRateHz)
  // Absurdly loud float samples may overflow in the filter only.
  if (utterance !== samples) checkSamples(utterance, called)
  return utterance
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (cause) {
    const { notice } = toAppError(cause)
    throw new AppError('audio-unreadable', notice.kind === 'file' ? { ...notice, place: path } : notice, {
      cause,
    })
  }
}

function checkLength(seconds: number, name: string): void {
  if (seconds === 0) throw new AppError('audio-empty', { kind: 'sound-empty', name })
  if (seconds < shortestUtteranceSeconds) {
    throw new AppError('audio-empty', {
      kind: 'sound-too-short',
      name,
      seconds,
      leastSeconds: shortestUtteranceSeconds,
    })
  }
  if (seconds > longestUtteranceSeconds) {
    throw new AppError('question-too-long', {
      kind: 'sound-too-long',
      name,
      seconds: Math.ceil(seconds),
      mostSeconds: longestUtteranceSeconds,
    })
  }
}

function checkSamples(samples: Float32Array, name: string): void {
  let lowest = Infinity
  let highest = -Infinity
  for (let i = 0; i < samples.length; i++) {
    const sample = samples[i]
    if (!Number.isFinite(sample)) {
      throw new AppError('audio-invalid', { kind: 'sound-numbers', name })
    }
    if (sample < lowest) lowest = sample
    if (sample > highest) highest = sample
  }
  // Peak to peak, so that the constant offset of a cheap converter is still silence.
  if (highest - lowest < 2 * silenceLevel) {
    throw new AppError('audio-empty', { kind: 'sound-silent', name })
  }
}
