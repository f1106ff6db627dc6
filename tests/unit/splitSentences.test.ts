import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitSentences, type Sentence } from '../../src-main/engine/speaking/splitSentences'
import { runs } from '../runs'

async function* of(pieces: readonly string[]): AsyncGenerator<string> {
  for (const piece of pieces) {
    await Promise.resolve()
    yield piece
  }
}

async function split(...pieces: string[]): Promise<Sentence[]> {
  const sentences: Sentence[] = []
  for await (const sentence of splitSentences(of(pieces))) sentences.push(sentence)
  return sentences
}

const texts = async (text: string): Promise<string[]> => (await split(text)).map((sentence) => sentence.text)

/** How much of `text` must be written before the first sentence is released; Infinity: only its end releases it. */
async function releasedAfter(text: string): Promise<number> {
  let written = 0
  async function* units(): AsyncGenerator<string> {
    for (const unit of text.split('')) {
      written++
      await Promise.resolve()
      yield unit
    }
    written = Infinity
  }
  for await (const _ of splitSentences(units())) return written
  return Infinity
}

describe('the first clause', () => {
  it.each([
    ['Well, that is a good question, I think.', 'Well, that is a good question,'],
    ['The capital of France is Paris. It lies on the Seine.', 'The capital of France is Paris.'],
    ['Is that really so? Then we go.', 'Is that really so?'],
    ['Here is what I know: it rains.', 'Here is what I know:'],
    ['He went home early — it rained.', 'He went home early —'],
    ['He went home early—it rained.', 'He went home early—'],
    ['It costs about 1,000 dollars, I think.', 'It costs about 1,000 dollars,'],
    ['The value of pi is 3.14159 or so. Yes.', 'The value of pi is 3.14159 or so.'],
    ['The show begins at 12:30 today, and ends late.', 'The show begins at 12:30 today,'],
    ['今日はいい天気ですね。散歩に行きましょう。', '今日はいい天気ですね。'],
    ['This is it: 1. Eat well. 2. Sleep.', 'This is it: 1. Eat well.'],
    ['There were about 42. They left.', 'There were about 42.'],
    ['यह एक अच्छा दिन है। चलो चलते हैं।', 'यह एक अच्छा दिन है।'],
  ])('of %j is %j', async (text, first) => {
    expect((await texts(text))[0]).toBe(first)
  })

  it.each([
    // One character behind the mark where it could still go on, none where it could not.
    ['The capital of France is Paris. It lies', 'The capital of France is Paris. I'.length],
    ['Is that really so? Then we go.', 'Is that really so?'.length],
    ['What a good thing! Then we go.', 'What a good thing!'.length],
    ['Well, my good friend, that is it.', 'Well, my good friend,'.length],
    ['A voice is tried by `say`, and so on.', 'A voice is tried by `say`,'.length],
    ['We met them in July, and so on.', 'We met them in July, and '.length],
    ['A heading of words\n\nAnd the text', 'A heading of words\n'.length],
  ])('of %j goes as soon as it can', async (text, length) => {
    expect(await releasedAfter(text)).toBe(length)
  })

  it('keeps a weekday and a month with the day that follows', async () => {
    const dates = [
      'The shop opens again on Mon, Jan 5 at noon.',
      'We shall meet there in Sept., Tues the 9th, I think.',
    ]
    for (const text of dates) expect((await texts(text))[0]).not.toMatch(/(Mon|Sept\.|Tues),?$/)
  })

  it('does not wait for a mark that does not come', async () => {
    const text =
      'and so the man went on and on and on about all of the things that he had seen in his long life there'
    const first = (await split(text))[0]
    expect(first.text.length).toBeLessThanOrEqual(72)
    expect(first.text.length).toBeGreaterThan(50)
    expect(text[first.end]).toBe(' ')
    expect(first.pauseAfterMs).toBe(0)
  })

  it('is the whole answer where that is short', async () => {
    expect(await texts('Yes.')).toEqual(['Yes.'])
    expect(await texts('Yes')).toEqual(['Yes'])
    expect(await texts('')).toEqual([])
    expect(await texts(' \n ')).toEqual([])
  })
})

