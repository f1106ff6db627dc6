import { readAnswer, type ReadAnswer } from './readAnswer'

/**
 * An answer that is being written, with what was begun at its end ended: a table has its line below the header, and bold text,
 * code and links their second signs. Else their signs would stand there, and go when the rest comes.
 */
export function whileWritten(read: ReadAnswer): ReadAnswer {
  const last = read.sections.at(-1)
  if (last === undefined || last.block.kind === 'code' || last.block.kind === 'table') return read
  const written = read.source.slice(last.key)
  const end = tableEnd(written) ?? lineEnd(written.slice(written.lastIndexOf('\n') + 1))
  if (end === '') return read
  const ended = readAnswer(read.source + end, read)
  const isOnlySigns = ended.sections.every(({ pieces }) => pieces.every(({ to }) => to <= read.source.length))
  return isOnlySigns ? ended : read
}

/** The rest of the line below a table's header; undefined: there is no such table. */
function tableEnd(written: string): string | undefined {
  const [header, below, ...more] = written.split('\n')
  if (more.length > 0 || !/^\|[^|]+\|/u.test(header) || !/^[|:\- ]*$/u.test(below ?? '')) return undefined
  const columns = header
    .trim()
    .replace(/^\||\|$/gu, '')
    .split('|').length
  if (below === undefined) return `\n|${'---|'.repeat(columns)}`
  const cells = below.trim().replace(/^\|/u, '').split('|')
  const begin = below.includes('|') ? '' : '|'
  const cell = cells.at(-1)?.trim() ?? ''
  const rest = cell.includes('-') ? '|' : '---|'
  return cells.length > columns ? '' : begin + rest + '---|'.repeat(columns - cells.length)
}

/** The second signs of what a line has begun and not ended. */
function lineEnd(written: string): string {
  const line = written.slice(-500).replace(/`[^`]+`/gu, (code) => '.'.repeat(code.length))
  if (line.includes('`')) return /`[^`\s][^`]*$/u.test(line) ? '`' : ''
  const link = /\[[^\]]+\]\([^()\s]*$/u.test(line) ? ')' : ''
  const strong = opened(line, '**')
  const isHalfClosed = strong >= 0 && /[^\s*]\*$/u.test(line)
  if (isHalfClosed) return '*'
  const emphasis = opened(line.replaceAll('**', '..'), '*')
  const both = [
    [strong, '**'],
    [emphasis, '*'],
  ] as const
  const ends = both.filter(([at]) => at >= 0).sort(([a], [b]) => b - a)
  return link + ends.map(([, sign]) => sign).join('')
}

/** Where a sign stands that begins something and has no second one; less than 0: nowhere. */
function opened(line: string, sign: string): number {
  const parts = line.split(sign)
  const last = parts.at(-1) ?? ''
  return parts.length % 2 === 0 && /^\S/u.test(last) ? line.length - last.length - sign.length : -1
}
