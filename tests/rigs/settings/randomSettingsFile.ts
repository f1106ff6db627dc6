import { settingEntries, type SettingEntry, type SettingKey } from '../../../src-preload/contract'
import type { Random } from '../conversation/random'

export interface RandomSettingsFile {
  readonly text: string
  /** What holds. */
  readonly right: ReadonlyMap<SettingKey, unknown>
  /** Where something is wrong: `LINE KEY`, in order. */
  readonly wrong: readonly string[]
}

/** A file in which some settings are right, some have no value of theirs, and some there are not at all; of some files all is right. */
export function randomSettingsFile(random: Random): RandomSettingsFile {
  const lines: string[] = []
  const right = new Map<SettingKey, unknown>()
  const wrong: string[] = []
  const isJson = random.next() < 0.2
  const rightShare = random.next() < 0.2 ? 1 : 0.6
  const used = new Set<string>()
  const write = (indent: string, name: string, key: string, entry: SettingEntry | undefined): void => {
    const isRight = entry !== undefined && random.next() < rightShare
    const value = isRight ? rightValue(entry, random) : random.pick(strange)
    if (isRight) right.set(entry.key, value)
    else if (!entry?.schema.safeParse(value).success) {
      // Nothing is said by a name with nothing behind it.
      if (value !== null) wrong.push(`${lines.length + 1} ${key}`)
    } else right.set(entry.key, entry.schema.parse(value))
    lines.push(
      `${indent}${JSON.stringify(name)}: ${JSON.stringify(value)}${isJson ? ',' : random.pick(['', '', ' # why'])}`,
    )
  }
  if (isJson) lines.push('{')
  const alone = settingEntries.filter(({ path }) => path.length === 1)
  const groups = [...new Set(settingEntries.filter(({ path }) => path.length > 1).map(({ path }) => path[0]))]
  for (let i = random.next() * 12; i > 0; i--) {
    const entry = random.next() < 0.85 || rightShare === 1 ? random.pick(alone) : undefined
    const name = entry?.key ?? `strange${Math.floor(random.next() * 1e6)}`
    if (!used.has(name)) write(isJson ? '  ' : '', name, name, entry)
    used.add(name)
    if (!isJson && random.next() < 0.2) lines.push(random.pick(['', '# a thought', '   ']))
  }
  for (const group of groups) {
    if (random.next() < 0.5) continue
    lines.push(isJson ? `  "${group}": {` : `${group}:`)
    const before = lines.length
    for (const entry of settingEntries.filter(({ path }) => path[0] === group))
      if (random.next() < 0.2) write('    ', entry.path[1], entry.key, entry)
    if (random.next() < 0.2 && rightShare < 1) write('    ', 'strange', `${group}.strange`, undefined)
    if (!isJson && lines.length === before) lines.pop()
    if (isJson) lines.push('  },')
  }
  if (isJson) lines.push('}')
  return { text: `${lines.join('\n')}\n`, right, wrong }
}

/** The same text with some of its signs changed, doubled or gone. */
export function damaged(text: string, random: Random): string {
  const signs = [
    '{',
    '}',
    '[',
    ']',
    ':',
    '- ',
    '"',
    "'",
    '\t',
    '\n',
    '&a ',
    '*a',
    '!!binary ',
    '<<: ',
    '%',
    '\u0000',
    '😀',
    '|',
    '#',
    ',',
    '? ',
    '__proto__: ',
  ]
  let now = text
  for (let i = 1 + random.next() * 8; i > 0; i--) {
    const at = Math.floor(random.next() * (now.length + 1))
    const cut = random.next() < 0.5 ? Math.floor(random.next() * 6) : 0
    const sign = random.next() < 0.7 ? random.pick(signs) : ''
    now = now.slice(0, at) + sign + now.slice(at + cut)
  }
  return now
}

/** What hardly any setting is. */
const strange = [
  null,
  'many',
  '',
  -1,
  1e300,
  0.5,
  true,
  [],
  [[1]],
  {},
  { a: 'b' },
  ['x', 2],
  'x'.repeat(5000),
]

/** A value that a setting may have. */
export function rightValue({ schema, range, usual }: SettingEntry, random: Random): unknown {
  const { type, enum: all, minimum = 0, maximum } = range
  if (all) return random.pick(all)
  if (type === 'boolean') return random.next() < 0.5
  if (type === 'number' || type === 'integer') {
    const most = Math.min(maximum ?? 1000, minimum + 1e6)
    const value = minimum + random.next() * (most - minimum)
    const rounded = type === 'integer' ? Math.max(1, Math.round(value)) : Math.round(value * 100) / 100
    return schema.safeParse(rounded).success ? rounded : usual
  }
  if (type !== 'string') return usual
  const text = random.pick(['plain', 'yes', '12', 'a: b', '# no', 'ü "quoted"'])
  return schema.safeParse(text).success ? text : usual
}
