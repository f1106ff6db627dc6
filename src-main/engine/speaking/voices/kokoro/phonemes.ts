import { AppError } from '@contract'
import { loadEspeak } from '../../espeak'
import { spellSounds } from '../../heteronyms'

/** Languages whose phonemes come from espeak-ng, with espeak-ng's name for them. */
const espeakVoices: Readonly<Record<string, string>> = {
  es: 'es',
  fr: 'fr',
  hi: 'hi',
  it: 'it',
  'pt-br': 'pt-br',
}

/** Whether there are phonemes for a language. */
export const isPronounced = (language: string): boolean =>
  language === 'en-us' || language === 'en-gb' || Object.hasOwn(espeakVoices, language)

/**
 * The phonemes of `text` in the notation that Kokoro was trained on (misaki's: IPA with single signs for affricates
 * and, outside English, diphthongs). Punctuation stays: it is what the voice takes its melody from.
 *
 * @param language `en-us`, `en-gb`, `es`, `fr`, `hi`, `it` or `pt-br`
 * @throws AppError `voice-unavailable` for a language that has no phonemes here
 */
export async function phonemes(text: string, language: string): Promise<string> {
  if (language === 'en-us' || language === 'en-gb') return englishPhonemes(text, language)
  const voice = espeakVoices[language]
  if (voice === undefined) {
    throw new AppError('voice-unavailable', { kind: 'language-unpronounced', language })
  }
  const espeak = await loadEspeak()
  return espeakPhonemes(text, (part) => espeak.ipa(part, voice))
}

/** espeak-ng's names of the two Englishes that Kokoro's voices were trained on. */
const englishVoices = { 'en-us': 'en-us', 'en-gb': 'en' } as const

/** Marks that Kokoro knows; a point or comma within a number is not one. */
const marks =
  /(?:(?<!\s)\s+)?(?:[;:!?¡¿—…"“”()]|[.,](?!\d)|(?<!\d)[.,])(?:[\s;:!?¡¿—…"“”()]|[.,](?!\d)|(?<!\d)[.,])*/gu

/** English as Kokoro's own front ends spell it: espeak-ng's IPA, with English signs for what it borrows elsewhere. */
async function englishPhonemes(text: string, language: keyof typeof englishVoices): Promise<string> {
  const espeak = await loadEspeak()
  const spelt = spellSounds(text).text
  const said = betweenMarks(spelt, (part) => plainIpa(espeak.ipa(part, englishVoices[language])))
    .replace(/ʲ/gu, 'j')
    .replace(/r/gu, 'ɹ')
    .replace(/x/gu, 'k')
    .replace(/ɬ/gu, 'l')
    .replace(/(?<=[a-zɹː])(?=hˈʌndɹɪd)/gu, ' ')
    .replace(/ z(?=[;:,.!?¡¿—…"“”() ]|$)/gu, 'z')
  // "Ninety" as Americans say it.
  return language === 'en-us' ? said.replace(/(?<=nˈaɪn)ti(?!ː)/gu, 'di') : said
}

/** What espeak-ng says, without its own marks. */
const plainIpa = (ipa: string): string =>
  ipa
    .replace(/\([a-z-]+\)/gu, '') // where espeak-ng changes language
    .replace(/[_-]/gu, '')
    .trim()
    .replace(/\s+/gu, ' ')

/** Spells what lies between marks, and keeps the marks: espeak-ng drops them. */
function betweenMarks(text: string, spell: (part: string) => string): string {
  let said = ''
  let at = 0
  for (const { 0: mark, index } of text.matchAll(marks)) {
    said += spellPart(text.slice(at, index), spell) + mark
    at = index + mark.length
  }
  return (said + spellPart(text.slice(at), spell)).replace(/\s+/gu, ' ').trim()
}

const spellPart = (part: string, spell: (part: string) => string): string =>
  /[\p{L}\p{N}]/u.test(part) ? spell(part) : part

/** What misaki's espeak notation writes with one sign, where espeak-ng says it as one phoneme. */
const single: readonly (readonly [RegExp, string])[] = [
  [/aɪ/gu, 'I'],
  [/aʊ/gu, 'W'],
  [/dz/gu, 'ʣ'],
  [/dʒ/gu, 'ʤ'],
  [/eɪ/gu, 'A'],
  [/oʊ/gu, 'O'],
  [/əʊ/gu, 'Q'],
  [/ss/gu, 'S'],
  [/ts/gu, 'ʦ'],
  [/tʃ/gu, 'ʧ'],
  [/ɔɪ/gu, 'Y'],
]

/**
 * espeak-ng's phonemes in misaki's notation (its `EspeakG2P`), with the punctuation that espeak-ng drops.
 *
 * @param ipa what espeak-ng says for a stretch without marks: `_` between phonemes, a newline between clauses
 */
export function espeakPhonemes(text: string, ipa: (part: string) => string): string {
  const quoted = text.replace(/«/gu, '“').replace(/»/gu, '”')
  return betweenMarks(quoted, (part) => misaki(ipa(part)))
}

function misaki(ipa: string): string {
  const words = ipa
    .replace(/\([a-z-]+\)/gu, '') // where espeak-ng changes language
    .trim()
    .split(/\s+/u)
  return words.map((word) => word.split('_').map(singleSign).join('').replace(/-/gu, '')).join(' ')
}

/** Two letters of one phoneme are one sign; the same letters of two phonemes stay two. */
function singleSign(phoneme: string): string {
  return single.reduce((sign, [letters, one]) => sign.replace(letters, one), phoneme)
}
