import type { SyntaxNode } from '@lezer/common'
import type { Alignment, Block, Inline, Piece, Row } from './answerDocument'
import { readInline } from './readInline'

/** What a block of Markdown shows; undefined: nothing. */
export function readBlock(node: SyntaxNode, source: string): Block | undefined {
  switch (node.name) {
    case 'Blockquote':
      return { kind: 'quote', blocks: readWithin(node, source) }
    case 'BulletList':
    case 'OrderedList':
      return readList(node, source)
    case 'FencedCode':
    case 'CodeBlock':
      return readCode(node, source)
    case 'Table':
      return readTable(node, source)
    case 'HorizontalRule':
      return { kind: 'rule' }
    case 'QuoteMark':
    case 'ListMark':
      return undefined
  }
  const inline = readInline(node, source)
  if (inline.length === 0) return undefined
  const level = /^ATXHeading(\d)$/u.exec(node.name)?.[1]
  return level === undefined
    ? { kind: 'paragraph', inline }
    : { kind: 'heading', level: Number(level), inline }
}

function readWithin(node: SyntaxNode, source: string): readonly Block[] {
  const blocks: Block[] = []
  for (let child = node.firstChild; child; child = child.nextSibling) {
    const block = readBlock(child, source)
    if (block) blocks.push(block)
  }
  return blocks
}

function readList(node: SyntaxNode, source: string): Block {
  const items = node.getChildren('ListItem')
  const mark = node.name === 'OrderedList' ? items[0]?.getChild('ListMark') : undefined
  return {
    kind: 'list',
    start: mark ? parseInt(source.slice(mark.from, mark.to), 10) : undefined,
    items: items.map((item) => readWithin(item, source)),
  }
}

function readCode(node: SyntaxNode, source: string): Block {
  const info = node.getChild('CodeInfo')
  const language = info
    ? source
        .slice(info.from, info.to)
        .trim()
        .split(/[\s{,:]/u)[0]
    : ''
  const pieces = node
    .getChildren('CodeText')
    .map(({ from, to }): Piece => ({ from, to, text: source.slice(from, to) }))
  return { kind: 'code', language, pieces: pieces.filter(({ text }) => text !== '') }
}

function readTable(node: SyntaxNode, source: string): Block {
  const rows: Row[] = []
  let alignments: readonly Alignment[] = []
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.name === 'TableDelimiter') alignments = alignmentsOf(source.slice(child.from, child.to))
    else rows.push(readRow(child, source))
  }
  const columns = Math.max(...rows.map((row) => row.length))
  return { kind: 'table', alignments, rows: rows.map((row) => filledTo(row, Math.min(columns, mostColumns))) }
}

/** A table that is broader is broad in the rows that are. */
const mostColumns = 24

function filledTo(row: Row, columns: number): Row {
  return row.length >= columns ? row : [...row, ...Array<readonly Inline[]>(columns - row.length).fill([])]
}

function readRow(row: SyntaxNode, source: string): Row {
  const cells: (readonly Inline[])[] = []
  let column = 0
  for (let child = row.firstChild; child; child = child.nextSibling) {
    if (child.name === 'TableCell') cells[column] = readInline(child, source)
    // The first sign only begins the row.
    else if (child.from > row.from) column++
  }
  return Array.from(cells, (cell) => cell ?? [])
}

function alignmentsOf(delimiters: string): readonly Alignment[] {
  const cells = delimiters.replace(/^[\s>]*\||\|\s*$/gu, '').split('|')
  return cells.map((cell) => {
    const [left, right] = [cell.trim().startsWith(':'), cell.trim().endsWith(':')]
    return left && right ? 'center' : right ? 'right' : left ? 'left' : undefined
  })
}
