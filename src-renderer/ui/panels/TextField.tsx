import type { SettingEntry } from '@contract'
import { useState, type ReactElement } from 'react'

interface TextFieldProps {
  readonly id: string
  readonly describedBy: string
  readonly text: string
  readonly entry: SettingEntry
  readonly choose: (text: string) => void
}

/** A longer text has several lines. */
const longestLineChars = 500

/** A text, which is chosen when the field is left. */
export function TextField({ id, describedBy, text, entry, choose }: TextFieldProps): ReactElement {
  const [draft, setDraft] = useState<string>()
  const commit = (): void => {
    setDraft(undefined)
    if (draft !== undefined && draft !== text) choose(draft)
  }
  return (
    <textarea
      id={id}
      className="setting-text"
      rows={(entry.range.maxLength ?? 0) > longestLineChars ? 3 : 1}
      maxLength={entry.range.maxLength}
      value={draft ?? text}
      aria-describedby={describedBy}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={commit}
    />
  )
}
