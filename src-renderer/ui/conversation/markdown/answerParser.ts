import {
  Autolink,
  parser,
  Strikethrough,
  Table,
  TaskList,
  type BlockParser,
  type InlineContext,
  type InlineParser,
} from '@lezer/markdown'

/** Lists and quotes within each other: what lies deeper is text. */
const deepestBlocks = 24
/**
 * Signs of markup in one paragraph or cell. The parser looks back over all of them for each one that may close something;
 * a paragraph with more is no prose, and is shown as it is written.
 */
const mostSigns = 800
/** Characters of a formula within a line, and of one that has lines of its own. */
const longestFormula = 300
const longestDisplay = 2000

const stopsTooDeep: BlockParser = {
  name: 'TooDeep',
  before: 'LinkReference',
  parse(context, line) {
    if (context.depth < deepestBlocks) return false
    const from = context.lineStart + line.pos
    const to = context.lineStart + line.text.length
    if (to > from) context.addElement(context.elt('Paragraph', from, to))
    context.nextLine()
    return true
  },
}

const stopsTooManySigns: InlineParser = {
  name: 'TooManySigns',
  before: 'Escape',
  parse(context, _, at) {
    if (at !== context.offset) return -1
    let signs = 0
    for (const sign of context.text) if ('*_~`[]!<&$\\:@'.includes(sign)) signs++
    return signs > mostSigns ? context.end : -1
  },
}

const math: InlineParser = {
  name: 'Math',
  after: 'TooManySigns',
  parse(context, next, at) {
    const end = next === 36 ? endOfDollars(context, at) : next === 92 ? endOfBrackets(context, at) : -1
    return end < 0 ? -1 : context.addElement(context.elt('Math', at, end))
  },
}

/** `$x$` and `$$x$$`; not "$5 and $6". */
function endOfDollars(context: InlineContext, at: number): number {
  const isDisplay = context.char(at + 1) === 36
  const [open, longest] = isDisplay ? [at + 2, longestDisplay] : [at + 1, longestFormula]
  const text = context.slice(open, Math.min(context.end, open + longest))
  if (isDisplay) {
    const close = text.indexOf('$$')
    return close > 0 && text.slice(0, close).trim() !== '' ? open + close + 2 : -1
  }
  const inner = /^(?=[^\s$])[^$\n]*?[^\s$\\](?=\$(?!\d))/u.exec(text)
  return inner ? open + inner[0].length + 1 : -1
}

/** `\(x\)` and `\[x\]`. */
function endOfBrackets(context: InlineContext, at: number): number {
  const bracket = context.char(at + 1)
  if (bracket !== 40 && bracket !== 91) return -1
  const text = context.slice(at + 2, Math.min(context.end, at + 2 + longestDisplay))
  const close = text.indexOf(bracket === 40 ? '\\)' : '\\]')
  return close > 0 ? at + 2 + close + 2 : -1
}

/**
 * Reads an answer's Markdown, with tables and mathematics, in a time that grows with its length alone. A line of `-` or `=`
 * makes no heading of the paragraph above: while an answer is written, each list would begin as one.
 */
export const answerParser = parser.configure([
  Table,
  Strikethrough,
  TaskList,
  Autolink,
  {
    defineNodes: ['Math'],
    parseBlock: [stopsTooDeep],
    parseInline: [stopsTooManySigns, math],
    remove: ['SetextHeading'],
  },
])
