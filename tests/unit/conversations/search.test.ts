import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { longestQuestionChars, type Snippet } from '@contract'
import type { ConversationStore } from '../../../src-main/engine/conversations/conversationStore'
import { searchQuery } from '../../../src-main/engine/conversations/searchText'
import { say, ScratchStore } from '../../rigs/conversations/scratchStore'
import { cpuMs } from '../../rigs/cpuMs'

const marked = ({ text, marks }: Snippet): string[] => marks.map(([start, end]) => text.slice(start, end))

describe('a search', () => {
  const scratch = new ScratchStore()
  let store: ConversationStore
  const texts: Record<string, readonly [question: string, answer: string]> = {
    france: ['What is the capital of France?', 'The capital of France is Paris.'],
    quotes: ['Say "hello" AND don\'t NEAR(stop) *', 'I said "hello", col:umn, {a b} ^c -minus.'],
    accents: ['Was heißt Crème brûlée?', 'Gebrannte Creme, sagt Zoë. Straße.'],
    decomposed: ['Cafe\u0301 in Lisboa?', 'Pastéis.'],
    japanese: ['東京タワーの高さは？', '東京タワーは333メートルです。'],
    chinese: ['中国的首都是哪里？', '中华人民共和国的首都是北京。'],
    thai: ['เมืองหลวงของประเทศไทยคืออะไร', 'กรุงเทพมหานคร'],
    hindi: ['भारत की राजधानी क्या है?', 'नई दिल्ली भारत की राजधानी है।'],
    arabic: ['ما هي عاصمة مصر؟', 'القاهرة هي عاصمة مصر.'],
    korean: ['서울에서 부산까지 얼마나 걸려요?', '기차로 두 시간 반 걸립니다.'],
    greek: ['Ποια είναι η πρωτεύουσα;', 'Η Αθήνα.'],
    control: ['A\u0002 marked\u0003 and \u0000 question', 'With \u200b a cut.'],
  }
  const ids: Record<string, number> = {}
  beforeAll(() => {
    store = scratch.open()
    for (const [name, [question, answer]] of Object.entries(texts)) {
      scratch.clock.move(1000)
      ids[name] = say(store, store.createConversation(), question, answer).id
    }
  })
  afterAll(() => scratch.remove())

  const found = (typed: string): string[] =>
    store.search(typed).map(({ exchange }) => Object.keys(ids).find((name) => ids[name] === exchange)!)

  it.each([
    ['capital', ['france']],
    ['CAPITAL paris', ['france']],
    // As it is typed.
    ['cap', ['france']],
    ['capi fran', ['france']],
    ['p', ['decomposed', 'france']],
    ['capital of Spain', []],
    ['pital', []],
    ['creme', ['accents']],
    ['brulee zoe', ['accents']],
    ['CRÈME', ['accents']],
    ['café', ['decomposed']],
    ['cafe\u0301', ['decomposed']],
    ['東京', ['japanese']],
    ['タワー', ['japanese']],
    ['東タ', []],
    ['首都', ['chinese']],
    ['首都 北京', ['chinese']],
    ['人民共和', ['chinese']],
    ['ประเทศ', ['thai']],
    ['ไทย', ['thai']],
    ['दिल्ली', ['hindi']],
    ['राज', ['hindi']],
    ['عاصمة', ['arabic']],
    ['서울', ['korean']],
    ['ΑΘΉΝΑ', ['greek']],
  ])('for %j finds %j', (typed, expected) => {
    expect(found(typed)).toEqual(expected)
  })

  it.each([
    ['"hello"', ['quotes']],
    ['hello" OR "capital', []],
    ['hello AND', ['quotes']],
    ['capital AND paris', []],
    ["don't", ['quotes']],
    ['near(stop', ['quotes']],
    ['question:hello', []],
    ['col:umn', ['quotes']],
    ['{a b}', ['quotes']],
    ['^c -minus', ['quotes']],
    ['-minus', ['quotes']],
    ['NOT capital', []],
    ['hello*', ['quotes']],
    ['*', []],
    ['"', []],
    ['', []],
    ['  ', []],
    ['( ) + - : ^ { } , . ; \' " *', []],
    ['marked', ['control']],
    ['\u0000marked\u0000', ['control']],
    ['\ud800 marked', ['control']],
  ])('takes %j at its word, whatever it means to the index', (typed, expected) => {
    expect(found(typed)).toEqual(expected)
  })

  it('takes any text', () => {
    const signs = [
      '"',
      "'",
      '*',
      '(',
      ')',
      ':',
      '^',
      '-',
      '+',
      '{',
      '}',
      ',',
      ' ',
      'NOT',
      'AND',
      'NEAR',
      'a',
      '東',
      '\0',
      '\\',
      '%',
      '_',
      ';--',
    ]
    for (let i = 0; i < 2000; i++) {
      const typed = Array.from(
        { length: 1 + (i % 9) },
        (_, k) => signs[(i * 7 + k * k * 5 + k) % signs.length],
      ).join('')
      expect(() => store.search(typed)).not.toThrow()
    }
    expect(() => store.search('word '.repeat(5000))).not.toThrow()
    expect(searchQuery('?! …')).toBe(undefined)
  })

  it('shows where in question and answer, in the text as it was said', () => {
    const [france] = store.search('cap par')
    expect(france).toMatchObject({
      name: texts.france[0],
      question: { text: texts.france[0] },
      answer: { text: texts.france[1] },
    })
    expect([marked(france.question), marked(france.answer)]).toEqual([['capital'], ['capital', 'Paris']])
    const [japanese] = store.search('東京タワー')
    expect(japanese.question.text).toBe(texts.japanese[0])
    expect(marked(japanese.question)).toEqual(['東京タワー'])
    const [control] = store.search('marked')
    expect([control.question.text, marked(control.question)]).toEqual([
      'A  marked  and \ufffd question',
      ['marked'],
    ])
  })

  it('shows of a long answer what is around it', () => {
    const words = Array.from({ length: 400 }, (_, i) => `word${i}`)
    const { id } = say(
      store,
      store.createConversation(),
      'Long?',
      words.toSpliced(300, 0, 'needle').join(' '),
    )
    const [hit] = store.search('needle')
    expect(hit.exchange).toBe(id)
    expect(marked(hit.answer)).toEqual(['needle'])
    expect(hit.answer.text).toMatch(/^….*word299 needle word300.*…$/)
    expect(hit.answer.text.length).toBeLessThan(200)
    store.discard(id)
  })

  it('shows where most of what was searched for stands together', () => {
    const filler = 'and so on '.repeat(30)
    const { id } = say(
      store,
      store.createConversation(),
      'Far?',
      `needle ${filler}needle thread ${filler}thread`,
    )
    const [{ answer }] = store.search('needle thread')
    expect(marked(answer)).toEqual(['needle', 'thread'])
    expect(answer.text).toMatch(/^…(\S+ ){7}needle thread( \S+){7}…$/)
    store.discard(id)
  })

  it('reads texts that are full of what is searched for in one pass', async () => {
    const letters = Array.from('abcdefghijklmnop')
    /** What the processor takes to search in ten texts of so many characters. */
    const searchMs = async (chars: number, enough: number): Promise<number> => {
      const text = `${letters.join(' ')} `.repeat(chars / 32)
      const full = Array.from({ length: 10 }, () => say(store, store.createConversation(), text, 'Yes.'))
      // A search brings some of them into the index.
      while (store.prepareSearch());
      const search = (): unknown => store.search(letters.join(' '), full.length)
      expect(search()).toHaveLength(full.length)
      const ms = await cpuMs(search, enough)
      for (const { id } of full) store.discard(id)
      return ms
    }
    // Four times as much takes some six times as long, and sixteen times where each word is compared with all others.
    const limitMs = 12 * (await searchMs(longestQuestionChars / 4, 0))
    expect(await searchMs(longestQuestionChars, limitMs)).toBeLessThan(limitMs)
  })

  it.each([
    ['renamed', true],
    ['REN', true],
    ['creme chez zoe', true],
    ['Zoë', true],
    ['named', false],
    ['renamed tides', false],
    ['chez-zoe', true],
    ['zoe-chez', false],
    ['京都', true],
    ['दिल्ली', true],
    ['दल', false],
    ['"', false],
  ])('finds a conversation by its name: %j: %s', (typed, isFound) => {
    const { conversation } = say(store, store.createConversation(), 'How?', 'So.')
    store.rename(conversation, 'Renamed: crème chez Zoë, 東京都 and दिल्ली')
    expect(store.conversations(5, undefined, typed).map(({ id }) => id)).toEqual(
      isFound ? [conversation] : [],
    )
    store.rename(conversation, '')
    expect(store.conversations(5, undefined, typed)).toEqual([])
    store.discard(store.exchanges(conversation)[0].id)
  })

  it('finds names page by page, the newest first', () => {
    const ids = [1, 2, 3].map((number) => {
      scratch.clock.move(1000)
      const { conversation } = say(store, store.createConversation(), 'How?', 'So.')
      store.rename(conversation, `Needle ${number}`)
      return conversation
    })
    const [newest, second] = store.conversations(2, undefined, 'needle')
    const rest = store.conversations(2, second, 'needle')
    expect([newest, second, ...rest].map(({ id }) => id)).toEqual(ids.toReversed())
  })

  it('looks for each word once', () => {
    expect(searchQuery('Well well WELL done')).toBe('"well"* "done"*')
    expect(searchQuery('a b c d e f g h i j k l m n o p q r')!.split(' ')).toHaveLength(16)
  })

  it('brings long texts into the index some at a time, the newest first', () => {
    const filled = new ScratchStore()
    const long = filled.open()
    const text = 'word '.repeat(longestQuestionChars / 5)
    const ids = Array.from({ length: 12 }, () => say(long, long.createConversation(), text, 'Yes.').id)
    expect(long.search('word').map(({ exchange }) => exchange)).toEqual(ids.slice(-3).reverse())
    expect(long.unsearched).toBe(9)
    let times = 1
    while (long.prepareSearch()) times++
    expect([times, long.unsearched]).toEqual([4, 0])
    filled.remove()
  })

  it('has the newest first, page by page', () => {
    const conversation = store.createConversation()
    const many = Array.from({ length: 25 }, (_, i) => say(store, conversation, `Haystack ${i}`, 'Hay.').id)
    const pages: number[] = []
    for (
      let page = store.search('haystack', 10);
      page.length > 0;
      page = store.search('haystack', 10, page.at(-1)!.exchange)
    )
      pages.push(...page.map(({ exchange }) => exchange))
    expect(pages).toEqual(many.toReversed())
  })
})
