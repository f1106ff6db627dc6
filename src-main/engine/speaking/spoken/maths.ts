import type { MappedText } from '../mappedText'
import { after, before } from './around'
import type { SpokenLanguage } from './language'

const high: Readonly<Record<string, string>> = {
  '⁰': '0',
  '¹': '1',
  '²': '2',
  '³': '3',
  '⁴': '4',
  '⁵': '5',
  '⁶': '6',
  '⁷': '7',
  '⁸': '8',
  '⁹': '9',
  '⁺': '+',
  '⁻': '-',
  ⁿ: 'n',
  ⁱ: 'i',
}
/** A number, a variable, or the end of a bracket stands beside an operator. */
const left = String.raw`(?:[\d)%°!²³⁰-⁹ⁿ\]]|(?<![\p{L}'])\p{L}|(?<=\d)\p{L})`
const right = String.raw`(?=\s?[-−+√]?\s?(?:[\d(.√]|\p{L}(?![\p{L}'])|\p{L}\())`

/** Signs of arithmetic and comparison, powers and roots, as words. The numbers between them stay as digits. */
export function sayMaths(form: MappedText, language: SpokenLanguage): MappedText {
  return sayPowers(sayOperators(sayGreek(sayNames(form, language)), language), language)
}

/** Functions before what they are of, and signs that have a name in this language: "sin(x)", "∈". */
function sayNames(form: MappedText, { mathNames, signs }: SpokenLanguage): MappedText {
  return form
    .replace(
      /(?<![\p{L}\p{N}.])(sin|cos|tan|cot|log|ln|exp)([²³]?)(?=\(|\s?\p{sc=Greek}|\s\p{Ll}(?!\p{L}))/dgu,
      (match) => {
        const name = mathNames[match[1]]
        return name && [[1, name], 2, after(match, 2).startsWith('(') ? ` ${signs.of} ` : ' ']
      },
    )
    .replace(/[∈∉∪∩⊂⊆∀∃¬∧∨∝∂∇∅∴]/gu, ({ 0: sign }) => mathNames[sign] && ` ${mathNames[sign]} `)
    .replace(
      /(?<=(?<!\p{L})\p{L})['′]\((\p{L})\)/dgu,
      () => mathNames['′'] && [` ${mathNames['′']} ${signs.of} `, 1],
    )
}

const greek: Readonly<Record<string, string>> = {
  α: 'alpha',
  β: 'beta',
  γ: 'gamma',
  δ: 'delta',
  ε: 'epsilon',
  ζ: 'zeta',
  η: 'eta',
  θ: 'theta',
  ι: 'iota',
  κ: 'kappa',
  λ: 'lambda',
  μ: 'mu',
  ν: 'nu',
  ξ: 'xi',
  ο: 'omicron',
  π: 'pi',
  ρ: 'rho',
  σ: 'sigma',
  ς: 'sigma',
  τ: 'tau',
  υ: 'upsilon',
  φ: 'phi',
  ϕ: 'phi',
  χ: 'chi',
  ψ: 'psi',
  ω: 'omega',
}

/** A lone Greek letter is a sign of mathematics; a word of them is Greek. */
function sayGreek(form: MappedText): MappedText {
  return form.replace(/(?<!\p{sc=Greek})([\p{sc=Greek}])(?!\p{sc=Greek}|\p{M})/gu, (match) => {
    const name = greek[match[1].toLowerCase()]
    // Behind a number they are an ohm and a millionth.
    if (name === undefined || (/[Ωμ]/u.test(match[1]) && /\d\s?[kM]?$/u.test(before(match, 3))))
      return undefined
    const front = /[\p{L}\p{N}]$/u.test(before(match, 1)) ? ' ' : ''
    return front + name + (/^[\p{L}\p{N}]/u.test(after(match, 2)) ? ' ' : '')
  })
}

function sayPowers(form: MappedText, language: SpokenLanguage): MappedText {
  const { signs, units } = language
  const power = (exponent: string): string => {
    if (exponent === '2') return ` ${signs.squared} `
    if (exponent === '3') return ` ${signs.cubed} `
    return ` ${signs.power} ${exponent.replace(/^[-−]/, `${signs.minus} `).replace(/^\+/, '')} `
  }
  return (
    form
      // "6.022e23" and "1.5E-3".
      .replace(/(?<![\w.])(\d{1,9}(?:\.\d{1,12})?)[eE]([+-]?)(\d{1,3})(?![\w.]*\w)/dgu, ({ 2: sign }) => [
        1,
        ` ${signs.times} 10 ${signs.power} ${sign === '-' ? `${signs.minus} ` : ''}`,
        3,
      ])
      // Of "mc²" each letter is a factor.
      .replace(/(?<![\p{L}\d])(\p{L}{2,3})(?=[²³⁴-⁹ⁿ]|\^[\d{])/gu, ({ 1: factors }) =>
        Object.hasOwn(units, factors) ? undefined : [...factors].join(' '),
      )
      .replace(/(?<=[\p{L}\d)\]])([⁰¹²³⁴-⁹⁺⁻ⁿⁱ]{1,6})/gu, (match) => {
        const digits = Array.from(match[1], (sign) => high[sign] ?? sign).join('')
        return isPowerOfUnit(digits, match, language) ? undefined : power(digits)
      })
      .replace(
        /(?<=[\p{L}\d)\]])\s?(?:\^|\*\*)\s?\(?([-−]?(?:\d{1,6}(?:\.\d{1,4})?|\p{L}))\)?(?![\p{L}\d(])/gu,
        (match) => (isPowerOfUnit(match[1], match, language) ? undefined : power(match[1])),
      )
      .replace(/(?<=[\p{L}\d)\]])\^\s?(?=[-−]?[\p{L}\d({])/gu, (match) =>
        isPowerOfUnit(/^[23](?!\d)/.exec(after(match, 2))?.[0] ?? '', match, language)
          ? undefined
          : ` ${signs.power} `,
      )
      .replace(/√\s?(?=[\p{L}\d(])/gu, () => ` ${signs.root} `)
      // "f(x)": a function of something.
      .replace(/(?<![\p{L}\p{N}'])(\p{L})\((-?(?:\d{1,6}|\p{L})(?:,\s?(?:\d{1,6}|\p{L})){0,3})\)/dgu, () => [
        1,
        ` ${signs.of} `,
        2,
      ])
      .replace(/(?<![\p{L}\p{N}])(\d{1,4}|[nkx])!(?=\s?[=+*/×÷)-])/dgu, () => [1, ' factorial'])
  )
}

/** "5 m²", "km^2": the power is said with the unit. */
function isPowerOfUnit(exponent: string, match: RegExpExecArray, { units }: SpokenLanguage): boolean {
  if (!/^[23]$/.test(exponent)) return false
  const found = /(\d|\/)?[\s-]?([\p{L}°]{1,5})$/u.exec(before(match, 12))
  return found !== null && Object.hasOwn(units, found[2]) && (found[1] !== undefined || found[2].length > 1)
}

/** The letters of a product in an equation; units and words are none. */
function factorsOf(match: RegExpExecArray, { units, functionWords }: SpokenLanguage): string | undefined {
  const { 1: letters } = match
  const front = before(match)
  const isEquation = (front + after(match)).includes('=') || /[²³^]/u.test(front)
  const isUnit = /\d$/.test(front) && Object.hasOwn(units, letters) && letters !== 'ac'
  const isWord = functionWords.has(letters) || ['pi', 'ok', 'up', 'my', 'me', 'am', 'pm'].includes(letters)
  return isEquation && !isUnit && !isWord ? [...letters].join(' ') : undefined
}

function sayOperators(form: MappedText, language: SpokenLanguage): MappedText {
  const { signs } = language
  const between = (operator: string): RegExp =>
    new RegExp(`${operator}(?<=${left}\\s?${operator})\\s?${right}`, 'gu')
  const word = (said: string) => () => ` ${said} `
  return (
    form
      // "F = ma", "4ac": of a product each factor.
      .replace(
        /(?<=[-+−=*/×(]\s?\d{0,3}|(?<![\p{L}\p{N}.])\d{1,3})(?<![-+−*/×(]\s)([a-z]{2})(?=\s?[-+−=*/×)^²³]|[.,;:!?](?:\s|$)|$|\s\P{Ll})/gu,
        (match) => factorsOf(match, language),
      )
      .replace(/(?:±|\+\/-|\+-(?=\d))\s?/gu, word(signs.plusOrMinus))
      .replace(
        /(?:≈|≅|≃)/gu,
        (match) => ` ${/[\p{L}\d]\s?$/u.test(before(match, 2)) ? signs.isAbout : signs.about} `,
      )
      .replace(/\s?~=\s?/gu, word(signs.about))
      .replace(/(?<=^|[\s(])~\s?(?=[\d$€£¥₹])/gu, () => `${signs.about} `)
      .replace(/(?:≠|!==?|\/=(?=\s))\s?/gu, word(signs.notEqual))
      .replace(/(?:≤|⩽|<=(?<=[\p{L}\d)\]]\s?<=)\s?(?=[-\p{L}\d(]))/gu, word(signs.atMost))
      .replace(/(?:≥|⩾|>=(?<=[\p{L}\d)\]]\s?>=)\s?(?=[-\p{L}\d(]))/gu, word(signs.atLeast))
      .replace(/(?<=[\p{L}\d)] ?)<(?= ?[-\d])|(?<=[\p{L}\d)] )<(?= [\p{L}-])/gu, word(signs.less))
      .replace(/(?<=[\p{L}\d)] ?)>(?= ?[-\d])|(?<=[\p{L}\d)] )>(?= [\p{L}-])/gu, word(signs.greater))
      .replace(/(?<=^|[\s(])<\s?(?=\d)/gu, word(signs.less))
      .replace(/(?<=^|[\s(])>\s?(?=\d)/gu, word(signs.greater))
      // Sides of something: "2x4", "1920×1080"; "10x" alone is times.
      .replace(
        /[xX](?<=\d\s?(?:[mck]?m|in\.?|ft\.?|["″′'])?\s?[xX])(?=\s?\d)(?![^=\n.!?]{0,24}=(?!>))/gu,
        word(signs.by),
      )
      .replace(/(?<=\d{2,5})×(?=\d{2,5}(?!\s?=|[\d.^⁰¹²³⁴-⁹⁻]))/gu, word(signs.by))
      .replace(
        /(?<=\d)[x×](?=\s?$|[\s,.;:!?)](?!\s?[-+=*/^<>]))(?<!(?:(?<!\d)[-–]|[+=*/(]\s?|minus |plus |equals )\d{1,4}x)/gu,
        word(signs.times),
      )
      .replace(between('[×*·⋅]'), word(signs.times))
      .replace(/(?<=[\d)]\s)x(?=\s[\d(])/gu, word(signs.times))
      .replace(/(?<=\d)(?=[xyzn](?![\p{L}]))/gu, () => ' ')
      .replace(between('÷'), word(signs.dividedBy))
      .replace(/\/(?<=[\d)]\s\/)\s(?=[\d(])/gu, word(signs.dividedBy))
      .replace(
        /\/(?<=(?:(?<!\p{L})\p{L}|\))\s?\/)\s?(?=(?:\p{L}(?!\p{L})|\())(?<!(?<!\p{L})[wW]\/)(?=[^.!?]{0,24}=(?!>))|\/(?<==\s?(?<!\p{L})\p{L}\/)(?=\p{L}(?!\p{L}))/gu,
        word(signs.over),
      )
      // "x/2", "1/x".
      .replace(
        /\/(?<=(?<![\p{L}\p{N}'/.])[a-vxyz]\/)(?=\d{1,4}(?![\p{L}\p{N}/]))|\/(?<=(?<![\p{L}\p{N}'/.])\d{1,4}\/)(?=[abcnpqrtxyz](?![\p{L}\p{N}/]))/giu,
        word(signs.over),
      )
      // Behind a number a plus without anything to add is "and over"; between two it adds.
      .replace(/(?<=[\d%])\+(?=$|[\s,.;:!?)])(?!\s[\d(])/gu, () => ` ${signs.plus}`)
      .replace(between('\\+'), word(signs.plus))
      .replace(/(?<=[\p{L}\d)] )\+(?= [\p{L}\d(])/gu, () => signs.plus)
      .replace(/(?<=^|[\s(])\+(?=[\d.])/gu, () => `${signs.plus} `)
      .replace(/∞/gu, word(signs.infinity))
      .replace(/∑/gu, word(signs.sum))
      .replace(/∫/gu, word(signs.integral))
      .replace(/[-–—~−](?<=\d\s?[-–—~−])\s?(?=[-−]\d)/gu, word(signs.to))
      .replace(/(?<=[\d)%°²³⁰¹⁴-⁹ⁿ]|(?<!\p{L})\p{L})\s[-−–]\s(?=[\d(]|\p{L}(?![\p{L}'])|√)/gu, (match) => {
        const around = before(match) + match[0] + after(match)
        const isEquation = around.includes('=')
        // A dash between words, as in "I - a man of words".
        if (!isEquation && !/\d/.test(around)) return undefined
        const isSpan = match[0].includes('–') && /\d$/.test(before(match, 1)) && /^\d/.test(after(match, 1))
        return ` ${isSpan && !isEquation ? signs.to : signs.minus} `
      })
      .replace(/(?<=[\d)])[-−–](?=\d[\d.,]*\s?=)/gu, word(signs.minus))
      .replace(/(?<=(?<!\p{L})\p{L}|\)|\d)[-−](?=(?:\d|\p{L}(?!\p{L}))[\d]*\s?=)/gu, word(signs.minus))
      .replace(/[–—~−-](?<=\d[%°]?[CF]?\s?[–—~−-])\s?(?=\d)/gu, word(signs.to))
      .replace(
        /(?<=^|[\s(=]|\b(?:equals|to|times|than|plus|about)\s)[-−–](?=[\d.$€£¥₹√]|\p{L}(?![\p{L}'-]))(?!\.\s)/gu,
        () => `${signs.minus} `,
      )
      .replace(
        /(?<=[\p{L}\d)\]'"²³⁰¹⁴-⁹ⁿ%°]\s?)(?:={1,3}|≡)\s?(?=[-−+√.'"\p{L}\d([{∑∫∞])/gu,
        word(signs.equals),
      )
      .replace(/(?:→|⇒|⟶|->|=>|⟹|↦)\s?/gu, word(signs.to))
  )
}
