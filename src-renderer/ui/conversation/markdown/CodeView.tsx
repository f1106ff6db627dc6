import type { ReactElement } from 'react'
import { words } from '../../../words'
import { CopyButton } from '../CopyButton'
import type { Piece } from './answerDocument'
import { languageName } from './languageName'
import { PieceView } from './PieceView'

/** Code on lines of its own, with the name of its language and a button that copies it. */
export function CodeView({ language, pieces }: { language: string; pieces: readonly Piece[] }): ReactElement {
  const { code, copyCode } = words.conversation
  const name = language === '' ? code : languageName(language)
  return (
    <figure className="code" aria-label={name}>
      <figcaption>
        <span>{name}</span>
        <CopyButton name={copyCode} text={() => pieces.map(({ text }) => text).join('')} />
      </figcaption>
      {/* It scrolls: whoever has no mouse needs to reach it. */}
      <pre tabIndex={0} dir="ltr" translate="no">
        <code>
          {pieces.map((piece) => (
            <PieceView key={piece.from} piece={piece} />
          ))}
        </code>
      </pre>
    </figure>
  )
}
