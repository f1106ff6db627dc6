import type { Snippet } from '@contract'

/** Nobody types so many words; more would only cost time. */
const mostTerms = 16

/** Of each text so many words are shown, around what was found. */
const snippetWords = 16

const spacelessScripts =
  '\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Thai}\\p{scx=Laoo}\\p{scx=Khmr}\\p{scx=Mymr}\\p{scx=Tibt}'
/** Scripts that put no space between words: each character of theirs is a word to the index. */
const spaceless = new RegExp(`[${spacelessScripts}]\\p{M}*`, 'gu')
const shownWord = new RegExp(`[${spacelessScripts}]\\p{M}*|[^\\s${spacelessScripts}]+`, 'gu')
/** Parts words for the index (a zero-width space), and is taken out of what is shown. */
const parting = '\u200b'
/** Around what was found. No text in the index has them. */
export const [markStart, markEnd] = ['\u0002', '\u0003']
const marks = new RegExp(`([${markStart}${markEnd}])`)
const controls = /\p{Cc}/gu
const cutOff = '…'

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
  const terms = searchTerms(typed)
  if (terms.length === 0) return undefined
  return terms.map((term) => `"${indexedText(term).replaceAll('"', '""')}"*`).join(' ')
}

/** What somebody typed, in small letters: each once, and none without a letter or a number. */
export function searchTerms(typed: string): string[] {
  const terms = readable(typed)
    .toLowerCase()
    .split(/\s+/u)
    .filter((term) => /[\p{L}\p{N}\p{M}\p{Co}]/u.test(term))
  return [...new Set(terms)].slice(0, mostTerms)
}

/**
 * Of a text whose found words FTS5 has marked (`highlight`), the words where most different ones stand close together.
 * FTS5's own `snippet` compares each with all others, and takes seconds where a long text is full of them.
 */
export function snippetOf(marked: string): Snippet {
  const found: [number, number][] = []
  let text = ''
  let start = 0
  for (const part of marked.replaceAll(parting, '').split(marks)) {
    if (part === markStart) start = text.length
    else if (part === markEnd) found.push([start, text.length])
    else text += part
  }
  const words = wordsOf(text, found)
  const first = densest(words)
  const last = Math.min(first + snippetWords, words.length) - 1
  const from = first > 0 ? words[first].start : 0
  const to = last >= 0 && last < words.length - 1 ? words[last].end : text.length
  const before = from > 0 ? cutOff : ''
  const shown = found
    .filter(([start, end]) => end > from && start < to)
    .map(([start, end]): [number, number] => [Math.max(start, from), Math.min(end, to)])
  const moved = before.length - from
  return {
    text: `${before}${text.slice(from, to)}${to < text.length ? cutOff : ''}`,
    marks: joined(shown).map(([start, end]) => [start + moved, end + moved]),
  }
}

interface ShownWord {
  readonly start: number
  readonly end: number
  /** What was found in it; undefined: nothing. */
  readonly found: string | undefined
}

/** @param found in order, and apart from each other */
function wordsOf(text: string, found: readonly (readonly [number, number])[]): ShownWord[] {
  let next = 0
  return Array.from(text.matchAll(shownWord), ({ 0: word, index: start }) => {
    const end = start + word.length
    while (next < found.length && found[next][1] <= start) next++
    const isFound = next < found.length && found[next][0] < end
    return { start, end, found: isFound ? text.slice(...found[next]).toLowerCase() : undefined }
  })
}

/** The number of the word with which those begin that show most. In their middle is what was found. */
function densest(words: readonly ShownWord[]): number {
  const hits = [...words.keys()].filter((i) => words[i].found !== undefined)
  /** How often each thing found is among the hits from `oldest` to the one that is looked at. */
  const within = new Map<string, number>()
  let [oldest, most, from, to] = [0, 0, 0, 0]
  for (const hit of hits) {
    const key = words[hit].found!
    within.set(key, (within.get(key) ?? 0) + 1)
    for (; hit - hits[oldest] >= snippetWords; oldest++) {
      const left = words[hits[oldest]].found!
      const count = within.get(left)! - 1
      if (count > 0) within.set(left, count)
      else within.delete(left)
    }
    if (within.size > most) [most, from, to] = [within.size, hits[oldest], hit]
  }
  const centred = from - Math.floor((snippetWords - 1 - (to - from)) / 2)
  return Math.max(0, Math.min(centred, words.length - snippetWords))
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
