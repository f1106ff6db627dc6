import { settingEntry } from '@contract'
import type { Recording } from './readRecording'
import type { RecordedLine } from './recordingLine'
import { redactedData, redactedText, type Aliases } from './redactedText'
import { replay } from './replay'
import type { Divergence } from './replayBoundary'

/** What the user did by hand of which a text is known to the user alone: at this place of what was given. */
const ownTexts: Readonly<Record<string, number>> = { 'do ask': 0, 'do correct': 1 }

/**
 * The same recording without what was said: sounds are silence of the same length, words are signs of the same length, and devices
 * have other names. All times stay. What goes out is what the window does with that: it replays to its own trace to the letter.
 * @returns as far as the window does what was recorded, as it is now; with the line that is otherwise, where there is one
 */
export async function redact({
  head,
  lines,
}: Recording): Promise<Recording & { readonly divergence?: Divergence }> {
  const { scene: _, ...rest } = head
  const aliases = aliasesIn(head.settings, lines)
  const redacted = {
    ...rest,
    settings: redactedSettings(head.settings, aliases),
    isRedacted: true,
  }
  const { lines: written, divergence } = await replay(
    { head: redacted, lines },
    { change: (line) => redactedLine(line, aliases) },
  )
  return { head: redacted, lines: written, ...(divergence && { divergence }) }
}

function redactedLine(line: RecordedLine, aliases: Aliases): RecordedLine {
  if ('in' in line) return { ...line, args: redactedArgs(line.in, line.args, aliases) }
  if ('ask' in line)
    return { ...line, is: line.ask === 'storage get' ? redactedNote(line.is, aliases) : line.is }
  return line
}

function redactedArgs(name: string, args: readonly unknown[], aliases: Aliases): readonly unknown[] {
  if (name === 'settings') return [args[0], redactedSettings(args[1] as Settings, aliases)]
  if (name.startsWith('do '))
    return args.map((arg, i) => {
      if (typeof arg !== 'string') return arg
      return ownTexts[name] === i ? redactedText(arg) : (aliases.get(arg) ?? arg)
    })
  if (name.startsWith('capture') && name.endsWith(' trouble')) return args
  const redacted = args.map((arg) => redactedData(arg, aliases))
  // By the names of errors the window tells them apart.
  if (!name.endsWith(' fails')) return redacted
  return redacted.map((error, i) => ({ ...(error as object), name: (args[i] as { name: string }).name }))
}

type Settings = Readonly<Record<string, unknown>>

/** Numbers, and what the schema names, tell nothing of what was said. */
function redactedSettings(settings: Settings, aliases: Aliases): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(settings).map(([key, value]) => {
      if (key === 'toolConsents')
        return [
          key,
          Object.fromEntries(
            Object.entries(value as Settings).map(([tool, may]) => [redactedText(tool), may]),
          ),
        ]
      const isOwnWord = settingEntry(key)?.range.enum !== undefined || /^(voice|favouriteVoices)$/.test(key)
      return [key, isOwnWord ? value : redactedData(value, aliases)]
    }),
  )
}

/** What a window had noted: JSON, or a word of Parley's own. */
function redactedNote(note: unknown, aliases: Aliases): unknown {
  if (typeof note !== 'string') return note
  try {
    return JSON.stringify(redactedData(JSON.parse(note), aliases))
  } catch {
    return note
  }
}

/** Every device that is named anywhere. */
function aliasesIn(settings: Settings, lines: readonly string[]): Aliases {
  const aliases = new Map<string, string>()
  const note = (name: unknown): void => {
    // These are the browser's words for the usual one.
    if (typeof name !== 'string' || ['', 'default', 'communications'].includes(name)) return
    if (!aliases.has(name)) aliases.set(name, `device ${aliases.size + 1}`)
  }
  const noteSettings = ({ microphone, speaker, duplexByDevices }: Settings): void => {
    for (const name of [microphone, speaker]) note(name)
    for (const pair of (duplexByDevices as readonly Settings[] | undefined) ?? [])
      for (const name of [pair.speaker, pair.microphone]) note(name)
  }
  const noteDevices = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [field, each] of Object.entries(value))
      if (['id', 'label', 'deviceId'].includes(field)) note(each)
      else noteDevices(each)
  }
  noteSettings(settings)
  for (const text of lines.filter(Boolean)) {
    const line = JSON.parse(text) as RecordedLine
    if ('in' in line && line.in === 'settings') noteSettings(line.args[1] as Settings)
    else if ('in' in line && /^(devices list|capture \d+ open)/.test(line.in)) noteDevices(line.args)
    else if ('ask' in line && line.ask === 'storage get') noteNote(line.is, noteDevices)
  }
  return aliases
}

function noteNote(note: unknown, noteDevices: (value: unknown) => void): void {
  try {
    noteDevices(JSON.parse(String(note)))
  } catch {
    // A word of Parley's own.
  }
}
