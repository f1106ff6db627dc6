import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { spokenForm } from '../../src-main/engine/speaking/spokenForm'
import { runs } from '../runs'

const say = (text: string, language = 'en-us'): string => spokenForm(text, language).text

describe('the spoken form', () => {
  it.each([
    ['**Paris.** It is *nice*, ~~not~~ __really__!', 'Paris. It is nice, not really!'],
    ['**half of a pair that ends in another', 'half of a pair that ends in another'],
    ['# Title', 'Title'],
    ['- First item\n- Second one', 'First item. Second one'],
    ['1. First', 'one. First'],
    ['- [x] task one', 'task one'],
    ['> quoted', 'quoted'],
    ['---', ''],
    ['`npm install` then snake_case_name', 'npm install then snake case name'],
    ['See [the docs](https://example.com/a(b)c) and ![a cat](cat.png)', 'See the docs and a cat'],
    ['| City | People |\n|---|---|\n| Paris | 2.1 |', 'City, People. Paris, two point one'],
    ['```py\nprint(1)\n```', 'print(one)'],
    ['```py\na = 1\nb = 2\n```', 'The code is on the screen.'],
    ['\\*not bold\\*', 'not bold'],
    ['5 <b>bold</b> &amp; done', 'five bold and done'],
  ])('is without markdown: %j', (written, spoken) => {
    expect(say(written)).toBe(spoken)
  })

  it.each([
    ['Go to https://www.example.com/x?y=1.', 'Go to example dot com.'],
    ['Go to example.org, then', 'Go to example dot org, then'],
    ['Mail a.b@example.com!', 'Mail a dot b at example dot com!'],
    [
      'The tea is at 3.30 p.m., or 4.00-4.45 pm.',
      'The tea is at three thirty P M, or four to four forty-five P M.',
    ],
    ['An atom of 14.50 pm', 'An atom of fourteen point five zero picometers'],
    ['See notes.txt, v2.1, U.S. at 5 p.m.', 'See notes dot txt, version two point one, U S at five P M.'],
  ])('says addresses in short: %j', (written, spoken) => {
    expect(say(written)).toBe(spoken)
  })

  it.each([
    ['🎉🎉', ''],
    ['Great 👍🏽! 👨‍👩‍👧 family 🇫🇷 1️⃣', 'Great! family one'],
    ['...', ''],
    ['Wait... what?!', 'Wait… what?'],
    ['!" and then', 'and then'],
    ['[[x]] {a} <c', 'x a c'],
    ['soft\u00adhyphen\u200b', 'softhyphen'],
  ])('is without signs that have no sound: %j', (written, spoken) => {
    expect(say(written)).toBe(spoken)
  })

  it.each([
    [
      'It is $5, $5.50, $3 million, €10, 20 €, £1.01',
      'It is five dollars, five dollars and fifty cents, three million dollars, ten euros, twenty euros, one pound and one penny',
    ],
    [
      '20°C, 50% off & 5 km/h at 1 kg',
      'twenty degrees Celsius, fifty percent off and five kilometers per hour at one kilogram',
    ],
    ['5 * 3 = 15, a < 5, -5', 'five times three equals fifteen, a less than five, minus five'],
    ['e.g. this, etc.', 'for example this, et cetera.'],
    [
      '10–20 of C#, C++, he/she and/or AT&T',
      'ten to twenty of C sharp, C plus plus, he or she and or A T and T',
    ],
    [
      '$5–10, $1.50-$2, €20k–30k or £5 – 10 million.',
      'five to ten dollars, one dollar and fifty cents to two dollars, twenty thousand to thirty thousand euros or five to ten million pounds.',
    ],
    [
      'x² + y² = z² and 2^10 > 10^-3',
      'x squared plus y squared equals z squared and two to the power of ten greater than ten to the power of minus three',
    ],
    ['If a < b, then b > a.', 'If a less than b, then b greater than a.'],
    ['½ cup, 1½ cups or 2 ¾ l', 'half a cup, one and a half cups or two and three quarters l'],
    [
      'It is 1999 at 12:30, with 1,000 or 3.14.',
      'It is nineteen ninety-nine at twelve thirty, with one thousand or three point one four.',
    ],
  ])('says English signs in words: %j', (written, spoken) => {
    expect(say(written)).toBe(spoken)
  })

  it('adds no words to a language that it has no tables for', () => {
    expect(say('**50%** & 5 °C', 'nl')).toBe('50% & 5 °C')
  })

  it('leaves no digit and no sign to an English voice', () => {
    const scraps = [
      '5',
      '12',
      '3.5',
      '1,000',
      ' ',
      ' ',
      'km',
      '%',
      '$',
      '€',
      '/',
      '-',
      '–',
      '+',
      '=',
      '°',
      ':',
      '.',
      ',',
      'th',
      'x',
      '²',
      '#',
      'a',
    ]
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...scraps), { maxLength: 12 }), (parts) => {
        expect(say(parts.join(''))).not.toMatch(/[\d%$€=°²#/+]/)
      }),
      { numRuns: runs(500) },
    )
  })

  it('maps every word to what it stands for', () => {
    const written = 'See https://www.example.com/x and **bold** text'
    const { text, words } = spokenForm(written, 'en-us')
    expect(words.map((word) => [text.slice(...word.spoken), written.slice(...word.written)])).toEqual([
      ['See', 'See'],
      ['example', 'https://www.example.com/x'],
      ['dot', 'https://www.example.com/x'],
      ['com', 'https://www.example.com/x'],
      ['and', 'and'],
      ['bold', 'bold'],
      ['text', 'text'],
    ])
  })
})

