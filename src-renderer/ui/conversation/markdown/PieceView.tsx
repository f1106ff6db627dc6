import { useContext, type ReactElement } from 'react'
import type { Piece } from './answerDocument'
import { HeardContext } from './heardContext'
import { dividedPiece } from './heardPieces'

/** A piece of an answer: what was heard of it, the mark where the voice is, and the rest. */
export function PieceView({ piece }: { piece: Piece }): ReactElement {
  const shown = useContext(HeardContext)
  const { heard, rest, isMarked } = dividedPiece(piece, shown)
  return (
    <>
      {heard}
      {isMarked && shown.mark && <span className={`caption-${shown.mark}`} />}
      {rest !== '' && <span className={`caption-rest caption-${shown.restIs}`}>{rest}</span>}
    </>
  )
}
