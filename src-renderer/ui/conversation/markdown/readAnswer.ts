import { TreeFragment, type Tree } from '@lezer/common'
import { piecesOf, type Section } from './answerDocument'
import { answerParser } from './answerParser'
import { readBlock } from './readBlocks'

/** An answer as far as it is written, read as Markdown. */
export interface ReadAnswer {
  readonly source: string
  readonly tree: Tree
  readonly sections: readonly Section[]
}

/**
 * Reads an answer. What is the same as before stays the very same object, so that it is not drawn again, and is not parsed
 * again where the answer only grew.
 * @param before what was read of the same answer, when less of it was written
 */
export function readAnswer(source: string, before?: ReadAnswer): ReadAnswer {
  const grown = before !== undefined && source.startsWith(before.source) ? before : undefined
  if (grown?.source.length === source.length) return grown
  const tree = answerParser.parse(source, grown && unchanged(grown, source))
  const known = new Map(grown?.sections.map((section) => [section.place, section]))
  const sections: Section[] = []
  for (let node = tree.topNode.firstChild; node; node = node.nextSibling) {
    const place = `${node.from} ${node.name} ${node.to}`
    // The text there is the same, and so is what it means: a block does not hang on what comes after it.
    const same = known.get(place)
    const block = same?.block ?? readBlock(node, source)
    if (block) sections.push(same ?? { key: node.from, place, block, pieces: piecesOf(block) })
  }
  return { source, tree, sections }
}

function unchanged({ source: before, tree }: ReadAnswer, source: string): readonly TreeFragment[] {
  const [fromA, fromB] = [before.length, before.length]
  const grown = { fromA, toA: fromA, fromB, toB: source.length }
  return TreeFragment.applyChanges(TreeFragment.addTree(tree), [grown])
}
