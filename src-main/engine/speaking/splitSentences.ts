import { type Cut, endsPlainly, isSaidApart, lastSaidApart, oftenGoesOn } from './saidApart'
import { type Break, type BreakKind, breakBefore, isSpace, lastToken, endsBefore } from './sentenceBreaks'

/** A stretch of the answer that goes to the voice at once. */
export interface Sentence {
  index: number
  /** As written, without white space at its ends. */
  text: string
  /** Place in the written answer, in UTF-16 units. */
  start: number
  end: number
  /** Silence that follows it, in ms. */
  pauseAfterMs: number
}

/**
 * Silence behind a chunk. The steps keep the ratio that espeak-ng uses between its clauses (comma 20, full stop 40,
 * paragraph 70), at the short end, because the voice adds some final lengthening of its own.
 */
const pauseMs: Record<BreakKind, number> = { word: 0, clause: 110, sentence: 280, line: 300, paragraph: 450 }

/** The first clause may go when it has this much: less sounds clipped, more costs time to the first sound. */
const firstClause = { words: 3, chars: 12 }
/**
 * Whole sentences are gathered up to this many characters, by chunk: the second chunk must be ready while the short
 * first one plays, later ones can afford the length at which a voice sounds best (near 160: half of that, so that one
 * more sentence brings it there).
 */
const enoughChars = [firstClause.chars, 40, 80]
/** Without a sentence end, a chunk is cut at its best place when it passes this length. */
const longestChars = [72, 200, 300]
/** A run without any place to part it (a very long URL) is left whole up to this length. */
const longestRunChars = 2000
/** Where no word can be found to part a run, it is looked for again only after so many characters: looking reads all of it. */
const charsBetweenLooks = 16
/** What belongs together is kept together up to so many times the length at which a chunk is parted. */
const mostStretch = 2
const mostWordsLookedAt = 64
/** A line of code may begin so far to the right. */
const deepestIndent = 80

/**
 * Cuts the answer, while it is being written, into what is spoken at once: a short first clause so that speech starts
 * early, then whole sentences of near 160 characters. How the text is cut into pieces on input makes no difference:
 * every decision depends on the characters before it alone. Together the sentences cover all text but white space.
 */
export async function* splitSentences(text: AsyncIterable<string>): AsyncGenerator<Sentence, void> {
  const splitter = new SentenceSplitter()
  for await (const piece of text) yield* splitter.add(piece)
  yield* splitter.end()
}

/**
 * Reads character by character; what is not yet released waits in `pending`. A character costs the same however much
 * waits: nothing reads all of it again.
 */
class SentenceSplitter {
  private pending = ''
  private pendingStart = 0
  private index = 0

  // What is known of `pending[0..at)`; begun anew after every release.
  private at = 0
  /** How heavy `pending[0..i)` is, by `i`. */
  private weights = [0]
  private lineStart = 0
  private firstSpeakable = Infinity
  private nextLook = 0
  private lastSentence: Cut | undefined
  /** Where a clause or a word ends. */
  private clauses: Cut[] = []
  private words: Cut[] = []
  /** A clause that may go on with the word that comes. */
  private openClause: (Cut & { nextAt: number }) | undefined
  private unsure: (Break & { nextAt: number }) | undefined
  private brackets = 0
  private bracketAt = 0
  private quoted = false
  /** Backticks that are read just now, and those that opened the code that is read. */
  private ticks = 0
  private codeTicks = 0
  private fence: 'open' | 'closed' | undefined;

  *add(piece: string): Generator<Sentence> {
    this.pending += piece
    while (this.at < this.pending.length) {
      if (this.at === 0) this.skipSpace()
      if (this.pending === '') break
      const cut = this.step(this.at++)
      if (cut) yield* this.release(cut)
    }
  }

  *end(): Generator<Sentence> {
    yield* this.release({ end: this.pending.length, kind: 'sentence' })
  }

  /** White space in front belongs to no sentence. */
  private skipSpace(): void {
    const rest = this.pending.trimStart()
    this.pendingStart += this.pending.length - rest.length
    this.pending = rest
  }

  /** Takes the character at `i` into account; nothing behind it is looked at. */
  private step(i: number): Cut | undefined {
    const unit = this.pending.charCodeAt(i)
    this.weights[i + 1] = this.weights[i]
    // Half a character says nothing: wait for its other half.
    if (unit >= 0xd800 && unit <= 0xdbff) return undefined
    const start = unit >= 0xdc00 && unit <= 0xdfff && i > 0 ? i - 1 : i
    const char = this.pending.slice(start, i + 1)
    this.weights[i + 1] += isDense(char) ? 2 : 1
    if (this.firstSpeakable === Infinity && isSpeakable(char)) this.firstSpeakable = start

    if (this.ticks > 0 && char !== '`') this.settleTicks(start)
    const fenced = this.stepFence(i, char)
    if (fenced || this.fence) return fenced
    const settled = this.settle(start, char) ?? this.settleClause(i, char)
    if (settled) return settled
    if (char === '\n') return this.stepNewline(i)
    if (isSpace(char)) return undefined

    const cut = this.stepBreak(start)
    this.stepBrackets(start, char)
    return cut ?? this.atOnce(i, char) ?? this.tooLong(i, start)
  }

