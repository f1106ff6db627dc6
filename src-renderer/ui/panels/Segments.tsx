import { useId, type ReactElement } from 'react'

interface SegmentsProps<Name extends string> {
  readonly legend: string
  readonly names: readonly Name[]
  readonly labels: Readonly<Record<Name, string>>
  readonly chosen: Name
  readonly choose: (name: Name) => void
  /** What the choice means, in one sentence. */
  readonly meaning?: string
}

/** A choice of a few, all of them in sight. */
export function Segments<Name extends string>(props: SegmentsProps<Name>): ReactElement {
  const { legend, names, labels, chosen, choose, meaning } = props
  const id = useId()
  return (
    <fieldset className="panel-part segments" aria-describedby={meaning === undefined ? undefined : id}>
      <legend>{legend}</legend>
      <div className="segments-row">
        {names.map((name) => (
          <label key={name}>
            <input type="radio" name={id} checked={chosen === name} onChange={() => choose(name)} />
            <span>{labels[name]}</span>
          </label>
        ))}
      </div>
      {meaning !== undefined && (
        <p id={id} className="panel-note">
          {meaning}
        </p>
      )}
    </fieldset>
  )
}
