/**
 * A piece of what a match becomes: new text; the number of a group, to keep just what that group matched; or a group and
 * the text that stands for it.
 */
export type Piece = string | number | readonly [group: number, text: string]

/** What a match becomes: one piece, several in order, or undefined to leave the match as it is. */
export type Rewriting = string | number | readonly Piece[] | undefined

/**
 * Text under rewriting that remembers, for each of its UTF-16 units, which stretch of the original it stands for.
 * The stretches never go backwards. Rewriting returns a new text.
 */
export class MappedText {
  readonly text: string
  /** Unit `i` stands for `starts[i]..ends[i]` of the original. */
  readonly #starts: readonly number[]
  readonly #ends: readonly number[]

  private constructor(text: string, starts: readonly number[], ends: readonly number[]) {
    this.text = text
    this.#starts = starts
    this.#ends = ends
  }

  static of(original: string): MappedText {
    const starts = Array.from({ length: original.length }, (_, unit) => unit)
    return new MappedText(
      original,
      starts,
      starts.map((unit) => unit + 1),
    )
  }

  /**
   * Rewrites every match of `pattern` (a global expression; with the flag `d` where groups are kept). What a kept group
   * matched stands for itself. New text stands for what was matched between the kept groups beside it, or for all that
   * was matched where nothing lies there.
   */
  replace(pattern: RegExp, rewrite: (match: RegExpExecArray) => Rewriting): MappedText {
    let text = ''
    const starts: number[] = []
    const ends: number[] = []
    const keep = (from: number, to: number): void => {
      text += this.text.slice(from, to)
      for (let unit = from; unit < to; unit++) {
        starts.push(this.#starts[unit])
        ends.push(this.#ends[unit])
      }
    }
    const add = (words: string, from: number, to: number): void => {
      text += words
      for (let unit = 0; unit < words.length; unit++) {
        starts.push(this.#starts[from])
        ends.push(this.#ends[to - 1])
      }
    }
    let at = 0
    let changed = false
    for (const match of this.text.matchAll(pattern)) {
      const result = rewrite(match)
      if (result === undefined) continue
      changed = true
      keep(at, match.index)
      at = match.index + match[0].length
      if (match[0].length === 0) continue
      const pieces: readonly Piece[] = typeof result === 'object' ? result : [result]
      const places = pieces.map((piece) =>
        typeof piece === 'string' ? undefined : match.indices?.[typeof piece === 'number' ? piece : piece[0]],
      )
      for (const [i, piece] of pieces.entries()) {
        const place = places[i]
        if (typeof piece === 'number') {
          if (place) keep(...place)
        } else if (typeof piece === 'object') {
          if (place) add(piece[1], ...place)
        } else {
          const from = places.slice(0, i).findLast((each) => each)?.[1] ?? match.index
          const to = places.slice(i + 1).find((each) => each)?.[0] ?? at
          // Where nothing lies between, it stands for the sign beside it.
          const start = from < to ? from : Math.max(match.index, from - 1)
          add(piece, start, Math.max(to, start + 1))
        }
      }
    }
    if (!changed) return this
    keep(at, this.text.length)
    return new MappedText(text, starts, ends)
  }

  /** The stretch of the original that `from..to` (not empty) stands for. */
  original(from: number, to: number): [start: number, end: number] {
    return [this.#starts[from], this.#ends[to - 1]]
  }
}
