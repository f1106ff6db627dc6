import type { MappedText } from '../mappedText'
import { opensSentence } from '../sentenceBreaks'
import { after } from './around'
import { oneOf, perLanguage, type SpokenLanguage } from './language'

const patternsOf = perLanguage(({ abbreviations, beforeNumber, bareShortForms }) => ({
  counted: new RegExp(
    String.raw`(?<![\p{L}\p{N}'])(${oneOf(Object.keys(beforeNumber))})(\.\s?|\s)(?=[\d#])`,
    'gu',
  ),
  stopped: new RegExp(
    String.raw`(?<![\p{L}\p{N}.'@/-])(${oneOf(Object.keys(abbreviations))})\.(?![\p{L}\p{N}@/])(,?)`,
    'giu',
  ),
  bare: new RegExp(String.raw`(?<![\p{L}\p{N}.'@/&-])(${oneOf(bareShortForms)})(?![\p{L}\p{N}.'@/-])`, 'gu'),
}))

/** Short forms in full. Their full stop stays where it ends the sentence as well. */
export function sayAbbreviations(form: MappedText, language: SpokenLanguage): MappedText {
  const { abbreviations, beforeNumber, bareShortForms, shortWords, signs } = language
  const patterns = patternsOf(language)
  const full = (short: string): string => abbreviations[short] ?? abbreviations[short.toLowerCase()]
  return language
    .sayPlaces(
      form
        .replace(
          /(?<![\p{L}\p{N}])[Ww]\/\s?(?=[\p{L}\d])(?!o\b|m[²^2]|k?g\b|cm)/gu,
          () => language.withWords[0],
        )
        .replace(/(?<![\p{L}\p{N}])[Ww]\/o(?=$|[\s.,;:!?)])/gu, () => language.withWords[1])
        .replace(/(?<![\p{L}\p{N}])b\/c(?=$|[\s.,;:!?)])/gu, () => language.withWords[2])
        .replace(patterns.counted, ({ 1: short, 2: stop }) =>
          stop.startsWith('.') || bareShortForms.includes(short) ? `${beforeNumber[short]} ` : undefined,
        )
        .replace(/№\s?(?=\d)/gu, () => `${signs.number} `)
        .replace(/(?<=^|[\s(])#\s?(?=\d)/gu, () => `${signs.number} `)
        .replace(/§§?\s?(?=[\d\p{L}])/gu, () => `${signs.section} `),
    )
    .replace(patterns.stopped, (match) => {
      const { 1: short, 2: comma } = match
      const said = full(short)
      // In other letters it is a word at the end of a sentence.
      if (
        said === undefined ||
        (short.length === 1 && !Object.hasOwn(abbreviations, short)) ||
        (!Object.hasOwn(abbreviations, short) && /^\p{Lu}\p{Ll}/u.test(short) && short.length > 4)
      )
        return undefined
      const behind = after(match)
      const ends = comma === '' && endsSentence(behind)
      if (
        shortWords.includes(short) &&
        (ends || /^\s*(?:$|\p{Lu})/u.test(behind)) &&
        !language.titles.includes(short)
      )
        return undefined
      return `${said}${ends ? '.' : comma}`
    })
    .replace(patterns.bare, ({ 1: short }) => abbreviations[short])
}

/** Nothing follows, or a word that opens a sentence does. */
export function endsSentence(behind: string): boolean {
  if (/^["'”’)\]]*\s*$/u.test(behind)) return true
  const next = /^["'”’)\]]*\s+["'“‘(]?(\p{Lu}[\p{L}'’]*)/u.exec(behind)?.[1]
  return next !== undefined && opensSentence(next)
}