describe('any text', () => {
  const scraps = fc.constantFrom(
    ...[
      'Hello ',
      'the ',
      '**',
      '*',
      '_',
      '`',
      '```\n',
      '\n',
      '\n\n',
      '# ',
      '- ',
      '| ',
      '[a](b)',
      '![',
      '](',
      'https://x.org/a',
    ],
    ...[
      'a@b.de ',
      '🎉',
      '👍🏽',
      '$5',
      '€',
      '50%',
      ' & ',
      '3.14 ',
      'e.g. ',
      '... ',
      '?!',
      '"',
      '(',
      ')',
      '&amp;',
      '<b>',
      '[[',
      '\\',
    ],
  )
  const anyText = fc
    .array(fc.oneof({ weight: 5, arbitrary: scraps }, fc.string({ unit: 'binary', maxLength: 8 })), {
      maxLength: 40,
    })
    .map((parts) => parts.join(''))

  it('maps word by word, forwards, and within bounds', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom('en-us', 'fr', 'hi'), (written, language) => {
        const { text, words } = spokenForm(written, language)
        expect(words.map((word) => text.slice(...word.spoken))).toEqual(text.match(/\S+/gu) ?? [])
        let start = 0
        let end = 0
        for (const { written: place } of words) {
          expect(place[0]).toBeGreaterThanOrEqual(start)
          expect(place[1]).toBeGreaterThanOrEqual(end)
          expect(place[1]).toBeGreaterThan(place[0])
          expect(place[1]).toBeLessThanOrEqual(written.length)
          ;[start, end] = place
        }
      }),
      { numRuns: runs(1000) },
    )
  })

  it('says plain words as they are', () => {
    // Some small words are short for others.
    const word = fc.stringMatching(/^[aeiou][a-z]{4,8}$/)
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), (plain) => {
        const text = `${plain.join(' ')}!` // a full stop would make an abbreviation of some
        expect(say(text)).toBe(text)
      }),
    )
  })

  it('keeps every letter of text without markup', () => {
    const letters = (text: string): string => text.replace(/[^\p{L}]/gu, '')
    const piece = fc.constantFrom(
      'word',
      ' ',
      ', ',
      '. ',
      '! ',
      'Émile',
      ' naïve',
      '今日',
      'किताब',
      "don't",
      '(so)',
      '"hm"',
      '\n',
    )
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        expect(letters(say(pieces.join(''), 'fr'))).toBe(letters(pieces.join('')))
      }),
    )
  })
})
