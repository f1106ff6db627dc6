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
   * Rewrites every match of `pattern` (a global expression). `rewrite` gets the match with its groups and returns new
   * text, or the number of a group to keep just what that group matched, or undefined to leave the match as it is.
   * New text stands for all that was matched; what a group keeps stands for itself.
   */
  replace(pattern: RegExp, rewrite: (match: RegExpExecArray) => string | number | undefined): MappedText {
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
    let at = 0
    for (const match of this.text.matchAll(pattern)) {
      const result = rewrite(match)
      if (result === undefined) continue
      keep(at, match.index)
      at = match.index + match[0].length
      if (typeof result === 'number') {
        const [from, to] = match.indices?.[result] ?? [at, at]
        keep(from, to)
      } else if (match[0].length > 0) {
        text += result
        const start = this.#starts[match.index]
        const end = this.#ends[at - 1]
        for (let unit = 0; unit < result.length; unit++) {
          starts.push(start)
          ends.push(end)
        }
      }
    }
    keep(at, this.text.length)
    return new MappedText(text, starts, ends)
  }

  /** The stretch of the original that `from..to` (not empty) stands for. */
  original(from: number, to: number): [start: number, end: number] {
    return [this.#starts[from], this.#ends[to - 1]]
  }
}
