import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { longestQuestionChars } from '@contract'
import { languageRuns } from '../../src-main/engine/speaking/languageRuns'
import { espeakPhonemes } from '../../src-main/engine/speaking/voices/kokoro/phonemes'
import { chatPrompt } from '../../src-main/engine/listeners/voxtral/prompt'
import { spokenForm } from '../../src-main/engine/speaking/spokenForm'
import { splitSentences } from '../../src-main/engine/speaking/splitSentences'
import { loadTokenizer, type TextTokenizer } from '../../src-main/engine/listeners/voxtral/tokenizer'
import { partNearMiddle } from '../../src-main/engine/speaking/voice'
import { ownFiles } from '../../src-main/engine/files/shippedFiles'
import { cpuMs } from '../rigs/cpuMs'
import { runs } from '../runs'

/**
 * A pass that looks again at what it has seen takes seconds for a text of this length, and the engine answers nobody
 * meanwhile; one that does not takes some tens of ms.
 */
const longestMs = 500

let tokenizer: TextTokenizer
beforeAll(async () => {
  tokenizer = await loadTokenizer(ownFiles.shipped('models/nano'))
})

async function* inPieces(text: string, chars: number): AsyncGenerator<string, void> {
  for (let at = 0; at < text.length; at += chars) yield await Promise.resolve(text.slice(at, at + chars))
}

async function readSentences(text: string, chars: number): Promise<void> {
  const sentences = splitSentences(inPieces(text, chars))
  while (!(await sentences.next()).done);
}

/** What an answer, or a question, goes through as text. */
const stages: readonly (readonly [string, (text: string) => unknown])[] = [
  ['sentences of a whole text', (text) => readSentences(text, text.length)],
  ['sentences of a text that comes in pieces', (text) => readSentences(text, 4)],
  ['the spoken form of English', (text) => spokenForm(text, 'en-us')],
  ['the spoken form of another language', (text) => spokenForm(text, 'fr')],
  ['the languages of a text', (text) => languageRuns(text, 'en-us')],
  ['phonemes', (text) => espeakPhonemes(text, (part) => part)],
  ['the parts of what is too long for a voice', (text) => partNearMiddle(text)],
  ['the prompt', (text) => chatPrompt(tokenizer, '', [], { text })],
]

/** Of each of these some pass looked again at everything before. */
const seen = [
  '\u200d',
  '`\n',
  '—',
  '【',
  '1',
  '1-',
  '|-',
  '..',
  '²',
  '½',
  '🎉',
  "'",
  'a!',
  '- ',
  '字\u0301',
  '. x ',
]

/** What texts are marked up with, and its like. */
const awkward = [
  ...seen,
  ...[
    'a',
    'é',
    ' ',
    '\n',
    '\t',
    '\u200b',
    '\u0301',
    '\ufe0f',
    '`',
    '*',
    '_',
    '-',
    '#',
    '|',
    '字',
    'ก',
    '。',
    '🇫',
  ],
  ...[
    '.',
    '!',
    ',',
    '"',
    '“',
    '•',
    '(',
    '[',
    '<',
    '&',
    '@',
    '$',
    '€',
    '%',
    '\n ',
    '```\n',
    '| ',
    '> ',
    '[^',
    '\ud800',
  ],
  ...[
    '[a](',
    '<a',
    '1,',
    '1.',
    'a-',
    'a.',
    'aa.',
    'a@',
    'e.g.',
    'etc. ',
    'No. ',
    'http://',
    'https://a.b/',
    '.com',
  ],
  ...[' & ', 'ไทย', '👨\u200d', '= '],
]

const filled = (beginning: string, unit: string): string =>
  (beginning + unit.repeat(longestQuestionChars)).slice(0, longestQuestionChars - 1) + '!'

describe('the longest text that may be asked, or answered', () => {
  it.each(stages)('takes no time to speak of: %s', async (_, stage) => {
    const scrap = fc.constantFrom(...awkward)
    const unit = fc.array(scrap, { minLength: 1, maxLength: 4 }).map((scraps) => scraps.join(''))
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.constant(''), scrap), unit, async (beginning, repeated) => {
        const text = filled(beginning, repeated)
        expect(await cpuMs(() => stage(text), longestMs)).toBeLessThan(longestMs)
      }),
      { numRuns: runs(20) + seen.length, endOnFailure: true, examples: seen.map((each) => ['', each]) },
    )
  })
})
