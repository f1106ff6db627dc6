import type { ReactElement } from 'react'
import type { Inline } from './answerDocument'
import { OutsideLink } from './OutsideLink'
import { PieceView } from './PieceView'

/** What stands in a line. */
export function InlineView({ inline }: { inline: readonly Inline[] }): ReactElement {
  return (
    <>
      {inline.map((each, i) => (
        <One key={i} one={each} />
      ))}
    </>
  )
}

function One({ one }: { one: Inline }): ReactElement {
  switch (one.kind) {
    case 'text':
      return <PieceView piece={one.piece} />
    case 'code':
      return (
        <code>
          <PieceView piece={one.piece} />
        </code>
      )
    case 'math':
    case 'display-math':
      return (
        <span className={one.kind}>
          <PieceView piece={one.piece} />
        </span>
      )
    case 'strong':
      return (
        <strong>
          <InlineView inline={one.children} />
        </strong>
      )
    case 'emphasis':
      return (
        <em>
          <InlineView inline={one.children} />
        </em>
      )
    case 'deleted':
      return (
        <del>
          <InlineView inline={one.children} />
        </del>
      )
    case 'link':
      return (
        <OutsideLink href={one.href}>
          <InlineView inline={one.children} />
        </OutsideLink>
      )
  }
}
