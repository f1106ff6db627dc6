import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitSentences } from '../../src-main/engine/speaking/splitSentences'
import { spokenForm } from '../../src-main/engine/speaking/spokenForm'
import { runs } from '../runs'
import { heardWords } from './spoken/heard'
import { otherLanguages } from './spoken/otherLanguages'
import { cutTexts } from './spoken/wholes'

async function chunksOf(...pieces: string[]): Promise<string[]> {
  async function* written(): AsyncGenerator<string> {
    for (const piece of pieces) yield await Promise.resolve(piece)
  }
  const chunks: string[] = []
  for await (const { text } of splitSentences(written())) chunks.push(text)
  return chunks
}

const heard = (text: string): string => heardWords(spokenForm(text, 'en-us').text).replace(/-/g, ' ')

/** What stands before and behind, long enough that a chunk is cut somewhere. */
const around: Readonly<Record<string, readonly [string, string]>> = {
  es: [
    'y entonces ella nos dijo que el señor y su perro fueron a ver',
    'mientras llovía toda la noche en la calle de nuestra plaza',
  ],
  fr: [
    'et puis elle nous dit que le vieux et son chien sont allés voir',
    'pendant que la pluie tombait toute la nuit dans la rue',
  ],
  it: [
    'e poi lei ci disse che il vecchio e il suo cane andarono a vedere',
    'mentre pioveva tutta la notte nella strada della nostra piazza',
  ],
  'pt-br': [
    'e depois ela nos disse que o velho e o seu cachorro foram ver',
    'enquanto chovia toda a noite na rua da nossa praça',
  ],
  de: [
    'und dann hat sie uns gesagt dass der alte Mann und sein Hund sahen',
    'und es hat die ganze Nacht in unserer kleinen Straße geregnet',
  ],
  hi: ['और फिर उसने हमें बताया कि वह आदमी और उसका कुत्ता देखने गए', 'जब पूरी रात हमारी छोटी गली में बारिश हो रही थी'],
}

describe('a chunk of an answer', () => {
  it.each([
    [
      'It was on a cold and rainy day of the month of July, 1776 that it happened at last, I think.',
      'July, 1776',
    ],
    ['We saw them all again very much later on the evening of Sat, 5 Dec 2026, I think.', 'Sat, 5 Dec 2026'],
    [
      'You take all of that together and you will find that it is 10 - 3 = 7 and then you go on.',
      '10 - 3 = 7',
    ],
    [
      'All of the people who live in the towns by the river are about 3 million people or more now.',
      '3 million people',
    ],
    [
      'He was, as far as anybody here can tell, called by his old friends J. R. R. Tolkien in those days.',
      'J. R. R. Tolkien',
    ],
    [
      'In the house that stood behind the old mill there was a tank that held some 250 000 litres of it.',
      '250 000 litres',
    ],
  ])('of %j keeps %j together', async (text, whole) => {
    const chunks = await chunksOf(text)
    expect(
      chunks.some((chunk) => chunk.includes(whole)),
      chunks.join(' | '),
    ).toBe(true)
  })

  it.each(otherLanguages)('in %s keeps together what is said together in %j', async (language, whole) => {
    const [lead, rest] = around[language]
    const text = `${lead} ${whole} ${rest}`
    for (const cut of [text, `${lead} ${lead} ${text}`, `${rest} ${text}`]) {
      const chunks = await chunksOf(cut)
      const said = (part: string): string => heardWords(spokenForm(part, language).text).replace(/-/g, ' ')
      expect(chunks.map(said).join(' ')).toBe(said(cut))
    }
  })

  it('is said together with the others as the whole text is, and is the same however the text comes', async () => {
    let cuts = 0
    await fc.assert(
      fc.asyncProperty(
        cutTexts,
        fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1 }),
        async (text, sizes) => {
          const pieces: string[] = []
          for (let at = 0, i = 0; at < text.length; at += sizes[i++ % sizes.length])
            pieces.push(text.slice(at, at + sizes[i % sizes.length]))
          const chunks = await chunksOf(...pieces)
          cuts += chunks.length - 1
          expect(heard(text)).toBe(chunks.map(heard).filter(Boolean).join(' '))
          expect(await chunksOf(text)).toEqual(chunks)
        },
      ),
      { numRuns: runs(3000) },
    )
    expect(cuts).toBeGreaterThan(runs(3000))
  })
})
