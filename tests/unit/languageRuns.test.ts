import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { guessableLanguages, loadLanguageGuess } from '../../src-main/engine/speaking/guessLanguage'
import { languageRuns } from '../../src-main/engine/speaking/languageRuns'
import { EspeakVoice } from '../../src-main/engine/speaking/voices/espeak/espeakVoice'
import { spokenExamples } from './spoken/examples'

/** The stretches in other languages than the voice's. */
const foreign = (text: string, own = 'en-us'): string[] =>
  languageRuns(text, own)
    .filter(({ language }) => language !== own)
    .map(({ start, end, language }) => `${language}: ${text.slice(start, end).trim()}`)

beforeAll(loadLanguageGuess)

describe('the language of', () => {
  it.each([
    ['La capital de España es Madrid. Tiene 3,3 millones de habitantes.', 'es'],
    ['La capitale de la France est Paris.', 'fr'],
    ['Il prezzo è 5,50 € al giorno.', 'it'],
    ['O preço é R$ 5,50 hoje, mas não sei por quê.', 'pt'],
    ['Der Zug kommt um 17:45 Uhr an.', 'de'],
    ['भारत की राजधानी नई दिल्ली है।', 'hi'],
    ['De hoofdstad van Nederland is Amsterdam, en het is er mooi.', 'nl'],
    ['Buenos días.', 'es'],
    ['Bonjour !', 'fr'],
    ['Wie geht es dir? Gut.', 'de'],
    ['Москва — столица России.', 'ru'],
    ['こんにちは', 'ja-hrkt'],
    ['東京は日本の首都です。', 'ja'],
    ['北京是中国的首都。', 'cmn'],
  ])('%j is %s', (text, language) => {
    expect(foreign(text)).toEqual([`${language}: ${text}`])
  })

  it.each([
    'The capital of France is Paris. It lies on the Seine.',
    'Las Vegas.',
    'Los Angeles and San Francisco are in California.',
    'Die Hard is a film, and Das Boot is one too.',
    'No. Me too. Paris. 42.',
    'Xi Jinping met Lech Wałęsa in São Paulo.',
    'The Eiffel Tower and the Champs-Élysées.',
    'Hermione, Siobhan, Nguyen',
    'ΔT = 5 K, π is 3.14 and 5 μm is small.',
    'I am in a car on a trip.',
    'He ordered a café au lait and a pain au chocolat for the two of us.',
    'f(x) = 3x^2 - 2x + 1',
    'The **capital** of France, a *plus*, the "main" *car* and an (on) *once* pie.',
    'In *national* parks, "per se", *millions* of *data* points.',
    'Goethe wrote Faust.',
    'Angela Merkel visited Buenos Aires.',
    'Real Madrid beat Barcelona.',
    'Sushi, tempura, ramen.',
    'Spaghetti alla carbonara, pizza, lasagne.',
    'Croissants and baguettes.',
    'Vincent van Gogh.',
    'Garlic, onions, tomatoes.',
    'Preheat oven, grease pan.',
    'Iron rusts when damp.',
    'Birds fly.',
    'Thirty-two degrees Fahrenheit.',
    '[GitHub](https://github.com)',
    'See [the docs](https://docs.example.com/a(b)) for more.',
    'Unpack file.tar.gz with `tar`.',
    'TODO: fix',
    'BOM handling',
    'Default metrics',
    'w/ milk, w/o sugar',
    ':smile: hello',
    '¯\\_(ツ)_/¯',
    'Zhang et al.',
    '$\\frac{dy}{dx}$',
  ])('%j is English', (text) => {
    expect(foreign(text)).toEqual([])
  })

  it('English examples of all kinds is English', () => {
    const written = spokenExamples
      .map((example) => example[1])
      .filter((text) => !/[^\P{L}\p{sc=Latin}\p{sc=Greek}]|[¿¡]/u.test(text))
    expect(written.length).toBeGreaterThan(100)
    for (const text of written) expect(foreign(text)).toEqual([])
  })

  it.each([
    ['Say "¿Dónde está el baño?" in Spanish.', ['es: "¿Dónde está el baño?"']],
    ['Thank you is *danke* in German and _grazie_ in Italian.', ['de: *danke*', 'it: _grazie_']],
    ['Москва is Moscow, and Ελλάδα is Greece.', ['ru: Москва', 'el: Ελλάδα']],
    ['In Hindi it is नमस्ते दुनिया, or so.', ['hi: नमस्ते दुनिया,']],
    ['The Cherokee word is ᏣᎳᎩ, and ខ្មែរ is Khmer.', ['und: ᏣᎳᎩ,', 'km: ខ្មែរ']],
    ['Я живу в Москве 12 лет, and you?', ['ru: Я живу в Москве 12 лет,']],
  ])('a part of %j is told apart', (text, parts) => {
    expect(foreign(text)).toEqual(parts)
  })

  it('a sentence without a sign of its own is that of the one before', () => {
    expect(foreign('Hola, ¿cómo estás? Madrid. 42.')).toEqual(['es: Hola, ¿cómo estás? Madrid. 42.'])
    expect(languageRuns('Madrid.', 'en-us', 'es')).toEqual([{ start: 0, end: 7, language: 'es' }])
    expect(languageRuns('It is Madrid.', 'en-us', 'es')[0].language).toBe('en-us')
  })

  it('English is told apart where the voice speaks another', () => {
    expect(foreign('The capital of Spain is Madrid.', 'es')).toEqual(['en: The capital of Spain is Madrid.'])
    expect(foreign('La capital de España es Madrid.', 'es')).toEqual([])
  })

  it.each([
    ['Wasser kocht bei hundert Grad.', 'de'],
    ['Katzen schlafen viel.', 'de'],
    ['Regen wird erwartet.', 'de'],
    ['Eisen rostet durch Feuchtigkeit.', 'de'],
    ['Los pájaros vuelan.', 'es'],
    ['Añade dos huevos y harina.', 'es'],
    ['Quedan doce minutos.', 'es'],
    ['Réessayez plus tard.', 'fr'],
    ['Il reste douze minutes.', 'fr'],
    ['Sept fois huit font cinquante-six.', 'fr'],
    ['Nessun problema.', 'it'],
    ['Restano dodici minuti.', 'it'],
    ['Te lo spiego rapidamente.', 'it'],
    ['Os pássaros voam.', 'pt'],
    ['Restam doze minutos.', 'pt'],
    ['Katten slapen veel.', 'nl'],
    ['Misschien morgen.', 'nl'],
    ['Vatten kokar vid hundra grader.', 'sv'],
    ['Spróbuj ponownie później, proszę.', 'pl'],
    ['Kérlek, próbáld újra később.', 'hu'],
  ])('%j is guessed where it has none of the known words, or too few', (text, language) => {
    expect(foreign(text)).toEqual([`${language}: ${text}`])
  })

  it('that can be guessed the built-in voice speaks', async () => {
    for (const language of guessableLanguages)
      expect(await EspeakVoice.ofLanguage(language), language).toBeDefined()
  })

  it('covers any text, in order and with nothing torn', () => {
    const scraps = fc.constantFrom(
      'la ',
      'the ',
      'Москва',
      '東京',
      'です',
      '"',
      '. ',
      'hola ',
      ' 12 ',
      '*',
      'π',
      '🎉',
      '\n',
      'é',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(scraps, fc.string({ unit: 'grapheme', maxLength: 3 }))), (parts) => {
        const text = parts.join('')
        const runs = languageRuns(text, 'en-us')
        expect(runs.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text)
        for (const { start, end } of runs) expect(text.slice(start, end).isWellFormed()).toBe(true)
      }),
    )
  })
})
