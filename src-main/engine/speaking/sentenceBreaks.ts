/**
 * How strongly two words are parted: `word` by a space, `clause` by a comma, colon or dash, `sentence` by a full stop
 * and its like, `line` by one newline, `paragraph` by an empty line.
 */
export type BreakKind = 'word' | 'clause' | 'sentence' | 'line' | 'paragraph'

export interface Break {
  /** The break lies before this UTF-16 place; what follows is white space or the next word. */
  end: number
  kind: BreakKind
  /** The full stop may belong to an abbreviation or an ordinal: only the whole next word tells (see `endsBefore`). */
  unsure?: 'abbreviation' | 'ordinal'
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))

/** Titles and the like: a name follows, so the full stop never ends the sentence. */
const neverLast = words(
  'dr mr mrs ms mx messrs prof gen sen rep gov capt cpt lt col sgt cmdr adm rev hon pres supt e.g i.e vs cf ca ' +
    'approx viz resp z.b d.h bzw evtl ca ggf inkl vgl sog aprox núm pág ee mio mrd nr sra srta dña dott sig avv ing dra mme mlle sig dott p.ej p.ex',
)
/** A number follows them; without one the full stop ends the sentence ("No."). */
const beforeNumber = words(
  'lun mar mer mié jue vie sáb jeu ven sam dim gio sab seg ter qua qui séc ' +
    'no nos nr rs n p pp pg pgs vol vols ch chap sec fig figs art eq tab ex op ver v ep apt ext tel rte jan feb mar apr jun jul ' +
    'aug sep sept oct nov dec',
)
/** They may stand last: only a word that opens a sentence shows it. */
const maybeLast = words(
  'etc al inc ltd co corp llc plc bros jr sr esq st ave rd blvd mt ft dept est govt univ assn misc min max sec hr hrs ' +
    'uu mon tue tues wed thu thur thurs fri sat sun ed eds usw str sr',
)
const openers = words(
  'the a an it he she they we you i this that these those there here in on at for from by with to of but and or so if ' +
    'when while as after before since because although though however its his her their my our your what who why how ' +
    'where which also then now not yes no most many some all each both today is are was were do does did can could ' +
    'would should let please der die das es ich wir sie er el la los las le les il lo un una une ein eine',
)

/** What German counts with ordinals. */
const behindOrdinal = words(
  'januar februar märz april mai juni juli august september oktober november dezember jahrhundert weltkrieg klasse platz ' +
    'stock etage geburtstag kapitel tag mal',
)

/** German words before an ordinal that are hardly words of another language. */
const articles =
  /(?<!\p{L})(?:der|die|das|dem|des|im|vom|zum|zur|beim|ein|eine[nmr])\s(?:\d{1,2}|[IVX]{1,5})$/iu

