import {
  accents,
  doubleStruck,
  formulaSigns,
  loweredLetters,
  plainGroups,
  raisedLetters,
} from './formulaSigns'

export interface FormulaText {
  readonly text: string
  /** It has a line of its own. */
  readonly isDisplay: boolean
}

/** Groups within each other; what lies deeper is not simple. */
const deepest = 12

/**
 * A formula of LaTeX as a line of text, such as `√(x² + 1)/2` for `\frac{\sqrt{x^2 + 1}}{2}`. What is not known stays as it is
 * written.
 * @param written with the signs that enclose it: `$x$`, `$$x$$`, `\(x\)` or `\[x\]`
 */
export function formulaText(written: string): FormulaText {
  const isDisplay = written.startsWith('$$') || written.startsWith('\\[')
  const signs = written.startsWith('$') && !isDisplay ? 1 : 2
  const reader = new FormulaReader(written.slice(signs, -signs))
  const text = reader
    .all()
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/ ?\n[ \n]*/gu, '\n')
    .trim()
  return { text: text === '' ? written : text, isDisplay }
}

class FormulaReader {
  readonly #formula: string
  #at = 0

  constructor(formula: string) {
    this.#formula = formula
  }

  /** The whole formula. */
  all(): string {
    let text = this.#rest(0)
    // A bracket that closes nothing.
    while (this.#at < this.#formula.length) text += this.#formula[this.#at++] + this.#rest(0)
    return text
  }

  /** All up to the end of a group, or of the formula. */
  #rest(depth: number): string {
    let text = ''
    while (this.#at < this.#formula.length && this.#formula[this.#at] !== '}') text += this.#next(depth, text)
    return text
  }

  /** The next thing: a letter, a group, or a command with what belongs to it. @param before what it stands behind */
  #next(depth: number, before: string): string {
    const sign = this.#formula[this.#at]
    switch (sign) {
      case '{':
        return this.#group(depth)
      case '\\':
        return this.#command(depth)
      case '^':
      case '_': {
        this.#at++
        const letters = sign === '^' ? raisedLetters : loweredLetters
        return moved(this.#argument(depth), letters, sign)
      }
      case '~':
        this.#at++
        return ' '
      case '&':
        this.#at++
        return ''
      case "'":
        this.#at++
        return before === '' ? "'" : '′'
      case '-':
        this.#at++
        return '−'
      case '\n':
        this.#at++
        return ' '
    }
    const letter = String.fromCodePoint(this.#formula.codePointAt(this.#at)!)
    this.#at += letter.length
    return letter
  }

  /** What a command, or a small letter, is about: the next group or thing. */
  #argument(depth: number): string {
    while (this.#formula[this.#at] === ' ') this.#at++
    if (this.#at >= this.#formula.length || this.#formula[this.#at] === '}') return ''
    return this.#next(depth + 1, '')
  }

  #group(depth: number): string {
    const from = this.#at++
    if (depth >= deepest) {
      this.#at = this.#formula.length
      return this.#formula.slice(from)
    }
    const text = this.#rest(depth + 1)
    this.#at++
    return text
  }

  #command(depth: number): string {
    const name = /^(?:[a-z]+|.)/isu.exec(this.#formula.slice(this.#at + 1, this.#at + 32))?.[0] ?? ''
    this.#at += 1 + name.length
    if (depth >= deepest) return `\\${name}`
    if (/^[dt]?frac$/u.test(name))
      return `${grouped(this.#argument(depth))}/${grouped(this.#argument(depth))}`
    if (name === 'sqrt') return this.#root(depth)
    if (name === 'binom') return `(${this.#argument(depth)} over ${this.#argument(depth)})`
    if (name === 'begin' || name === 'end' || name === 'tag' || name === 'label') {
      this.#argument(depth)
      return ''
    }
    if (name === 'mathbb') {
      const letter = this.#argument(depth)
      return doubleStruck[letter] ?? letter
    }
    if (plainGroups.has(name)) return this.#argument(depth)
    const accent = Object.hasOwn(accents, name) ? accents[name] : undefined
    if (accent !== undefined) {
      const under = this.#argument(depth)
      return [...under].length === 1 ? under + accent : grouped(under) + accent
    }
    const next = this.#formula[this.#at] ?? ''
    if (!Object.hasOwn(formulaSigns, name))
      return next === '{' ? `\\${name}{${this.#group(depth)}}` : `\\${name}`
    const text = formulaSigns[name]
    // `\left.` and its like show nothing.
    if (text === '' && next === '.') this.#at++
    // A function's name ends where the next word begins.
    const runsOn = /^[a-z]{2,}$/iu.test(text) && /[\p{L}\p{N}\\]/u.test(next)
    return runsOn ? `${text} ` : text
  }

  #root(depth: number): string {
    let degree = ''
    if (this.#formula[this.#at] === '[') {
      const end = this.#formula.indexOf(']', this.#at)
      if (end > 0) {
        degree = moved(this.#formula.slice(this.#at + 1, end), raisedLetters, '')
        this.#at = end + 1
      }
    }
    return `${degree}√${grouped(this.#argument(depth))}`
  }
}

/** In brackets where it has more than one part. */
function grouped(text: string): string {
  const isOne = /^(?:[\p{L}\p{M}]|[\p{L}\p{M}]?[\p{N}.,]+|[∞∂]?[\p{L}\p{M}]?)[\p{Lm}\p{No}₀-₉⁰-⁹′]*$/u.test(
    text,
  )
  return isOne || /^\([^()]*\)$/u.test(text) ? text : `(${text})`
}

/** In small letters where there are any for all of it. */
function moved(text: string, letters: ReadonlyMap<string, string>, sign: string): string {
  const small = [...text.replaceAll(' ', '')].map((letter) => letters.get(letter))
  if (text !== '' && small.every((letter) => letter !== undefined)) return small.join('')
  const isWord = sign === '_' && /^[\p{L}\p{N}]+$/u.test(text)
  return sign + (isWord ? text : grouped(text))
}
