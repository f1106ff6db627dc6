import { piecesOf, type Block, type Inline } from './answerDocument'
import { readAnswer } from './readAnswer'

/** An answer as it is shown, without the signs of its Markdown: what stands by itself is on a line of its own. */
export function shownText(source: string): string {
  return readAnswer(source)
    .sections.map(({ block }) => textOf(block))
    .join('\n')
}

/** A block as it is shown. */
export function textOf(block: Block): string {
  switch (block.kind) {
    case 'quote':
      return block.blocks.map(textOf).join('\n')
    case 'list':
      return block.items.map((item) => item.map(textOf).join('\n')).join('\n')
    case 'table':
      return block.rows.map((row) => row.map(cellText).filter(Boolean).join(', ')).join('\n')
    case 'paragraph':
    case 'heading':
    case 'code':
    case 'rule':
      return piecesOf(block)
        .map(({ text }) => text)
        .join('')
  }
}

const cellText = (cell: readonly Inline[]): string => textOf({ kind: 'paragraph', inline: cell })