/** So many of them may stand behind a mark that ends a sentence. */
const mostClosers = 16
const closers = /["'”’»›)\]}）］｝」』】》〉*_`~]/u
const sentenceEnd = /\p{Sentence_Terminal}/u
const asciiEnd = /[.!?]/
const wideClause = /[，、；：､]/u
const clauseMark = /[,;:،؛–—―-]/u
const mark = /\p{M}|\p{Emoji_Modifier}|\u200d/u

/**
 * The break that the character at `at` (the last one known) reveals just before itself.
 *
 * @param text what is not yet spoken
 * @param at UTF-16 place of a character that is no white space; nothing behind it is looked at
 * @returns undefined when this character goes on with the word before it
 */
export function breakBefore(text: string, at: number): Break | undefined {
  let end = at
  while (end > 0 && isSpace(text[end - 1])) end--
  if (end === 0) return undefined
  const next = String.fromCodePoint(text.codePointAt(at)!)
  const gap = text.slice(end, at)
  let last = end - 1
  const furthest = Math.max(0, last - mostClosers)
  while (last > furthest && closers.test(text[last])) last--

  if (gap === '') return unspacedBreak(text, last, end, next)

  const newlines = gap.split('\n').length - 1
  if (newlines > 0) return { end, kind: newlines > 1 ? 'paragraph' : 'line' }

  const before = text[last]
  if (before === '.') return fullStop(text, last, end, next)
  if (before === '…') return { end, kind: isLower(next) ? 'clause' : 'sentence' }
  if (sentenceEnd.test(before)) {
    // `"Why?" he asked` goes on behind the quote.
    const quoted = last < end - 1 && asciiEnd.test(before) && isLower(next)
    return { end, kind: quoted ? 'clause' : 'sentence' }
  }
  if (clauseMark.test(before) && !isListMarker(text, last)) return { end, kind: 'clause' }
  return { end, kind: 'word' }
}

/** Breaks that need no space: 。！？ and the danda end a sentence, 、 and a dash between words part clauses. */
function unspacedBreak(text: string, last: number, end: number, next: string): Break | undefined {
  const before = text[last]
  if (closers.test(next) || sentenceEnd.test(next) || mark.test(next)) return undefined
  if (sentenceEnd.test(before) && !asciiEnd.test(before)) return { end, kind: 'sentence' }
  if (last !== end - 1) return undefined
  if (wideClause.test(before)) return { end, kind: 'clause' }
  if (before === '—' && /\p{L}/u.test(next)) return { end, kind: 'clause' }
  return undefined
}

/** Tells the end of a sentence from the full stop of an abbreviation, an initial, a list number or an ellipsis. */
function fullStop(text: string, stop: number, end: number, next: string): Break {
  const sentence: Break = { end, kind: 'sentence' }
  const inside: Break = { end, kind: 'word' }
  const token = lastToken(text, stop).replace(/^[^\p{L}\p{N}.]+/u, '')
  if (token === '' || token.endsWith('.')) return isLower(next) ? { end, kind: 'clause' } : sentence
  if (/^(\d{1,3}|\p{L})$/u.test(token) && isListMarker(text, stop)) return inside

  // "Of course: 1. Eat. 2. Sleep." counts within a line.
  if (/^\d{1,2}$/.test(token) && /^$|[:;.!?]$/u.test(text.slice(0, stop - token.length).trimEnd()))
    return inside

  // "am 1. Mai": a German ordinal.
  if (/^(?:\d{1,2}|[IVX]{1,5})$/.test(token) && articles.test(text.slice(Math.max(0, stop - 12), stop)))
    return inside
  if (/^\d{1,2}$/.test(token) && /\p{Lu}/u.test(next)) return { ...sentence, unsure: 'ordinal' }

  const word = token.toLowerCase()
  if (neverLast.has(word)) return inside
  if (beforeNumber.has(word) && /[\d#]/.test(next)) return inside
  if (maybeLast.has(word) || /^(\p{L}\p{M}*\.)*\p{L}\p{M}*$/u.test(token)) {
    return isLower(next) || /\d/.test(next) ? inside : { ...sentence, unsure: 'abbreviation' }
  }
  // A small letter behind a short word, or one with a full stop in it (Ph.D.): an abbreviation that no list knows. Behind
  // a long one: careless writing.
  if (isLower(next) && (token.length < 4 || /^\p{L}+\.\p{L}+$/u.test(token))) return inside
  return sentence
}

/** Whether a sentence ended before this word, at a full stop that might have belonged to something else. */
export function endsBefore(word: string, unsure: NonNullable<Break['unsure']>): boolean {
  return unsure === 'ordinal' ? !behindOrdinal.has(word.toLowerCase()) : opensSentence(word)
}

/** True when the word, in any case, commonly opens a sentence and is seldom part of a name. */
export function opensSentence(word: string): boolean {
  return openers.has(word.toLowerCase())
}

/** No abbreviation, number or address that matters here is longer. */
const longestTokenChars = 256

/** The word that ends before `end`, with the marks in it; of a very long one its last characters. */
export function lastToken(text: string, end: number): string {
  const furthest = Math.max(0, end - longestTokenChars)
  let start = end
  while (start > furthest && !isSpace(text[start - 1])) start--
  return text.slice(start, end)
}

/** True for white space as the voice hears it. */
export function isSpace(char: string): boolean {
  return /\s/u.test(char)
}

function isLower(char: string): boolean {
  return /\p{Ll}/u.test(char)
}

/** True when only the marker of a list item stands before `last` on its line. */
function isListMarker(text: string, last: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', last) + 1, last + 1)
  return /^\s*(?:[-*+•–—]|\d{1,3}[.)]|\p{L}[.)])$/u.test(line)
}
