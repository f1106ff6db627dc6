import { stat } from 'node:fs/promises'
import { AppError, toAppError } from '@contract'
import { EndOfTurn } from './endOfTurn'

/** Something that the user should know about it. */
export type EndOfTurnNote = (failure: AppError) => void

/**
 * The end-of-turn model that is used: of some places the first where there is one that can be loaded. A model that comes
 * to such a place later, or goes from there, is used, or no more, from the next pause but one.
 */
export class UsedEndOfTurn {
  readonly #files: readonly string[]
  readonly #note: EndOfTurnNote
  #model: EndOfTurn | undefined
  #used: string | undefined
  /** What lay in the places when they were looked at last. */
  #seen = ''
  readonly #broken = new Set<string>()
  /** Files of which it was told that they cannot be used: one that is being written is found broken again and again. */
  readonly #told = new Set<string>()
  #isLooking = false
  #isReleased = false

  private constructor(files: readonly string[], note: EndOfTurnNote) {
    this.#files = files
    this.#note = note
  }

  /**
   * @param files first choice first; the last one is the embedded model
   * @param note is told of every model that is there and cannot be used
   */
  static async load(files: readonly string[], note: EndOfTurnNote): Promise<UsedEndOfTurn> {
    const used = new UsedEndOfTurn(files, note)
    await used.#look()
    return used
  }

  /**
   * The probability that the speaker is done, 0..1; undefined where no model can be used.
   * @param latest 16 kHz samples that end in the silence of the pause
   * @throws AppError `inference-failed`
   */
  async probability(latest: Float32Array): Promise<number | undefined> {
    try {
      return await this.#model?.probability(latest)
    } finally {
      // Behind it: the speaker's wait hangs on the answer.
      if (!this.#isLooking) void this.#look()
    }
  }

  release(): void {
    this.#isReleased = true
    this.#model?.release()
    this.#model = undefined
  }

  /** Loads what is to be used now, if that is another one than before. */
  async #look(): Promise<void> {
    this.#isLooking = true
    try {
      await this.#choose()
    } finally {
      this.#isLooking = false
    }
  }

  async #choose(): Promise<void> {
    const marks = await Promise.all(this.#files.map(markOf))
    if (marks.join() === this.#seen) return
    this.#seen = marks.join()
    for (const [i, mark] of marks.entries()) {
      if (mark === undefined || this.#broken.has(mark)) continue
      if (mark === this.#used) return
      const file = this.#files[i]
      try {
        this.#use(await EndOfTurn.load(file), mark)
        this.#told.delete(file)
        return
      } catch (thrown) {
        const { code, notice } = toAppError(thrown)
        this.#broken.add(mark)
        if (this.#told.has(file)) continue
        this.#told.add(file)
        const kind = i === this.#files.length - 1 ? 'end-of-turn-none' : 'end-of-turn-instead'
        this.#note(new AppError(code, { kind, why: notice }, { cause: thrown }))
      }
    }
    this.#use(undefined, undefined)
  }

  #use(model: EndOfTurn | undefined, mark: string | undefined): void {
    if (this.#isReleased) {
      model?.release()
      return
    }
    this.#model?.release()
    this.#model = model
    this.#used = mark
  }
}

/** Tells a file from another one in its place; undefined: there is none. */
function markOf(file: string): Promise<string | undefined> {
  return stat(file).then(
    (found) => (found.isFile() ? `${file}:${found.mtimeMs}:${found.size}` : undefined),
    () => undefined,
  )
}
