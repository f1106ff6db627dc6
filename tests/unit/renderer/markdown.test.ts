import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Block, Inline } from '../../../src-renderer/ui/conversation/markdown/answerDocument'
import { formulaText } from '../../../src-renderer/ui/conversation/markdown/formulaText'
import { dividedPiece, heardOf } from '../../../src-renderer/ui/conversation/markdown/heardPieces'
import { readAnswer, type ReadAnswer } from '../../../src-renderer/ui/conversation/markdown/readAnswer'
import { safeHref } from '../../../src-renderer/ui/conversation/markdown/safeHref'
import { shownText, textOf } from '../../../src-renderer/ui/conversation/markdown/shownText'
import { whileWritten } from '../../../src-renderer/ui/conversation/markdown/whileWritten'
import { cpuMs } from '../../rigs/cpuMs'
import { runs } from '../../runs'

/** What Markdown is made of, and what hides in it. */
const scraps = [
  ...[
    'word ',
    'é',
    '字',
    '🌊',
    '. ',
    '\n',
    '\n\n',
    '  \n',
    ' ',
    '    ',
    '\t',
    '**',
    '*',
    '_',
    '__',
    '~~',
    '`',
  ],
  ...[
    '```',
    '```py\n',
    '~~~\n',
    '# ',
    '### ',
    '- ',
    '* ',
    '1. ',
    '2) ',
    '> ',
    '| ',
    '|',
    '|---|---|\n',
    '| a | b |\n',
  ],
  ...[
    '---\n',
    '===\n',
    '[',
    ']',
    '(',
    ')',
    '[a](http://b.c)',
    '[a](javascript:alert(1))',
    '![i](http://x.y/z.png)',
  ],
  ...[
    '<',
    '>',
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<!-- c -->',
    '<http://d.e>',
    '<b>',
  ],
  ...[
    '&amp;',
    '&#106;',
    '&lt;script&gt;',
    '\\',
    '\\*',
    '$',
    '$x^2$',
    '$$',
    '\\(',
    '\\)',
    '\\[a\\]',
    '- [x] ',
    '<br>',
  ],
  ...['www.f.g ', 'https://h.i/j_k ', 'm@n.op ', '[r]: http://s.t\n', '[r][r]', '\ud83c', '\u0000', '\r\n'],
]
const markdown = fc.array(fc.constantFrom(...scraps), { maxLength: 30 }).map((all) => all.join(''))

const piecesOf = ({ sections }: ReadAnswer): ReadAnswer['sections'][number]['pieces'] =>
  sections.flatMap(({ pieces }) => pieces)
const plain = ({ sections }: ReadAnswer): unknown => sections.map(({ block }) => block)

function linksOf(block: Block): string[] {
  const inInline = (inline: readonly Inline[]): string[] =>
    inline.flatMap((each) =>
      'children' in each ? [...('href' in each ? [each.href] : []), ...inInline(each.children)] : [],
    )
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return inInline(block.inline)
    case 'quote':
      return block.blocks.flatMap(linksOf)
    case 'list':
      return block.items.flat().flatMap(linksOf)
    case 'table':
      return block.rows.flat().flatMap(inInline)
    case 'code':
    case 'rule':
      return []
  }
}

const only = (source: string): Block => {
  const { sections } = readAnswer(source)
  expect(sections).toHaveLength(1)
  return sections[0].block
}

