import type { Snippet } from '@contract'

/** Nobody types so many words; more would only cost time. */
const mostTerms = 16

/** Scripts that put no space between words: each character of theirs is a word to the index. */
const spaceless =
  /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}\p{scx=Tibt}]\p{M}*/gu
/** Parts words for the index (a zero-width space), and is taken out of what is shown. */
const parting = '\u200b'
/** Around what was found. No text in the index has them. */
export const [markStart, markEnd] = ['\u0002', '\u0003']
const marks = new RegExp(`([${markStart}${markEnd}])`)
const controls = /\p{Cc}/gu

/** A text as it goes into the index. */
export function indexedText(text: string): string {
  return readable(text).replace(spaceless, `${parting}$&${parting}`)
}

/**
 * What somebody typed as a query of FTS5 (https://sqlite.org/fts5.html#full_text_query_syntax): all of its words, each
 * the beginning of one in the text. Whatever means something to FTS5 is in quotes and means itself.
 * @returns undefined where there is no word
 */
export function searchQuery(typed: string): string | undefined {
  const terms = readable(typed)
    .split(/\s+/u)
    .filter((term) => /[\p{L}\p{N}\p{M}\p{Co}]/u.test(term))
    .slice(0, mostTerms)
  if (terms.length === 0) return undefined
  return terms.map((term) => `"${indexedText(term).replaceAll('"', '""')}"*`).join(' ')
}

/** A snippet of FTS5, whose marks are in its text. */
export function readSnippet(marked: string): Snippet {
  const found: [number, number][] = []
  let text = ''
  let start = 0
  for (const part of marked.replaceAll(parting, '').split(marks)) {
    if (part === markStart) start = text.length
    else if (part === markEnd) found.push([start, text.length])
    else text += part
  }
  return { text, marks: joined(found) }
}

/** Where every character is a word, what was found is many marks side by side. */
function joined(marks: readonly [number, number][]): [number, number][] {
  const wide: [number, number][] = []
  for (const [start, end] of marks)
    if (wide.at(-1)?.[1] === start) wide.at(-1)![1] = end
    else wide.push([start, end])
  return wide
}

/** Composed, and without control characters and the sign that parts words. */
function readable(text: string): string {
  return text.normalize('NFC').replace(controls, ' ').replaceAll(parting, '')
}
