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
  const field = {
    id,
    className: 'setting-text',
    maxLength: entry.range.maxLength,
    value: draft ?? text,
    'aria-describedby': describedBy,
    onChange: (event: { readonly target: { readonly value: string } }) => setDraft(event.target.value),
    onBlur: commit,
  }
  const isLong = (entry.range.maxLength ?? Infinity) > longestLineChars
  return isLong ? <textarea {...field} rows={3} /> : <input {...field} type="text" spellCheck={false} />
}