describe('a sentence', () => {
  const lead = 'This is the first sentence here. '
  const filler = ' and this goes on for as long as it takes to fill a chunk up to the brim'

  it.each([
    `Dr. Smith and Mrs. Jones met Prof. Lee of the U.S. Navy${filler}.`,
    `I have a Ph.D. in music and a B.Sc. of physics${filler}.`,
    `We met at 5 p.m. in the U.S. with J. R. Tolkien, e.g. in Oxford, i.e. there${filler}.`,
    `Look at No. 5 on Jan. 5, see Fig. 3 and pp. 4-5, by Smith et al. 1999${filler}.`,
    `Go to https://example.com/a?b=1.5,2 or example.org, mail a.b@example.com${filler}.`,
    `Open notes.txt and run main.py v2.1.3 at 12:30, with 1,000.50 dollars${filler}.`,
    `It has been so long... since that day… or so it seems to the both of us${filler}.`,
    `He said that "it was here (approx. five minutes ago)", and then left${filler}.`,
    `Yahoo! is a company, as he said "Why?" and left it all at that to them${filler}.`,
  ])('is not cut within %j', async (sentence) => {
    // What ends the sentence alone must part it from the next one.
    const got = await texts(`${lead}${sentence} Then another one follows.`)
    expect(got.slice(0, 2)).toEqual([lead.trim(), sentence])
  })

  it('ends behind an abbreviation when the next word opens a sentence', async () => {
    const long = `It was signed by all of the members of the board of Smith and Sons Inc. in the U.S.`
    expect(await texts(`${lead}${long} The rest is known.`)).toEqual([
      lead.trim(),
      long,
      'The rest is known.',
    ])
  })

  it('keeps its closing quotes and brackets', async () => {
    const said = `He said: “I have seen all of this before, and I know very well how it is going to end.”`
    expect(await texts(`${lead}${said} She laughed.`)).toEqual([lead.trim(), said, 'She laughed.'])
    const bold = `**This one is all in bold type, and it is long enough to be sent on its way alone.**`
    expect(await texts(`${lead}${bold} She laughed.`)).toEqual([lead.trim(), bold, 'She laughed.'])
  })

  it('does not wait for the whole of the next one', async () => {
    const second = 'It lies on the Seine and has been there for more than two thousand years.'
    let released: string | undefined
    async function* written(): AsyncGenerator<string> {
      yield `${lead}${second} I`
      await Promise.resolve()
      expect(released).toBe(second)
      yield 't is old.'
    }
    for await (const sentence of splitSentences(written())) {
      released = sentence.text
    }
  })

  it('is joined with others up to near 160 characters', async () => {
    const text = lead + 'One more short one is here now. '.repeat(20)
    const later = (await texts(text)).slice(2, -1)
    expect(later.length).toBeGreaterThan(3)
    for (const chunk of later) {
      expect(chunk.length).toBeGreaterThanOrEqual(80)
      expect(chunk.length).toBeLessThan(180)
      expect(chunk.endsWith('.')).toBe(true)
    }
  })

  it('that is far too long is parted at a clause, else at a word, and nothing is lost', async () => {
    const clause = 'then the man went on and on about it, '
    for (const long of [clause.repeat(30), 'word '.repeat(300)]) {
      const sentences = await split(lead + long)
      for (const sentence of sentences) expect(sentence.text.length).toBeLessThanOrEqual(300)
      expect(sentences.map((sentence) => sentence.text).join(' ')).toBe((lead + long).trim())
    }
    const thai = 'ภาษาไทยเป็นภาษาที่มีระดับเสียงของคำแน่นอน'.repeat(20)
    const parts = await split(thai)
    expect(parts.length).toBeGreaterThan(2)
    expect(parts.map((part) => part.text).join('')).toBe(thai)
  })

  it('pauses as its end asks for', async () => {
    const pauses = async (text: string): Promise<number[]> => (await split(text)).map((s) => s.pauseAfterMs)
    expect(await pauses('Well, my good friend, that is it.')).toEqual([110, 280])
    expect(await pauses('This is the first part.\n\nThis is the second part.\n\nThe end.')).toEqual([
      300,
      450,
      280, // the first does not wait to see a second newline
    ])
    const lines = 'This is the first line.\nThis is the second line, and a long one.\nThe end.'
    expect(await pauses(lines)).toEqual([300, 300, 280])
  })
})

