/** A piece of an answer as it is shown. */
export interface Piece {
  /** UTF-16 places in the answer as it was written. */
  readonly from: number
  readonly to: number
  /** What is shown: those very characters, or where `isWhole`, others that stand for them. */
  readonly text: string
  /** It cannot be divided. */
  readonly isWhole?: boolean
}

export type Inline =
  | { readonly kind: 'text' | 'code' | 'math' | 'display-math'; readonly piece: Piece }
  | { readonly kind: 'strong' | 'emphasis' | 'deleted'; readonly children: readonly Inline[] }
  | { readonly kind: 'link'; readonly href: string; readonly children: readonly Inline[] }

export type Alignment = 'left' | 'center' | 'right' | undefined

export type Block =
  | { readonly kind: 'paragraph'; readonly inline: readonly Inline[] }
  | { readonly kind: 'heading'; readonly level: number; readonly inline: readonly Inline[] }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  /** `start`: the first number; undefined: it has none. */
  | {
      readonly kind: 'list'
      readonly start: number | undefined
      readonly items: readonly (readonly Block[])[]
    }
  /** `language` as the answer names it, or empty. */
  | { readonly kind: 'code'; readonly language: string; readonly pieces: readonly Piece[] }
  | { readonly kind: 'table'; readonly alignments: readonly Alignment[]; readonly rows: readonly Row[] }
  | { readonly kind: 'rule' }

/** The cells of a table's row, each of them inline. The first row is the header. */
export type Row = readonly (readonly Inline[])[]

/** A block that stands by itself, with all that is shown of it, in order. */
export interface Section {
  /** The same while the section is written. */
  readonly key: number
  /** The same while nothing is written to the section. */
  readonly place: string
  readonly block: Block
  readonly pieces: readonly Piece[]
}

/** All that is shown of a block, in order. */
export function piecesOf(block: Block): readonly Piece[] {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return inlinePieces(block.inline)
    case 'quote':
      return block.blocks.flatMap(piecesOf)
    case 'list':
      return block.items.flat().flatMap(piecesOf)
    case 'code':
      return block.pieces
    case 'table':
      return block.rows.flat().flatMap(inlinePieces)
    case 'rule':
      return []
  }
}

function inlinePieces(inline: readonly Inline[]): readonly Piece[] {
  return inline.flatMap((each) => ('piece' in each ? [each.piece] : inlinePieces(each.children)))
}
