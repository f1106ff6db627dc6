import { fstatSync } from 'node:fs'
import { AppError } from '@contract'
import { pcm16 } from '../engine/sound/pcm16'
import { unknownSize } from '../engine/sound/wav'
import { wavHeader, WavWriter } from '../engine/sound/wavWriter'
import { isStandardOutput } from './isStandardOutput'

/** Takes what is spoken, while it is spoken. */
export interface Speech {
  /** Mono samples in -1..1, behind those before. */
  write(samples: Float32Array): void
  /** Resolves when all has arrived. */
  end(): Promise<void>
  /** No more is wanted of it, now. */
  stop(): void
}

/**
 * Writes speech as a WAV.
 * @param file - for the standard output
 * @throws AppError `output-failed` when the file cannot be written, `usage` when it is a terminal
 */
export function writeSpeech(file: string, sampleRateHz: number): Speech {
  const isPrinted = isStandardOutput(file)
  if (isPrinted && process.stdout.isTTY) throw new AppError('usage', { kind: 'usage-no-output' })
  // A pipe's reader may be slow, and nothing else is to wait for it.
  if (isPrinted && !fstatSync(1).isFile()) return pipedSpeech(sampleRateHz)
  const wav = new WavWriter(isPrinted ? 1 : file, sampleRateHz)
  const stop = (): void => wav.close()
  return { write: (samples) => wav.write(samples), end: () => Promise.resolve(stop()), stop }
}

function pipedSpeech(sampleRateHz: number): Speech {
  process.stdout.write(wavHeader(sampleRateHz, unknownSize))
  return {
    write: (samples) => void process.stdout.write(pcm16(samples)),
    end: () => new Promise((resolve) => process.stdout.write('', () => resolve())),
    stop: () => undefined,
  }
}
