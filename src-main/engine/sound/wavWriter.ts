import { closeSync, fstatSync, openSync, writeSync } from 'node:fs'
import { AppError, toAppError } from '@contract'
import { pcm16 } from './pcm16'
import { tagPcm, unknownSize } from './wav'

/**
 * Writes mono 16-bit PCM as it is made. The header is right after every write, so that a program that is stopped in
 * the middle leaves a WAV that plays. A pipe cannot be written backwards: there the sizes say "streamed".
 */
export class WavWriter {
  readonly #path: string
  #descriptor: number | undefined
  readonly #seekable: boolean = false
  readonly #isOwn: boolean
  #dataBytes = 0

  /**
   * @param path a file, or the descriptor of an open one, which stays open
   * @throws AppError `output-failed` when the file cannot be created
   */
  constructor(path: string | number, sampleRateHz: number) {
    this.#path = typeof path === 'string' ? path : 'the output'
    this.#isOwn = typeof path === 'string'
    try {
      this.#descriptor = typeof path === 'string' ? openSync(path, 'w') : path
      const there = fstatSync(this.#descriptor)
      // What others wrote into it before stands where the sizes would be.
      this.#seekable = there.isFile() && there.size === 0
      writeAll(this.#descriptor, wavHeader(sampleRateHz, this.#seekable ? 0 : unknownSize))
    } catch (cause) {
      this.close()
      throw outputFailed(this.#path, cause)
    }
  }

  /**
   * Appends samples in -1..1; louder ones are clipped, NaN is written as silence.
   *
   * @throws AppError `output-failed` when the disk is full or the file is gone
   */
  write(samples: Float32Array): void {
    if (this.#descriptor === undefined)
      throw new AppError('output-failed', { kind: 'unexpected', detail: `${this.#path} is already closed.` })
    const pcm = pcm16(samples)
    try {
      writeAll(this.#descriptor, pcm)
      this.#dataBytes += pcm.length
      if (this.#seekable) this.#writeSizes()
    } catch (cause) {
      throw outputFailed(this.#path, cause)
    }
  }

  /** Closes the file, if it is its own; a second call does nothing. */
  close(): void {
    if (this.#descriptor === undefined) return
    const descriptor = this.#descriptor
    this.#descriptor = undefined
    if (this.#isOwn) closeSync(descriptor)
  }

  #writeSizes(): void {
    const size = Buffer.alloc(4)
    size.writeUInt32LE(Math.min(unknownSize, 36 + this.#dataBytes))
    writeAll(this.#descriptor!, size, 4)
    size.writeUInt32LE(Math.min(unknownSize, this.#dataBytes))
    writeAll(this.#descriptor!, size, 40)
  }
}

/** The 44 bytes before the samples of a mono 16-bit WAV. */
export function wavHeader(sampleRateHz: number, dataBytes: number): Buffer {
  const header = Buffer.alloc(44)
  header.write('RIFF', 0, 'latin1')
  header.writeUInt32LE(Math.min(unknownSize, 36 + dataBytes), 4)
  header.write('WAVEfmt ', 8, 'latin1')
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(tagPcm, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(sampleRateHz, 24)
  header.writeUInt32LE(sampleRateHz * 2, 28)
  header.writeUInt16LE(2, 32)
  header.writeUInt16LE(16, 34)
  header.write('data', 36, 'latin1')
  header.writeUInt32LE(dataBytes, 40)
  return header
}

/** Writes all bytes, appended or at a position: one call may take only a part of them. */
function writeAll(descriptor: number, bytes: Buffer, position?: number): void {
  for (let done = 0; done < bytes.length;) {
    const at = position === undefined ? null : position + done
    try {
      done += writeSync(descriptor, bytes, done, bytes.length - done, at)
    } catch (cause) {
      // A pipe whose reader is slow: Node made it one that does not wait.
      if ((cause as NodeJS.ErrnoException).code !== 'EAGAIN') throw cause
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pipeWaitMs)
    }
  }
}

const pipeWaitMs = 5

function outputFailed(path: string, cause: unknown): AppError {
  const { notice } = toAppError(cause)
  return new AppError('output-failed', notice.kind === 'file' ? { ...notice, place: path } : notice, {
    cause,
  })
}
