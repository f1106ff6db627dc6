import type { ReactElement } from 'react'
import { words } from '../../../words'
import type { Alignment, Row } from './answerDocument'
import { InlineView } from './InlineView'

interface TableViewProps {
  readonly alignments: readonly Alignment[]
  readonly rows: readonly Row[]
}

/** A table, which scrolls in a box of its own where it is broader than the column. */
export function TableView({ alignments, rows: [head, ...rows] }: TableViewProps): ReactElement {
  const place = (column: number): string | undefined => alignments[column] && `cell-${alignments[column]}`
  return (
    <div className="table-box" role="group" aria-label={words.conversation.table} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {head.map((cell, i) => (
              <th key={i} scope="col" dir="auto" className={place(i)}>
                <InlineView inline={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={i}>
              {row.map((cell, j) => (
                <td key={j} dir="auto" className={place(j)}>
                  <InlineView inline={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
