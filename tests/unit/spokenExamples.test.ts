import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { longestQuestionChars } from '@contract'
import { spokenForm } from '../../src-main/engine/speaking/spokenForm'
import { cpuMs } from '../rigs/cpuMs'
import { spokenExamples, type SpokenExample } from './spoken/examples'
import { otherLanguages } from './spoken/otherLanguages'
import { heardWords } from './spoken/heard'

/** Examples by kind in the same form, beside the repository; not everybody has them. */
const listed = path.resolve('../shared/faults/spoken.tsv')

function isSaid([, written, heard, notHeard]: SpokenExample): boolean {
  const words = heardWords(spokenForm(written, 'en-us').text)
  return (
    new RegExp(heard, 'i').test(words) &&
    !(notHeard && new RegExp(notHeard, 'i').test(words)) &&
    !/\d/.test(words)
  )
}

describe('what is said in English', () => {
  it.each(spokenExamples.map((example) => [example[1], example] as const))('of %j', (written, example) => {
    if (!isSaid(example)) expect(heardWords(spokenForm(written, 'en-us').text)).toMatch(example[2])
    expect(isSaid(example)).toBe(true)
  })

  it('of the examples beside the repository is right in 95 of 100', () => {
    if (!existsSync(listed)) {
      console.log(`${listed} is not there: its examples are not tried.`)
      return
    }
    const examples = readFileSync(listed, 'utf8')
      .split('\n')
      .slice(1)
      .filter((line) => line.trim() !== '')
      .map((line): SpokenExample => {
        const [kind, written, heard = '', notHeard] = line.split('\t')
        return [kind, written.replaceAll('\\n', '\n'), heard, notHeard]
      })
    const wrong = examples.filter((example) => !isSaid(example)).map(([, written]) => written)
    expect(examples.length).toBeGreaterThan(50)
    expect(wrong.length / examples.length, wrong.join('\n')).toBeLessThanOrEqual(0.05)
  })
})

describe('what is said in another language', () => {
  it.each(otherLanguages)('in %s of %j', (language, written, heard) => {
    expect(spokenForm(written, language).text).toBe(heard)
  })

  it.each(['es', 'fr', 'it', 'pt-br', 'de', 'hi'])(
    'in %s leaves no digit, and no sign of money or of units',
    (language) => {
      for (const [, written] of spokenExamples) {
        const said = spokenForm(written, language).text
        if (language !== 'hi') expect(said, written).not.toMatch(/[\d€$£°²]/u)
      }
    },
  )
})

describe('the time that it takes', () => {
  const longestMs = 500

  it.each([
    ...[
      'a',
      '1',
      '1.',
      '1,',
      '$5 ',
      '5 €',
      '5 km/',
      '- ',
      '/',
      'a/',
      '*',
      '**',
      '_',
      '`',
      '[',
      '](',
      '((a)',
      '\\',
      '\\frac{',
      '{',
      'x^',
    ],
    ...[
      'a=',
      '<',
      '&',
      '# ',
      '| ',
      '\n- ',
      '~',
      '.',
      '1:',
      '12:30 ',
      'http://',
      'a.b',
      'a@b',
      'Dr. ',
      'U.S.',
      'A',
      'Aa',
      'I ',
      'XIV ',
      '5°',
    ],
    ...[
      '²',
      'H₂',
      '½',
      'e\u0301',
      '🎉',
      'आ',
      'α',
      '"',
      '“',
      '…',
      '–',
      '5 - ',
      'Jan 5 ',
      '1990s ',
      '2024-',
      '~/',
      '0x',
      '1-',
      '\u200b',
      '<b>',
      '[^',
      '$a',
      '\\(',
    ],
  ])('grows no faster than a text of %j', async (unit) => {
    // Seconds where every place is looked at from every place.
    const text = unit.repeat(Math.ceil(longestQuestionChars / unit.length))
    expect(await cpuMs(() => spokenForm(text, 'en-us'), longestMs)).toBeLessThan(longestMs)
  })
})