describe('structure', () => {
  it('parts headings, list items and paragraphs', async () => {
    const text =
      '# What to take along\n\n1. A warm coat for the cold nights up there\n2. A map of the whole country, with roads\n\nThat is all.'
    expect(await texts(text)).toEqual([
      '# What to take along',
      '1. A warm coat for the cold nights up there',
      '2. A map of the whole country, with roads',
      'That is all.',
    ])
  })

  it('keeps a code block whole', async () => {
    const block = '```py\nprint("one. Two. Three, four.")\n\nx = 1\n```'
    expect(await texts(`Here is the code.\n\n${block}\n\nThat was it.`)).toEqual([
      'Here is the code.',
      block,
      'That was it.',
    ])
  })

  it('sends no emoji or rule on its own before words', async () => {
    expect(await texts('🎉🎉\n\n---\n\nThat is all of it. 🚀')).toEqual([
      '🎉🎉\n\n---\n\nThat is all of it.',
      '🚀',
    ])
  })
})

describe('any text', () => {
  const scraps = fc.constantFrom(
    ...[
      'Hello',
      'the',
      'U.S.',
      'Dr.',
      '3.14',
      '1,000',
      'e.g.',
      'No.',
      '5',
      'a.b@c.de',
      'https://x.org/a?b=1,2',
      'I',
    ],
    ...[
      '. ',
      '! ',
      '? ',
      ', ',
      '; ',
      ': ',
      ' — ',
      '—',
      '… ',
      '... ',
      '\n',
      '\n\n',
      ' ',
      ' ',
      ' ',
      ' ',
      '."',
      ' "',
      ' (',
      ') ',
    ],
    ...[
      '今日は',
      '。',
      '！',
      '、',
      '🎉',
      '👨‍👩‍👧',
      'é',
      'e\u0301',
      'किताब',
      '। ',
      '```\n',
      '**',
      '- ',
      '# ',
      '`',
      'ไทยภาษา',
      '\ud800',
    ],
  )
  const answer = fc.array(
    fc.oneof({ weight: 9, arbitrary: scraps }, fc.string({ unit: 'binary', maxLength: 6 })),
    {
      maxLength: 120,
    },
  )

  it('gives the same sentences however it is cut into pieces', async () => {
    await fc.assert(
      fc.asyncProperty(
        answer,
        fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }),
        async (words, sizes) => {
          const text = words.join('')
          const pieces: string[] = []
          for (let at = 0, i = 0; at < text.length; at += sizes[i++ % sizes.length])
            pieces.push(text.slice(at, at + sizes[i % sizes.length]))
          expect(await split(...pieces)).toEqual(await split(text))
          expect(await split(...text.split(''))).toEqual(await split(text))
        },
      ),
      { numRuns: runs(150) },
    )
  })

  it('is covered in order, with nothing lost and no character torn', async () => {
    await fc.assert(
      fc.asyncProperty(answer, async (words) => {
        const text = words.join('')
        let at = 0
        let index = 0
        for (const sentence of await split(text)) {
          expect(sentence.index).toBe(index++)
          expect(text.slice(at, sentence.start).trim()).toBe('')
          expect(sentence.text).toBe(text.slice(sentence.start, sentence.end))
          expect(sentence.text).toBe(sentence.text.trim())
          expect(sentence.text).not.toBe('')
          at = sentence.end
          if (text.isWellFormed()) expect(sentence.text.isWellFormed()).toBe(true)
          // A combining mark stays with its letter.
          expect(/^\p{M}/u.test(text.slice(at)) && /\p{L}$/u.test(sentence.text)).toBe(false)
        }
        expect(text.slice(at).trim()).toBe('')
      }),
      { numRuns: runs(300) },
    )
  })

  it('never leaves a number, an address or an abbreviation in two sentences', async () => {
    const whole = ['U.S.', '3.14', '1,000', 'e.g.', 'a.b@c.de', 'https://x.org/a?b=1,2', 'notes.txt', '12:30']
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(scraps, fc.constantFrom(...whole)), { maxLength: 80 }),
        async (words) => {
          const text = words.join(' ')
          const sentences = await split(text)
          for (const part of whole) {
            for (let place = text.indexOf(part); place >= 0; place = text.indexOf(part, place + 1)) {
              const inside = sentences.some(({ end }) => end > place && end < place + part.length)
              expect(inside).toBe(false)
            }
          }
        },
      ),
    )
  })
})