  /** A block between ``` lines is kept whole. */
  private stepFence(i: number, char: string): Cut | undefined {
    if (this.fence === 'closed' && char === '\n') return { end: i, kind: 'line' }
    if (this.fence && char === '\n') this.lineStart = i + 1
    if (char !== '`' || i - this.lineStart > deepestIndent) return undefined
    if (this.pending.slice(this.lineStart, i + 1).trim() !== '```') return undefined
    this.fence = this.fence ? 'closed' : 'open'
    const before = { end: this.lineStart, kind: 'paragraph' as const }
    return this.fence === 'open' && this.firstSpeakable < this.lineStart ? before : undefined
  }

  /** The first chunk does not wait for the line behind its newline. */
  private stepNewline(i: number): Cut | undefined {
    this.lineStart = i + 1
    this.brackets = 0
    this.quoted = false
    this.codeTicks = 0
    const endsLine = i > 0 && !isSpace(this.pending[i - 1])
    return endsLine && this.index === 0 && this.enough(i) ? { end: i, kind: 'line' } : undefined
  }

  private stepBreak(start: number): Cut | undefined {
    const found = breakBefore(this.pending, start)
    if (!found) return undefined
    if (found.unsure && !this.isInside(start)) {
      this.unsure = { ...found, nextAt: start }
      return undefined
    }
    return this.take(found, start)
  }

