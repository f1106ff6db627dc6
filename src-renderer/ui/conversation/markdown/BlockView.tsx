import type { ReactElement } from 'react'
import type { Block } from './answerDocument'
import { CodeView } from './CodeView'
import { InlineView } from './InlineView'
import { TableView } from './TableView'

/** The window's own name is the heading above all. */
const headings = ['h2', 'h3', 'h4', 'h5', 'h6', 'h6'] as const

/** A block of an answer, and what is in it. */
export function BlockView({ block }: { block: Block }): ReactElement {
  switch (block.kind) {
    case 'paragraph':
      return (
        <p>
          <InlineView inline={block.inline} />
        </p>
      )
    case 'heading': {
      const Heading = headings[block.level - 1]
      return (
        <Heading>
          <InlineView inline={block.inline} />
        </Heading>
      )
    }
    case 'quote':
      return (
        <blockquote dir="auto">
          <Blocks blocks={block.blocks} />
        </blockquote>
      )
    case 'list': {
      const items = block.items.map((blocks, i) => (
        <li key={i}>
          <Blocks blocks={blocks} />
        </li>
      ))
      return block.start === undefined ? (
        <ul dir="auto">{items}</ul>
      ) : (
        <ol dir="auto" start={block.start}>
          {items}
        </ol>
      )
    }
    case 'code':
      return <CodeView language={block.language} pieces={block.pieces} />
    case 'table':
      return <TableView alignments={block.alignments} rows={block.rows} />
    case 'rule':
      return <hr />
  }
}

function Blocks({ blocks }: { blocks: readonly Block[] }): ReactElement {
  return (
    <>
      {blocks.map((block, i) => (
        <BlockView key={i} block={block} />
      ))}
    </>
  )
}
