import type { SettingEntry } from '@contract'
import { useState, type ReactElement } from 'react'
import { formats, words } from '../../words'

/** What is drawn as a slider has no more than so many places, and needs no digits. */
const mostPlaces = 50

interface NumberFieldProps {
  readonly id: string
  readonly describedBy: string
  readonly value: number
  readonly entry: SettingEntry
  readonly choose: (value: number) => void
}

/** A number within its range: a slider where there are few, else a field. It is chosen when it is let go, not at every step. */
export function NumberField({ id, describedBy, value, entry, choose }: NumberFieldProps): ReactElement {
  const [draft, setDraft] = useState<string>()
  const { minimum: least = 0, maximum: most = Number.MAX_SAFE_INTEGER, type } = entry.range
  const { step = type === 'integer' ? 1 : undefined } = entry
  const isSlider = step !== undefined && (most - least) / step <= mostPlaces
  const shown = Number(draft ?? value)
  const isRight = draft === undefined || (draft !== '' && entry.schema.safeParse(shown).success)
  const unit = entry.unit === undefined ? '' : words.units[entry.unit]
  const commit = (): void => {
    if (draft === undefined || !isRight) return
    setDraft(undefined)
    if (shown !== value) choose(shown)
  }
  return (
    <>
      <span className="setting-number">
        <input
          id={id}
          type={isSlider ? 'range' : 'number'}
          min={least}
          max={most}
          step={step ?? 'any'}
          value={draft ?? String(value)}
          aria-describedby={describedBy}
          aria-invalid={!isRight}
          aria-valuetext={isSlider ? `${formats.number(shown)} ${unit}`.trim() : undefined}
          onChange={(event) => setDraft(event.target.value)}
          onPointerUp={commit}
          onKeyUp={(event) => {
            if (isSlider || event.key === 'Enter') commit()
          }}
          onBlur={commit}
        />
        <span aria-hidden={isSlider}>
          {isSlider && formats.number(shown)} {unit}
        </span>
      </span>
      {!isRight && (
        <p role="alert" className="panel-note">
          {most < Number.MAX_SAFE_INTEGER
            ? words.settings.between(formats.number(least), formats.number(most))
            : words.settings.atLeast(formats.number(least))}
        </p>
      )}
    </>
  )
}
