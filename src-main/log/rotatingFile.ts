import { appendFileSync } from 'node:fs'
import { appendFile, chmod, readFile, rename, stat } from 'node:fs/promises'
import path from 'node:path'
import { ownerOnly } from '../engine/files/ownerOnly'
import { makeFolder } from '../engine/files/makeFolder'

export interface RotatingFileOptions {
  readonly folder: string
  /** Of the file that is written to; those before it have a number too: `parley.log`, `parley.1.log`. */
  readonly name: string
  /** A file is full at this size. */
  readonly fullBytes?: number
  /** How many files there are at most. */
  readonly files?: number
  /** What waits to be written when the disk is slow; what comes beyond it is lost. */
  readonly mostWaiting?: number
}

const usual = { fullBytes: 2_000_000, files: 5, mostWaiting: 2000 }

/**
 * Lines in a file that begins anew when it is full, for its user alone. Nothing here ever throws or waits for the disk: what cannot
 * be written is lost and counted. Several processes may write to the same file: each batch of lines is one `write` at the file's end.
 */
export class RotatingFile {
  readonly #options: Required<RotatingFileOptions>
  #waiting: string[] = []
  #writing: Promise<void> | undefined
  #isClosed = false
  #lost = 0

  constructor(options: RotatingFileOptions) {
    this.#options = { ...usual, ...options }
  }

  /** Where the newest lines are. */
  get file(): string {
    return this.#at(0)
  }

  /** Lines that wait for the disk. */
  get waiting(): number {
    return this.#waiting.length
  }

  /** Lines that could not be written since this was asked last. */
  takeLost(): number {
    const lost = this.#lost
    this.#lost = 0
    return lost
  }

  /** @param line without its end */
  write(line: string): void {
    if (this.#isClosed) return
    if (this.#waiting.length >= this.#options.mostWaiting) this.#lost++
    else this.#waiting.push(line)
    this.#writing ??= this.#writeAll()
  }

  /** Writes a last line at once: the process is about to end. */
  writeNow(line: string): void {
    try {
      const lines = [...this.#waiting.splice(0), line]
      appendFileSync(this.file, textOf(lines), { mode: ownerOnly.file })
    } catch {
      // Nobody is there any more to be told.
    }
  }

  /** The newest lines, oldest first, also of the file before where this one has just begun. */
  async tail(lines: number): Promise<string[]> {
    await this.#writing
    const read = async (at: number): Promise<string[]> =>
      (await readFile(this.#at(at), 'utf8').catch(() => '')).split('\n').filter(Boolean)
    const newest = await read(0)
    const before = newest.length < lines ? await read(1) : []
    return [...before, ...newest].slice(-lines)
  }

  /** Writes what waits; what comes later is dropped. */
  async close(): Promise<void> {
    this.#isClosed = true
    await this.#writing
  }

  async #writeAll(): Promise<void> {
    // Lines that come together are written together.
    await Promise.resolve()
    while (this.#waiting.length > 0) {
      const lines = this.#waiting.splice(0)
      try {
        await this.#append(textOf(lines))
      } catch {
        this.#lost += lines.length
      }
    }
    this.#writing = undefined
  }

  async #append(text: string): Promise<void> {
    const { folder, fullBytes } = this.#options
    const found = await stat(this.file).catch(() => undefined)
    if (found === undefined) {
      makeFolder(folder)
      await chmod(folder, ownerOnly.folder)
    } else if (found.size + Buffer.byteLength(text) > fullBytes) await this.#beginAnew()
    await appendFile(this.file, text, { mode: ownerOnly.file })
  }

  async #beginAnew(): Promise<void> {
    for (let at = this.#options.files - 1; at > 0; at--)
      // The oldest one is written over; of those before it there may be none yet.
      await rename(this.#at(at - 1), this.#at(at)).catch((thrown: NodeJS.ErrnoException) => {
        if (thrown.code !== 'ENOENT') throw thrown
      })
  }

  #at(number: number): string {
    const { folder, name } = this.#options
    return path.join(folder, number === 0 ? `${name}.log` : `${name}.${number}.log`)
  }
}

function textOf(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`
}
