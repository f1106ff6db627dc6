import type { Piece, Section } from './answerDocument'

/** How far an answer was heard: the place behind the last letter, and the piece at which the mark of that stands. */
export interface Heard {
  readonly end: number
  /** Where the marked piece begins; undefined: it is in no piece of this section. */
  readonly marked: number | undefined
}

export interface DividedPiece {
  readonly heard: string
  readonly rest: string
  /** The mark stands between both. */
  readonly isMarked: boolean
}

/** Divides a piece at the place up to which the answer was heard. What stands for something else is heard whole. */
export function dividedPiece({ from, to, text, isWhole }: Piece, { end, marked }: Heard): DividedPiece {
  const isMarked = marked === from
  if (end >= to || (isWhole && end > from)) return { heard: text, rest: '', isMarked }
  const letters = Math.max(0, end - from)
  return { heard: text.slice(0, letters), rest: text.slice(letters), isMarked }
}

/**
 * How far each section was heard. The mark stands behind the last letter that was, or before the first one.
 * @param end UTF-16 place in the answer as written
 */
export function heardOf(sections: readonly Section[], end: number): readonly Heard[] {
  const first = sections.findIndex(({ pieces }) => pieces.length > 0)
  const last = sections.findLastIndex(({ pieces }) => pieces.length > 0 && pieces[0].from < end)
  const markedSection = last < 0 ? first : last
  return sections.map(({ pieces }, i) => {
    const inSection = Math.min(Math.max(end, pieces[0]?.from ?? 0), pieces.at(-1)?.to ?? 0)
    if (i !== markedSection) return { end: inSection, marked: undefined }
    return { end: inSection, marked: (pieces.findLast(({ from }) => from < end) ?? pieces[0]).from }
  })
}
