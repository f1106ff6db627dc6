import type { MappedText } from '../mappedText'

/** Compatibility signs whose meaning NFKC would lose: powers, indices, fractions, ellipsis, and letters above. */
const kept = /[²³¹⁰⁴-⁹⁺⁻⁼⁽⁾ⁿⁱ₀-₎ₐ-ₜ…™®℠ªº´¨¯¸․‥‴″′⁗℮℃℉]/u

const fractions: Readonly<Record<string, string>> = {
  '½': '1/2',
  '⅓': '1/3',
  '⅔': '2/3',
  '¼': '1/4',
  '¾': '3/4',
  '⅕': '1/5',
  '⅖': '2/5',
  '⅗': '3/5',
  '⅘': '4/5',
  '⅙': '1/6',
  '⅚': '5/6',
  '⅐': '1/7',
  '⅛': '1/8',
  '⅜': '3/8',
  '⅝': '5/8',
  '⅞': '7/8',
  '⅑': '1/9',
  '⅒': '1/10',
}
const single: Readonly<Record<string, string>> = {
  '℃': '°C',
  '℉': '°F',
  '−': '-',
  '‐': '-',
  '‑': '-',
  '⁄': '/',
  '∕': '/',
  '∶': ':',
  '‘': "'",
  '’': "'",
  '‛': "'",
  '‴': '′″',
  '∗': '*',
  '⋅': '·',
}
const spaces = /[\u00a0\u2000-\u200a\u202f\u205f\u3000]/u

/**
 * One form of everything that Unicode can write in several ways: composed letters, mathematical and full-width ones,
 * ligatures, the signs of Roman numerals, digits of any script. It is done grapheme by grapheme, so that every place
 * is kept.
 */
export function fold(form: MappedText): MappedText {
  return (
    form
      // A grapheme that holds anything beside ASCII. Emoji stay: they are long and fold to themselves.
      .replace(/(?:[^\p{ASCII}\p{Extended_Pictographic}]|[A-Za-z](?=\p{M}))\p{M}*/gu, ({ 0: grapheme }) => {
        const folded = folding(grapheme)
        return folded === grapheme ? undefined : folded
      })
      // Between a number and its fraction lies a space: 1½ is 1 1/2.
      .replace(/(\d?)([¼-¾⅐-⅞])/dgu, ({ 1: digit, 2: sign }) =>
        digit === '' ? fractions[sign] : [1, ` ${fractions[sign]}`],
      )
  )
}

function folding(grapheme: string): string {
  const first = String.fromCodePoint(grapheme.codePointAt(0)!)
  if (single[first] !== undefined) return single[first] + grapheme.slice(first.length)
  if (spaces.test(first))
    return first === '\u202f' || first === '\u2009' || first === '\u00a0' ? '\u202f' : ' '
  if (fractions[first] !== undefined || kept.test(first)) return grapheme.normalize('NFC')
  if (/\p{Nd}/u.test(first)) return digitOf(first) + grapheme.slice(first.length)
  const folded = grapheme.normalize('NFKC')
  // A sign that would become a spaced accent stays what it is.
  return /^\s/u.test(folded) ? grapheme : folded
}

/** Digits of every script come in tens, from their zero on. */
function digitOf(sign: string): string {
  const folded = sign.normalize('NFKC')
  if (/^\d$/.test(folded)) return folded
  const point = sign.codePointAt(0)!
  let zero = point
  while (zero > point - 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--
  return String(point - zero)
}