describe('an answer in Markdown', () => {
  it('shows each letter once, in order, at the place where it was written', () => {
    fc.assert(
      fc.property(markdown, (source) => {
        let at = 0
        for (const { from, to, text, isWhole } of piecesOf(readAnswer(source))) {
          expect(from).toBeGreaterThanOrEqual(at)
          expect(to).toBeGreaterThan(from)
          if (!isWhole) expect(text).toBe(source.slice(from, to))
          at = to
        }
        expect(at).toBeLessThanOrEqual(source.length)
      }),
      { numRuns: runs(500) },
    )
  })

  it('is divided at the place that was heard, with one mark there', () => {
    fc.assert(
      fc.property(markdown, fc.nat(80), (source, end) => {
        const { sections } = readAnswer(source)
        const heard = heardOf(sections, end)
        const pieces = sections.flatMap(({ pieces }, i) =>
          pieces.map((piece) => ({ piece, ...dividedPiece(piece, heard[i]) })),
        )
        expect(pieces.map(({ heard, rest }) => heard + rest)).toEqual(pieces.map(({ piece }) => piece.text))
        for (const { piece, heard, rest } of pieces) {
          if (piece.isWhole) expect(rest === '').toBe(piece.from < end)
          else expect(heard.length).toBe(Math.min(Math.max(end - piece.from, 0), piece.to - piece.from))
        }
        if (pieces.length === 0) return
        const marked = pieces.flatMap(({ isMarked }, i) => (isMarked ? [i] : []))
        expect(marked).toHaveLength(1)
        // All before it was heard, and nothing after it.
        expect(pieces.slice(0, marked[0]).every(({ rest }) => rest === '')).toBe(true)
        expect(pieces.slice(marked[0] + 1).every(({ heard }) => heard === '')).toBe(true)
      }),
      { numRuns: runs(500) },
    )
  })

  it('is the same whether it came at once or in pieces, and keeps what does not change', () => {
    fc.assert(
      fc.property(
        markdown,
        fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 40 }),
        (source, steps) => {
          let read = readAnswer('')
          let at = 0
          for (const step of [...steps, source.length]) {
            const next = readAnswer(source.slice(0, (at += step)), read)
            expect(plain(next)).toEqual(plain(readAnswer(next.source)))
            for (const section of next.sections) {
              const same = read.sections.find(({ place }) => place === section.place)
              if (same) expect(section).toBe(same)
            }
            read = next
          }
        },
      ),
      { numRuns: runs(300) },
    )
  })

  it('opens nothing but pages of the web and letters', () => {
    fc.assert(
      fc.property(markdown, (source) => {
        for (const { block } of readAnswer(source).sections)
          for (const href of linksOf(block)) expect(href).toMatch(/^(https?:\/\/[^@]*$|mailto:)/u)
      }),
      { numRuns: runs(500) },
    )
    for (const address of [
      ...[
        'javascript:alert(1)',
        'JaVaScRiPt:alert(1)',
        'java\nscript:alert(1)',
        'data:text/html,x',
        'file:///etc',
      ],
      ...['/settings', '#a', '', 'https://', 'https://parley@evil.example/', 'vbscript:x', 'blob:http://a/b'],
    ])
      expect([address, safeHref(address)]).toEqual([address, undefined])
    expect(safeHref('http://a.b/c?d#e')).toBe('http://a.b/c?d#e')
    expect(safeHref('www.a.b')).toBe('https://www.a.b/')
    expect(safeHref('a@b.c')).toBe('mailto:a@b.c')
    expect(safeHref('mailto:a@b.c?attach=/etc/passwd')).toBe('mailto:a@b.c')
  })

  it('takes headings, lists, quotes, rules and code apart', () => {
    const { sections } = readAnswer(
      '## Tides **now**\n\nTwo\nlines.\n\n3. one\n   - in it\n4. [x] done\n\n> said\n> so\n\n---\n\n```js\nlet a\n\n  b\n```',
    )
    expect(sections.map(({ block: { kind } }) => kind)).toEqual([
      'heading',
      'paragraph',
      'list',
      'quote',
      'rule',
      'code',
    ])
    expect(shownText('## Tides **now**\n\nTwo\nlines.')).toBe('Tides now\nTwo\nlines.')
    expect(shownText('1. one\n   - in it\n2. [x] done')).toBe('one\nin it\n☑ done')
    expect(shownText('> said\n> so')).toBe('said\nso')
    const code = only('> ```js\n> let a\n>\n>   b\n> ```')
    expect(code).toMatchObject({ kind: 'quote', blocks: [{ kind: 'code', language: 'js' }] })
    expect(shownText('> ```js\n> let a\n>\n>   b\n> ```')).toBe('let a\n\n  b')
    expect(only('3. a\n4. b')).toMatchObject({ kind: 'list', start: 3 })
    expect(only('- a\n- b')).toMatchObject({ kind: 'list', start: undefined, items: { length: 2 } })
  })

  it('keeps a table in its columns, also where cells are empty or missing', () => {
    const table = only('| a |  | c |\n|:--|:-:|--:|\n|  | 2 |\n| **x** | \\| | z | more |')
    if (table.kind !== 'table') throw new Error(table.kind)
    expect(table.alignments).toEqual(['left', 'center', 'right'])
    const text = (inline: readonly Inline[]): string =>
      inline.map((each) => ('piece' in each ? each.piece.text : text(each.children))).join('')
    expect(table.rows.map((row) => row.map(text))).toEqual([
      ['a', '', 'c', ''],
      ['', '2', '', ''],
      ['x', '|', 'z', 'more'],
    ])
  })

  it('shows what is no Markdown as it is written', () => {
    for (const source of [
      ...[
        '<script>alert(1)</script>',
        '<b>x</b>',
        '2 * 3 * 4',
        'snake_case_name',
        '[nolink]',
        '$5 and $10',
        'a | b',
      ],
      ...['5 < 6 > 4', '[a][b]', '&unknown;', '<!-- c -->', '**'],
    ])
      expect(shownText(source)).toBe(source.trim())
    expect(shownText('![A wave](http://x.y/z.png)')).toBe('A wave')
    expect(shownText('[click](javascript:alert(1))')).toBe('click')
    expect(shownText('&lt;b&gt; &#8364; \\*')).toBe('<b> € *')
  })

  it('is no heading while a list begins', () => {
    expect(only('You need:\n-').kind).toBe('paragraph')
    expect(readAnswer('You need:\n- eggs').sections.map(({ block: { kind } }) => kind)).toEqual([
      'paragraph',
      'list',
    ])
  })

  it.each([
    ['It is **bo', 'It is bo', 'strong'],
    ['It is **bold*', 'It is bold', 'strong'],
    ['It is *so **bo', 'It is so bo', 'emphasis'],
    ['- Call `read', 'Call read', 'code'],
    ['See [the tables](https://exa', 'See the tables', 'link'],
    ['| a | b |', 'a, b', 'table'],
    ['| a | b |\n', 'a, b', 'table'],
    ['| a | b |\n|--', 'a, b', 'table'],
    ['| a | b |\n|:-:|:', 'a, b', 'table'],
  ])('is shown while it is written as far as %s without its signs', (written, text, kind) => {
    const { sections } = whileWritten(readAnswer(written))
    expect(textOf(sections[0].block)).toBe(text)
    expect(JSON.stringify(sections)).toContain(`"kind":"${kind}"`)
  })

  it('shows while it is written nothing that is not, and has no sign too many', () => {
    for (const written of [
      '2 * 3',
      'a ** b',
      '**',
      '5 *',
      'a | b',
      '```py\nx **y',
      '| a | b |\n|--|--|\n| **c',
      '`',
    ])
      expect(plain(whileWritten(readAnswer(written)))).toEqual(plain(readAnswer(written)))
    fc.assert(
      fc.property(markdown, (source) => {
        const read = readAnswer(source)
        const ended = whileWritten(read)
        for (const { from, to, text, isWhole } of piecesOf(ended)) {
          expect(to).toBeLessThanOrEqual(source.length)
          if (!isWhole) expect(text).toBe(source.slice(from, to))
        }
      }),
      { numRuns: runs(500) },
    )
  })

  it.each([
    ['$E = mc^2$', 'E = mc²'],
    ['\\(\\frac{-b \\pm \\sqrt{b^2 - 4ac}}{2a}\\)', '(−b ± √(b² − 4ac))/(2a)'],
    ['$$\\sum_{i=1}^{n} i = \\frac{n(n+1)}{2}$$', '∑ᵢ₌₁ⁿ i = (n(n+1))/2'],
    ['\\[\\begin{aligned} a &= b \\\\ c &= d \\end{aligned}\\]', 'a = b\nc = d'],
    ['$\\alpha \\le 90^\\circ$', 'α ≤ 90°'],
    ['$\\unheard{x}$', '\\unheard{x}'],
    ['$h_{high} - h_1$', 'h_high − h₁'],
    ['$a } b$', 'a } b'],
  ])('shows the formula %s as %s', (written, text) => {
    expect(formulaText(written).text).toBe(text)
    expect(shownText(`So ${written} holds.`)).toBe(`So ${text} holds.`)
  })
})

