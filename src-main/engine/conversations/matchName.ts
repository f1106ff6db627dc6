import { indexedText, searchTerms } from './searchText'

const word = /[\p{L}\p{N}\p{M}\p{Co}]+/gu
const accents = /[\u0300-\u036f]/g

/**
 * Whether the name of a conversation has all the words that somebody typed, or words that begin like them, as the index of
 * what was said has it. There are so few names that each is looked at.
 */
export function matchName(typed: string): (name: string) => boolean {
  const terms = searchTerms(typed).map(wordsOf)
  return (name) => {
    const words = wordsOf(name)
    return terms.length > 0 && terms.every((term) => words.some((_, at) => stands(term, words, at)))
  }
}

/** Whether the words of a term stand at a place, the last of them begun. */
function stands(term: readonly string[], words: readonly string[], at: number): boolean {
  return term.every((each, i) =>
    i < term.length - 1 ? words[at + i] === each : words[at + i]?.startsWith(each),
  )
}

/** In small letters, without accents. */
function wordsOf(text: string): string[] {
  const plain = indexedText(text).normalize('NFD').replace(accents, '').normalize('NFC')
  return plain.toLowerCase().match(word) ?? []
}
