import { appendFile, readdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { AppError, mostRecordingBytes, toAppError, type RecordingAnswer, type RecordingPart } from '@contract'
import { recordingsDir } from '../engine/files/recordingsDir'
import { makeFolder } from '../engine/files/makeFolder'

/** Of those that are kept the oldest goes when there are more. */
const mostRecordings = 10

/** Writes what windows record for bug reports, each into a file of its own, which only this user may read. */
export class Recordings {
  readonly #isOn: () => boolean
  readonly #folder: string
  readonly #begun = new Map<string, { readonly file: string; bytes: number }>()

  /** @param isOn whether the user has recording on: without it none begins */
  constructor(isOn: () => boolean, folder = recordingsDir()) {
    this.#isOn = isOn
    this.#folder = folder
  }

  /** Writes the next lines. Whoever calls waits for the answer before more of the same recording. */
  async append({ name, text }: RecordingPart): Promise<RecordingAnswer> {
    try {
      const recording = this.#begun.get(name) ?? (await this.#begin(name))
      recording.bytes += Buffer.byteLength(text)
      if (recording.bytes > mostRecordingBytes) throw refusal
      await appendFile(recording.file, text, { flag: 'a', mode: 0o600 })
      return { file: recording.file }
    } catch (cause) {
      return toAppError(cause).toBody()
    }
  }

  async #begin(name: string): Promise<{ readonly file: string; bytes: number }> {
    if (!this.#isOn()) throw refusal
    makeFolder(this.#folder)
    const kept = (await readdir(this.#folder)).filter((each) => each.endsWith('.jsonl')).sort()
    for (const oldest of kept.slice(0, Math.max(0, kept.length + 1 - mostRecordings)))
      await rm(path.join(this.#folder, oldest), { force: true })
    const file = path.join(this.#folder, `${name}.jsonl`)
    await writeFile(file, '', { flag: 'wx', mode: 0o600 })
    const recording = { file, bytes: 0 }
    this.#begun.set(name, recording)
    return recording
  }
}

const refusal = new AppError('message-invalid', { kind: 'window-request-unknown' })