describe('the longest answer', () => {
  const chars = 20_000
  const longestMs = 500

  it('is read in a time that grows with its length alone', async () => {
    const unit = fc
      .array(fc.constantFrom(...scraps), { minLength: 1, maxLength: 3 })
      .map((all) => all.join(''))
      .filter((all) => all !== '')
    const awkward = [
      'a*]',
      '[a](',
      '[a]("',
      '*[',
      '> - ',
      '>',
      '- ',
      '1. ',
      '<http://',
      '</a',
      '~~a ',
      '*`',
      '\n- ',
      '$a',
      '\\(',
      '|-|\n',
    ]
    await fc.assert(
      fc.asyncProperty(unit, async (repeated) => {
        const text = repeated.repeat(chars).slice(0, chars)
        const work = (): unknown => {
          const { sections } = whileWritten(readAnswer(text))
          return heardOf(sections, chars / 2)
        }
        expect(await cpuMs(work, longestMs)).toBeLessThan(longestMs)
      }),
      {
        numRuns: runs(20) + scraps.length + awkward.length,
        endOnFailure: true,
        examples: [...awkward, ...scraps].map((each) => [each]),
      },
    )
  })

  it('is read a piece at a time in hardly more than it takes at once', async () => {
    const paragraph =
      'The **moon** pulls the `water` a [little](http://a.b) harder.\n\n- so\n- it\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n'
    const text = paragraph.repeat(chars).slice(0, chars)
    const inPieces = (): void => {
      let read: ReadAnswer | undefined
      for (let at = 40; at <= chars; at += 40) whileWritten((read = readAnswer(text.slice(0, at), read)))
    }
    // 500 times: without what is known already it takes that much longer.
    const once = await cpuMs(() => readAnswer(text), 0)
    expect(await cpuMs(inPieces, 60 * once)).toBeLessThan(60 * once)
  })
})
