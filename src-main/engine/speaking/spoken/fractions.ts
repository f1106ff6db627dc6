import type { MappedText } from '../mappedText'
import { after, before } from './around'
import { oneOf, perLanguage, type SpokenLanguage } from './language'

const ofUnit = perLanguage(({ units }) => {
  const signs = Object.keys(units).filter((sign) => /^\p{L}{2,}/u.test(sign) && sign !== 'in')
  return new RegExp(String.raw`(?<![\w.,/])(\d{1,2})\/(\d{1,3})\s?-?(${oneOf(signs)})(?![\p{L}\p{N}/])`, 'gu')
})

/** Behind them "1/3" is the first of three. */
const partOfMany =
  /\b(?:step|part|page|day|chapter|lesson|slide|question|round|episode|level|module|phase|stage|task|week|item|schritt|teil|seite|tag|paso|parte|página|día|étape|partie|page|jour|passo|pagina|giorno)\s$/iu

/** Strokes between numbers: fractions, "24/7", scores, what is over what. */
export function sayFractions(form: MappedText, language: SpokenLanguage): MappedText {
  const { signs, cardinal, units, functionWords } = language
  const fraction = (n: string, d: string, noun: string | undefined): string => {
    const [top, bottom] = [Number(n), Number(d)]
    const named = top > 0 && top < bottom ? language.fraction(top, bottom, noun) : undefined
    if (named !== undefined) return named
    const isScore = top <= bottom && (bottom === 5 || bottom === 10 || bottom === 100)
    return `${cardinal(BigInt(n))} ${isScore ? signs.outOf : signs.over} ${cardinal(BigInt(d))}`
  }
  return (
    form
      .replace(
        /(?<![\w.,/])(\d{1,3})[\s-](\d{1,2})\/(\d{1,2})(?![\w/]|[.,]\d)/gu,
        ({ 1: whole, 2: n, 3: d }) => {
          const named = language.fraction(Number(n), Number(d), undefined)
          if (named === undefined || Number(n) >= Number(d)) return undefined
          // "one and a half", not "one and one half".
          const said = n === '1' ? named.replace(/^one /, 'a ') : named
          return `${cardinal(BigInt(whole))} ${signs.and} ${said}`
        },
      )
      .replace(/(?<![\w.,/])(24\/7|9\/11|7\/11|50\/50)(?![\w/]|[.,]\d|\s?=)/gu, ({ 1: name }) =>
        name
          .split('/')
          .map((part) => cardinal(BigInt(part)))
          .join(' '),
      )
      .replace(ofUnit(language), (match) => {
        const { 1: n, 2: d, 3: sign } = match
        const [one, many] = units[sign]
        if (Number(n) >= Number(d)) return undefined
        if (n === '1') return `${fraction(n, d, one)} ${one}`.replace(/^one (?=\w+ \w)/, 'a ')
        const article = language.squareUnit ? '' : /^[aeiou]/.test(one) ? 'an ' : 'a '
        return `${fraction(n, d, undefined)} ${signs.of} ${article}${one === many ? many : one}`
      })
      // "10/2 = 5", "x = 6/3".
      .replace(/(?<![\w.,/])(\d{1,9}(?:\.\d{1,9})?)\s?\/\s?(\d{1,9}(?:\.\d{1,9})?)(?=\s?=)/dgu, () => [
        1,
        ` ${signs.dividedBy} `,
        2,
      ])
      .replace(/(?<==\s?)(\d{1,9})\s?\/\s?(\d{1,9})(?![\w/]|[.,]\d)/dgu, () => [1, ` ${signs.over} `, 2])
      // "4.5/5 stars".
      .replace(/(?<![\w.,/])(\d{1,3}[.,]\d{1,2})\/(\d{1,4})(?![\w/]|[.,]\d)/dgu, ({ 2: d }) => [
        1,
        ` ${/^(?:[456]|10|20|100)$/.test(d) ? signs.outOf : signs.over} `,
        2,
      ])
      .replace(/(?<![\w.,/])(\d{1,4})\/(\d{1,4})(?![\w/]|[.,]\d)/gu, (match) => {
        const { 1: n, 2: d } = match
        if (partOfMany.test(before(match))) return `${cardinal(BigInt(n))} ${signs.of} ${cardinal(BigInt(d))}`
        if (/\b(?:scores?d?|rat(?:ed|ing)|grade|got|gave)\b[\w\s:]*$/iu.test(before(match)))
          return `${cardinal(BigInt(n))} ${signs.outOf} ${cardinal(BigInt(d))}`
        const word = /^\s(\p{L}\p{Ll}+)/u.exec(after(match))?.[1]
        const isNoun =
          word !== undefined &&
          !functionWords.has(word.toLowerCase()) &&
          (language.capitalNouns === true || /^\p{Ll}/u.test(word))
        return fraction(n, d, isNoun ? word : undefined)
      })
  )
}
