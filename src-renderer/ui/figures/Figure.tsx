import type { ReactElement, ReactNode } from 'react'
import { words } from '../../words'

interface FigureProps {
  readonly name: string
  /** What the picture says, in a sentence. */
  readonly says: string
  /** The picture; absent: there is nothing to draw yet. */
  readonly picture?: ReactNode
  readonly columns?: readonly string[]
  /** The figures, a row each; the first of a row is its head. */
  readonly rows?: readonly (readonly string[])[]
}

/** A picture of figures, with what it says and the figures themselves as a table. */
export function Figure({ name, says, picture, columns = [], rows = [] }: FigureProps): ReactElement {
  return (
    <section className="panel-part figure">
      <h3>{name}</h3>
      {picture}
      <p className="panel-note">{says}</p>
      {rows.length > 0 && (
        <details>
          <summary>{words.figures.table}</summary>
          <div className="figure-table" tabIndex={0} role="group" aria-label={name}>
            <table>
              <thead>
                <tr>
                  {columns.map((column) => (
                    <th key={column} scope="col">
                      {column}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map(([head, ...cells], at) => (
                  <tr key={at}>
                    <th scope="row">{head}</th>
                    {cells.map((cell, column) => (
                      <td key={columns[column + 1]}>{cell}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
    </section>
  )
}
