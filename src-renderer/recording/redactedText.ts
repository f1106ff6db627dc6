import { notice } from '@contract'
import { isOwnWord } from './ownWords'
import { silenced } from './recordedValue'

/** Fields of which no schema lists the words, and which are Parley's own or a program's nevertheless: tags, names of voices, what notices are made of. */
const ownFields = new Set([
  ...['language', 'languages', 'voice', 'code'],
  ...['attempt', 'obstacle', 'family', 'fault', 'during'],
])
/** What numbers and programs go by, and people do not read. */
const identifier = /^[\w.:+-]{1,64}$/

/** Letters and digits, and what is drawn: what is said by them is gone, and how long each word is stays. */
export function redactedText(text: string): string {
  return text
    .replace(/\p{N}/gu, (sign) => '0'.repeat(sign.length))
    .replace(/[\p{L}\p{M}\p{So}\p{Emoji_Modifier}]/gu, (sign) =>
      (sign === sign.toUpperCase() && sign !== sign.toLowerCase() ? 'X' : 'x').repeat(sign.length),
    )
}

/** Names and IDs of devices, each with one that tells nothing; the same in all of a recording. */
export type Aliases = ReadonlyMap<string, string>

/** Data without sound and without words: all of its texts but those of the fields that are known to say nothing. */
export function redactedData(value: unknown, aliases: Aliases, field = ''): unknown {
  if (typeof value === 'string')
    return (
      aliases.get(value) ??
      (ownFields.has(field) || isOwnWord(field, value) || (field === 'id' && identifier.test(value))
        ? value
        : redactedText(value))
    )
  if (Array.isArray(value)) return value.map((each) => redactedData(each, aliases, field))
  if (typeof value !== 'object' || value === null) return value
  const silence = silenced(value)
  if (silence !== undefined) return silence
  const redacted = Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      name === 'args' ? redactedArguments(each) : redactedData(each, aliases, name),
    ]),
  )
  const told = notice.safeParse(value)
  if (!told.success) return redacted
  const { kind } = told.data
  const said = { ...redacted, kind }
  // It may be no sentence any more, for something in it was no text but a word of Parley's own.
  return notice.safeParse(said).success ? said : { kind: 'as-told', text: kind }
}

/** What a tool was called with: whatever its fields are called, what stands in them was said. */
function redactedArguments(value: unknown): unknown {
  if (typeof value === 'string') return redactedText(value)
  if (typeof value === 'number') return 0
  if (Array.isArray(value)) return value.map(redactedArguments)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, redactedArguments(each)]))
}
