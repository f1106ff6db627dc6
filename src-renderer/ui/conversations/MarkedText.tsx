import type { Snippet } from '@contract'
import type { ReactElement } from 'react'

/** A piece of a text in which the words that were searched for are marked. */
export function MarkedText({ snippet: { text, marks } }: { snippet: Snippet }): ReactElement {
  return (
    <>
      {marks.map(([start, end], i) => (
        <span key={start}>
          {text.slice(marks[i - 1]?.[1] ?? 0, start)}
          <mark>{text.slice(start, end)}</mark>
        </span>
      ))}
      {text.slice(marks.at(-1)?.[1] ?? 0)}
    </>
  )
}