  /** Once the word behind an abbreviation is complete, says whether a sentence ended there. */
  private settle(start: number, char: string): Cut | undefined {
    if (!this.unsure) return undefined
    if (/[\p{L}\p{M}'’]/u.test(char)) return undefined
    const { end, nextAt, unsure } = this.unsure
    const next = this.pending.slice(nextAt, start).replace(/^[^\p{L}]+/u, '')
    if (next === '' && start - nextAt < 4) return undefined
    this.unsure = undefined
    return this.take({ end, kind: endsBefore(next.trim(), unsure!) ? 'sentence' : 'word' }, nextAt)
  }

  /** Remembers a break, or cuts there when enough stands before it. */
  private take({ end, kind }: Cut, next: number): Cut | undefined {
    if (end <= this.firstSpeakable) return undefined
    if (this.isInside(next) && kind !== 'paragraph') return undefined
    this.words.push({ end, kind })
    if (kind === 'word') return undefined
    this.clauses.push({ end, kind })
    if (kind === 'clause') return this.takeClause({ end, kind }, next)
    this.lastSentence = { end, kind }
    if (kind === 'paragraph' && end >= firstClause.chars) return { end, kind }
    return this.enough(end) ? { end, kind } : undefined
  }

  /** The first clause goes at once, or as soon as the word behind it shows that nothing belongs together there. */
  private takeClause(cut: Cut, next: number): Cut | undefined {
    if (this.index > 0 || !this.enough(cut.end)) return undefined
    if (endsPlainly(this.pending, cut.end, this.pending[next])) return cut
    this.openClause = /\p{L}/u.test(this.pending[next]) ? { ...cut, nextAt: next } : undefined
    return undefined
  }

  private settleClause(i: number, char: string): Cut | undefined {
    if (!this.openClause || !isSpace(char)) return undefined
    const { end, kind, nextAt } = this.openClause
    this.openClause = undefined
    const word = /^(\p{L}[\p{L}'’]+)[,;]?$/u.exec(this.pending.slice(nextAt, i))?.[1]
    return word !== undefined && !oftenGoesOn(word) && isSaidApart(this.pending.slice(0, i), end)
      ? { end, kind }
      : undefined
  }

  private enough(end: number): boolean {
    const weight = this.weights[end]
    if (end <= this.firstSpeakable || weight < byIndex(enoughChars, this.index)) return false
    // To count words is to read all of them again: only while they are few.
    if (this.index > 0 || weight > longestChars[0]) return true
    return countWords(this.pending.slice(0, end)) >= firstClause.words
  }

  /** Marks that no further character can change, so that the first chunk need not wait for one. */
  private atOnce(i: number, char: string): Cut | undefined {
    if (this.index > 0 || this.isInside(i) || this.quoted || !/[?!,;？！。，]/u.test(char)) return undefined
    const token = lastToken(this.pending, i)
    // Not 1,000 nor the query of a URL nor &amp; nor a mark behind a mark.
    if (!endsPlainly(this.pending, i + 1) || /[./:@=&<]/.test(token) || !this.enough(i + 1)) return undefined
    return { end: i + 1, kind: /[,;，]/u.test(char) ? 'clause' : 'sentence' }
  }

  /** Code ends at as many backticks as it began with: ``a ` b``. */
  private settleTicks(start: number): void {
    if (this.codeTicks === 0) {
      this.codeTicks = this.ticks
      this.bracketAt = start - this.ticks
    } else if (this.ticks === this.codeTicks) this.codeTicks = 0
    this.ticks = 0
  }

  private stepBrackets(start: number, char: string): void {
    if (/[([{（「『【《]/u.test(char)) {
      if (this.brackets++ === 0) this.bracketAt = start
    } else if (/[)\]}）」』】》]/u.test(char)) this.brackets = Math.max(0, this.brackets - 1)
    else if (/[“«]/u.test(char)) this.quoted = true
    else if (/[”»]/u.test(char)) this.quoted = false
    else if (char === '"') this.quoted = !this.quoted
    else if (char === '`') this.ticks++
  }

  /** True within brackets or inline code; one that is never closed (a smiley) holds for a while only. */
  private isInside(at: number): boolean {
    return (this.brackets > 0 || this.codeTicks > 0) && at - this.bracketAt < 160
  }

  /** The best place to part a chunk that has grown too long: where it is said the same in two. */
  private tooLong(i: number, start: number): Cut | undefined {
    const longest = byIndex(longestChars, this.index)
    const weight = this.weights[i + 1]
    if (weight <= longest) return undefined
    if (this.lastSentence) return this.lastSentence
    if (i < this.nextLook) return undefined
    this.nextLook = i + charsBetweenLooks
    const isFarEnough = ({ end }: Cut): boolean => end > longest / 4
    const text = this.pending.slice(0, i + 1)
    const apart =
      lastSaidApart(text, this.clauses.filter(isFarEnough)) ??
      lastSaidApart(text, this.words.filter(isFarEnough)) ??
      this.unspacedCut(i)
    if (apart) return apart
    return weight > mostStretch * longest ? (this.words.at(-1) ?? this.runCut(i, start)) : undefined
  }

  /** Scripts without spaces part between the words that a dictionary knows. */
  private unspacedCut(i: number): Cut | undefined {
    const text = this.pending.slice(0, i + 1)
    if (!unspaced.test(text)) return undefined
    const words = wordSegmenter.segment(text)
    // The last word may go on with what follows, and no mark may begin a chunk.
    let end = words.containing(i)?.index ?? 0
    for (let looked = 0; end > 0 && looked < mostWordsLookedAt; looked++) {
      const word = words.containing(end - 1)!
      end = word.index
      if (end > 0 && word.isWordLike && unspaced.test(word.segment)) return { end, kind: 'word' }
    }
    return undefined
  }

  /**
   * A run without any place to part it goes on until it is absurd, and then parts between two characters as they are
   * seen, or where even that is one alone, anywhere.
   */
  private runCut(i: number, start: number): Cut | undefined {
    if (i < longestRunChars) return undefined
    const end = graphemeSegmenter.segment(this.pending.slice(0, i + 1)).containing(i)?.index ?? 0
    return { end: end === 0 ? start : end, kind: 'word' }
  }

  private *release({ end, kind }: Cut): Generator<Sentence> {
    const raw = this.pending.slice(0, end)
    const text = raw.trim()
    if (text !== '') {
      const start = this.pendingStart + raw.indexOf(text)
      const pauseAfterMs = pauseMs[kind]
      yield { index: this.index++, text, start, end: start + text.length, pauseAfterMs }
    }
    this.pending = this.pending.slice(end)
    this.pendingStart += end
    this.at = this.lineStart = this.nextLook = this.brackets = this.bracketAt = 0
    this.weights = [0]
    this.firstSpeakable = Infinity
    this.lastSentence = this.openClause = this.unsure = this.fence = undefined
    this.clauses = []
    this.words = []
    this.quoted = false
    this.ticks = this.codeTicks = 0
  }
}

// A fixed locale: where words part must not depend on the machine's language.
const wordSegmenter = new Intl.Segmenter('en', { granularity: 'word' })
const graphemeSegmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })
const dense = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u
const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u

const byIndex = (steps: readonly number[], index: number): number => steps[Math.min(index, steps.length - 1)]
const isSpeakable = (char: string): boolean => /[\p{L}\p{N}]/u.test(char)

/** A character that takes about twice the time of a Latin letter to say. */
const isDense = (char: string): boolean => dense.test(char)

function countWords(text: string): number {
  let count = 0
  for (const segment of wordSegmenter.segment(text)) if (segment.isWordLike) count++
  return count
}
