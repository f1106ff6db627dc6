import type { SyntaxNode } from '@lezer/common'
import type { Inline, Piece } from './answerDocument'
import { entityText } from './entityText'
import { formulaText } from './formulaText'
import { safeHref } from './safeHref'

/** Marks within marks: what lies deeper is shown without its own. */
const deepest = 8

/** Signs that are not shown. */
const hidden = new Set([
  ...['EmphasisMark', 'CodeMark', 'HeaderMark', 'QuoteMark', 'ListMark', 'StrikethroughMark'],
  ...['LinkMark', 'LinkTitle', 'TableDelimiter'],
])

const kinds: Readonly<Record<string, 'strong' | 'emphasis' | 'deleted'>> = {
  StrongEmphasis: 'strong',
  Emphasis: 'emphasis',
  Strikethrough: 'deleted',
}

/** What is shown of a paragraph, a heading or a cell. */
export function readInline(node: SyntaxNode, source: string): readonly Inline[] {
  const shown: Inline[] = []
  readInto(shown, node, source, 0)
  return trimmed(shown)
}

function readInto(shown: Inline[], node: SyntaxNode, source: string, depth: number): void {
  let at = node.from
  for (let child = node.firstChild; child; child = child.nextSibling) {
    addText(shown, source, at, child.from)
    readChild(shown, child, source, depth)
    at = child.to
  }
  addText(shown, source, at, node.to)
}

function readChild(shown: Inline[], child: SyntaxNode, source: string, depth: number): void {
  const { name, from, to } = child
  const written = source.slice(from, to)
  if (hidden.has(name)) return
  const kind = kinds[name]
  if (kind !== undefined) return wrap(shown, (children) => ({ kind, children }), child, source, depth)
  switch (name) {
    case 'Link':
    case 'Image':
      return readLink(shown, child, source, depth)
    case 'Autolink':
    case 'URL': {
      const url = name === 'URL' ? child : child.getChild('URL')
      if (!url) return
      const text: Inline = { kind: 'text', piece: exact(source, url.from, url.to) }
      const href = safeHref(text.piece.text)
      shown.push(href === undefined ? text : { kind: 'link', href, children: [text] })
      return
    }
    case 'InlineCode': {
      const [first, last] = [child.firstChild, child.lastChild]
      if (!first || !last || last.from <= first.to) return
      // A space on both sides only keeps the code's own signs apart from those around it.
      const isPadded = /^ .*\S.* $/su.test(source.slice(first.to, last.from))
      const [start, end] = isPadded ? [first.to + 1, last.from - 1] : [first.to, last.from]
      return void shown.push({ kind: 'code', piece: oneLine(exact(source, start, end)) })
    }
    case 'Math': {
      const { text, isDisplay } = formulaText(written)
      shown.push({ kind: isDisplay ? 'display-math' : 'math', piece: { from, to, text, isWhole: true } })
      return
    }
    case 'Escape':
      return void shown.push({ kind: 'text', piece: exact(source, from + 1, to) })
    case 'Entity':
      return addWhole(shown, from, to, entityText(written))
    case 'TaskMarker':
      return addWhole(shown, from, to, /x/iu.test(written) ? '☑' : '☐')
    case 'HardBreak':
      return addWhole(shown, from, to, '\n')
    case 'HTMLTag':
      if (/^<br\s*\/?>$/iu.test(written)) return addWhole(shown, from, to, '\n')
  }
  // HTML, and whatever else: as it is written.
  addText(shown, source, from, to)
}

/** An image is shown by its text. Of a link whose address may not be opened, the text is left; without one, all is. */
function readLink(shown: Inline[], link: SyntaxNode, source: string, depth: number): void {
  const url = link.getChild('URL')
  const marks = link.getChildren('LinkMark')
  const href = url && safeHref(source.slice(url.from, url.to).replace(/^<|>$/gu, ''))
  if (!href || marks.length < 2) return readUnlinked(shown, link, source, depth)
  const children: Inline[] = []
  const [open, close] = [marks[0].to, marks[1].from]
  let at = open
  for (let child = link.firstChild; child && child.from < close; child = child.nextSibling) {
    if (child.from < open) continue
    addText(children, source, at, child.from)
    readChild(children, child, source, depth + 1)
    at = child.to
  }
  addText(children, source, at, close)
  if (children.length === 0) children.push({ kind: 'text', piece: exact(source, url.from, url.to) })
  shown.push({ kind: 'link', href, children })
}

function readUnlinked(shown: Inline[], link: SyntaxNode, source: string, depth: number): void {
  const hasAddress = link.getChild('URL') !== null
  let at = link.from
  for (let child = link.firstChild; child; child = child.nextSibling) {
    const isSign = child.name === 'LinkMark' || child.name === 'URL' || child.name === 'LinkTitle'
    if (isSign && !hasAddress) continue
    addText(shown, source, at, child.from)
    if (!isSign) readChild(shown, child, source, depth + 1)
    at = child.to
  }
  addText(shown, source, at, link.to)
}

function wrap(
  shown: Inline[],
  wrapped: (children: readonly Inline[]) => Inline,
  node: SyntaxNode,
  source: string,
  depth: number,
): void {
  if (depth >= deepest) return readInto(shown, node, source, depth)
  const children: Inline[] = []
  readInto(children, node, source, depth + 1)
  if (children.length > 0) shown.push(wrapped(children))
}

function exact(source: string, from: number, to: number): Piece {
  return { from, to, text: source.slice(from, to) }
}

/** Code within a line that goes on over its end. */
function oneLine(piece: Piece): Piece {
  return piece.text.includes('\n')
    ? { ...piece, text: piece.text.replace(/\s*\n\s*/gu, ' '), isWhole: true }
    : piece
}

function addWhole(shown: Inline[], from: number, to: number, text: string): void {
  shown.push({ kind: 'text', piece: { from, to, text, isWhole: true } })
}

/** Text between marks. Lines end where they were written to end, and begin without what only indents them. */
function addText(shown: Inline[], source: string, from: number, to: number): void {
  let at = from
  // Behind a line's end, or the sign of a quote that begins a line.
  const beginsLine = source.charAt(lineSign(source, from) - 1) === '\n'
  if (beginsLine) at = indentEnd(source, at, to)
  while (at < to) {
    const end = source.indexOf('\n', at)
    const next = end < 0 || end >= to ? to : indentEnd(source, end + 1, to)
    const until = end < 0 || end >= to ? to : end + 1
    if (until > at) shown.push({ kind: 'text', piece: exact(source, at, until) })
    at = next
  }
}

/** Back over the signs of quotes, and what lies between them. */
function lineSign(source: string, from: number): number {
  let at = from
  while (at > 0 && (source.charAt(at - 1) === '>' || source.charAt(at - 1) === ' ')) at--
  return at
}

function indentEnd(source: string, from: number, to: number): number {
  let at = from
  while (at < to && (source.charAt(at) === ' ' || source.charAt(at) === '\t')) at++
  return at
}

/** Without what is white at its beginning and at its end. */
function trimmed(shown: readonly Inline[]): readonly Inline[] {
  const isShown = (each: Inline): boolean => each.kind !== 'text' || each.piece.text.trim() !== ''
  const first = shown.findIndex(isShown)
  if (first < 0) return []
  const rest = shown.slice(first, shown.findLastIndex(isShown) + 1)
  const [begin] = rest
  if (begin.kind !== 'text' || begin.piece.isWhole) return rest
  const { from, to, text } = begin.piece
  const begun = text.trimStart()
  return [
    { kind: 'text', piece: { from: from + text.length - begun.length, to, text: begun } },
    ...rest.slice(1),
  ]
}
