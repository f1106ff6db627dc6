import type * as KokoroJs from 'kokoro-js'
import { AppError } from '@contract'
import { loadEspeak } from './espeak'

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
    throw new AppError(
      'voice-unavailable',
      `Parley cannot pronounce ${languageNames[language] ?? `"${language}"`} yet; ` +
        'choose a voice whose name begins with a, b, e, f, h, i or p.',
    )
  }
  const espeak = await loadEspeak()
  return espeakPhonemes(text, (part) => espeak.ipa(part, voice))
}

const languageNames: Readonly<Record<string, string>> = { ja: 'Japanese', zh: 'Chinese' }

/**
 * kokoro-js knows how Kokoro's English is written (numbers, times, abbreviations, then espeak-ng) but does not export
 * it: a stand-in tokenizer takes the phonemes on their way to the model, and stops it there.
 */
async function englishPhonemes(text: string, language: 'en-us' | 'en-gb'): Promise<string> {
  const { KokoroTTS } = await loadKokoroJs()
  const stopped = new Error('The phonemes are all that is wanted.')
  let taken: string | undefined
  const tokenizer = (given: string): never => {
    taken = given
    throw stopped
  }
  type Construction = ConstructorParameters<typeof KokoroTTS>
  const noModel = undefined as unknown as Construction[0]
  const kokoro = new KokoroTTS(noModel, tokenizer as unknown as Construction[1])
  const voice = language === 'en-us' ? 'af_heart' : 'bf_emma'
  await kokoro.generate(text, { voice }).catch((thrown: unknown) => {
    if (thrown !== stopped) throw thrown
  })
  return taken ?? ''
}

let loadingKokoroJs: Promise<typeof KokoroJs> | undefined

/** It brings transformers.js with it (not in a built app), which costs up to a second: only where Kokoro speaks. */
function loadKokoroJs(): Promise<typeof KokoroJs> {
  loadingKokoroJs ??= withoutItsCrashes(() => import('kokoro-js'))
  return loadingKokoroJs
}

/**
 * The espeak-ng within kokoro-js makes the whole process rethrow every stray error, beside what the process itself
 * wants to do about them: its two listeners are taken off again.
 */
async function withoutItsCrashes<T>(load: () => Promise<T>): Promise<T> {
  const events = ['uncaughtException', 'unhandledRejection'] as const
  const before = new Set(events.flatMap((event) => process.rawListeners(event)))
  const loaded = await load()
  for (const event of events) {
    for (const listener of process.rawListeners(event)) {
      const rethrows = /throw \w+\}?\s*\}$/.test(String(listener))
      if (!before.has(listener) && rethrows) process.off(event, listener as () => void)
    }
  }
  return loaded
}

/** Marks that Kokoro knows; a point or comma within a number is none. */
const marks = /(\s*(?:[;:!?¡¿—…"“”()]|[.,](?!\d)|(?<!\d)[.,])+\s*)+/gu

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
  let said = ''
  let at = 0
  for (const { 0: mark, index } of quoted.matchAll(marks)) {
    said += misaki(quoted.slice(at, index), ipa) + mark
    at = index + mark.length
  }
  return (said + misaki(quoted.slice(at), ipa)).replace(/\s+/gu, ' ').trim()
}

function misaki(part: string, ipa: (part: string) => string): string {
  if (!/[\p{L}\p{N}]/u.test(part)) return part
  const words = ipa(part)
    .replace(/\([a-z-]+\)/gu, '') // where espeak-ng changes language
    .trim()
    .split(/\s+/u)
  return words.map((word) => word.split('_').map(singleSign).join('').replace(/-/gu, '')).join(' ')
}

/** Two letters of one phoneme are one sign; the same letters of two phonemes stay two. */
function singleSign(phoneme: string): string {
  return single.reduce((sign, [letters, one]) => sign.replace(letters, one), phoneme)
}
