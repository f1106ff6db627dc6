import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  exchange as exchangeSchema,
  conversation as conversationSchema,
  type ToolStep,
  type TurnMetrics,
} from '@contract'
import { ConversationTable } from '../../../src-main/engine/conversations/conversationTable'
import { say, ScratchStore } from '../../rigs/conversations/scratchStore'

const metrics: TurnMetrics = {
  ...{ utteranceEndAt: 1, firstTokenAt: 2.5, endAt: 3, utteranceSeconds: 2.4, spokenSeconds: 1 },
  ...{ promptTokens: 40, cachedTokens: 10, answerTokens: 7 },
}

let scratch: ScratchStore
beforeEach(() => void (scratch = new ScratchStore()))
afterEach(() => scratch.remove())

describe('what was said', () => {
  it('is there again after a restart, with all that belongs to it', () => {
    const store = scratch.open()
    const conversation = store.createConversation()
    const { id } = store.begin(conversation, { seconds: 2.4 })
    store.appendAnswer(id, 'The capital ')
    store.appendAnswer(id, 'is Paris. 東京 👩‍🚀')
    // Samples 7,919 and 15,991 of a voice at 24 kHz: they can be told again.
    store.appendWords(id, [{ written: [0, 3], startSeconds: 0, endSeconds: 7919 / 24_000 }])
    store.appendWords(id, [{ written: [4, 11], startSeconds: 7919 / 24_000, endSeconds: 15_991 / 24_000 }])
    store.setHeardEnd(id, 11)
    const error = {
      code: 'inference-failed',
      notice: { kind: 'as-told', text: 'The card is gone.' },
      retryable: true,
    } as const
    store.finish(id, { outcome: 'failed', error, metrics })
    store.setTranscript(id, 'What is the capital of France?')
    const before = store.exchange(id)!
    const again = scratch.reopen(store)
    const [exchange] = again.exchanges(conversation)
    expect(exchange).toEqual(before)
    expect(exchangeSchema.parse(exchange)).toEqual({
      ...{ id, conversation, askedAt: scratch.clock.now() },
      question: { seconds: 2.4, transcript: 'What is the capital of France?' },
      answer: 'The capital is Paris. 東京 👩‍🚀',
      words: [
        { written: [0, 3], startSeconds: 0, endSeconds: expect.closeTo(7919 / 24_000, 5) as number },
        {
          written: [4, 11],
          startSeconds: expect.closeTo(7919 / 24_000, 5) as number,
          endSeconds: expect.closeTo(15_991 / 24_000, 5) as number,
        },
      ],
      ...{ heardEnd: 11, outcome: 'failed', error, metrics, toolSteps: [] },
    })
    expect(exchange.words.map(({ endSeconds }) => Math.round(endSeconds * 24_000))).toEqual([7919, 15_991])
    expect(conversationSchema.parse(again.conversation(conversation))).toMatchObject({
      ...{ id: conversation, name: 'What is the capital of France?', isRenamed: false, exchanges: 1 },
      ...{ isPrivate: false, keeping: 'yes' },
    })
    expect(scratch.told).toEqual([])
  })

  it('is there while it goes on, and failed when its engine ends before it does', () => {
    const store = scratch.open()
    const { id, conversation } = store.begin(store.createConversation(), { text: 'Why?' })
    store.appendAnswer(id, 'Because')
    expect(store.exchange(id)).toMatchObject({ answer: 'Because' })
    expect(store.exchanges(conversation)).toEqual([store.exchange(id)])
    expect(store.exchange(id)!.outcome).toBe(undefined)
    const again = scratch.reopen(store)
    expect(again.exchange(id)).toMatchObject({
      ...{ answer: 'Because', outcome: 'failed', error: { code: 'engine-lost', retryable: true } },
    })
  })

  it('has what was called for its answer, each call as it is known last', () => {
    const store = scratch.open()
    const { id } = store.begin(store.createConversation(), { text: 'Set two timers.' })
    const begun = (call: string): ToolStep => ({
      ...{ id: call, name: 'set_timer', args: { label: '\0 \ud83d' }, place: 0, calledAt: 5 },
    })
    const done = { ...begun('a'), outcome: 'done', result: 'Set.', seconds: 0.2 } as const
    for (const step of [begun('a'), done, begun('b')]) store.setToolStep(id, step)
    store.appendAnswer(id, 'Done.')
    scratch.clock.move(1000)
    expect(scratch.reopen(store).exchange(id)!.toolSteps).toEqual([done, begun('b')])
  })

  it('is told to listeners when it is over, and only where some of its answer was heard', () => {
    const store = scratch.open()
    const conversation = store.createConversation()
    const first = say(store, conversation, 'Why?', 'Because.')
    const unheard = say(store, conversation, 'Why?', 'Because.')
    store.setHeardEnd(unheard.id, 0)
    const failed = say(store, conversation, 'Why?', 'Because.')
    store.finish(failed.id, { outcome: 'failed' })
    store.begin(conversation, { text: 'Why?' })
    expect(store.heardExchanges(conversation)).toEqual([{ ...store.exchange(first.id), words: [] }])
  })

  it('is on the disk half a second after it was said', () => {
    const store = scratch.open()
    const { id } = store.begin(store.createConversation(), { text: 'Why?' })
    for (let tenths = 0; tenths < 30; tenths++) {
      store.appendAnswer(id, `word${tenths} `)
      scratch.clock.move(100)
      if (tenths > 5) expect(scratch.bytes()).toContain(`word${tenths - 5} `)
    }
  })

  it('can end once more: the answer was stopped when it was over for the engine', () => {
    const store = scratch.open()
    const { id } = say(store, store.createConversation(), 'Why?', 'Because it is so.')
    store.setHeardEnd(id, 7)
    store.finish(id, { outcome: 'interrupted' })
    expect(scratch.reopen(store).exchange(id)).toMatchObject({ heardEnd: 7, outcome: 'interrupted' })
  })

  it('is written down later, and put right by hand for good', () => {
    const store = scratch.open()
    const { id, conversation } = say(store, store.createConversation(), { seconds: 1.5 }, 'A mammal.')
    expect(store.conversation(conversation)!.name).toBe('')
    store.setTranscript(id, 'What is a wale?')
    expect(store.conversation(conversation)!.name).toBe('What is a wale?')
    store.correctQuestion(id, 'What is a whale?')
    store.setTranscript(id, 'What is a veil?')
    expect(store.exchange(id)!.question).toEqual({
      ...{ seconds: 1.5, transcript: 'What is a whale?', isCorrected: true },
    })
    expect(store.search('whale')).toHaveLength(1)
    expect(store.search('wale')).toEqual([])
  })

  it('is whole, whatever signs are in it', () => {
    const store = scratch.open()
    const texts = ['\0', 'a\0b', '\ud83d', "'; DROP TABLE exchange; --", '\r\n\t\u2028', '👩‍🚀'.repeat(2000)]
    const conversation = store.createConversation()
    const ids = texts.map((text) => say(store, conversation, text, text).id)
    const again = scratch.reopen(store)
    const kept = texts.map((text) => text.replaceAll('\0', '\ufffd').toWellFormed())
    expect(ids.map((id) => again.exchange(id)!.answer)).toEqual(kept)
    expect(ids.map((id) => again.exchange(id)!.question)).toEqual(kept.map((text) => ({ text })))
  })

  it('goes to no exchange that is over, removed or never was', () => {
    const store = scratch.open()
    const { id } = say(store, store.createConversation(), 'Why?', 'Because.')
    store.appendAnswer(id, ' More.')
    store.appendAnswer(12_345, 'Nothing.')
    store.finish(12_345, { outcome: 'done' })
    expect(store.exchange(id)!.answer).toBe('Because.')
    expect(store.exchange(12_345)).toBe(undefined)
  })
})

describe('the list of conversations', () => {
  it('has the newest first, page by page, and none in which nothing was asked', () => {
    const store = scratch.open()
    const ids = Array.from({ length: 25 }, (_, i) => {
      scratch.clock.move(1000)
      const id = store.createConversation(i % 5 === 0)
      say(store, id, `Question ${i}`, 'Answer.')
      return id
    })
    store.createConversation()
    // What is asked again comes to the top.
    scratch.clock.move(1000)
    say(store, ids[3], 'Once more', 'Answer.')
    const expected = [ids[3], ...ids.toReversed().filter((id) => id !== ids[3])]
    const pages: number[][] = []
    for (let page = store.conversations(10); page.length > 0; page = store.conversations(10, page.at(-1)))
      pages.push(page.map(({ id }) => id))
    expect(pages.map(({ length }) => length)).toEqual([10, 10, 5])
    expect(pages.flat()).toEqual(expected)
    expect(store.conversations(1)).toMatchObject([{ name: 'Question 3', exchanges: 2 }])
  })

  it('counts what is said as it comes, and never all of a conversation anew, until something is removed', () => {
    const store = scratch.open()
    const conversation = store.createConversation()
    const all = vi.spyOn(ConversationTable.prototype, 'refresh')
    const exchanges = ['One?', 'Two?', 'Three?'].map((question) => {
      scratch.clock.move(1000)
      return say(store, conversation, question, 'Yes.')
    })
    const entry = { name: 'One?', exchanges: 3, updatedAt: exchanges[2].askedAt }
    expect(store.conversation(conversation)).toMatchObject(entry)
    store.finish(exchanges[1].id, { outcome: 'interrupted' })
    expect(store.conversation(conversation)).toMatchObject(entry)
    expect(all).not.toHaveBeenCalled()
    all.mockRestore()
    const { number } = store.remove({ exchange: exchanges[0].id })!
    expect(store.conversation(conversation)).toMatchObject({ name: 'Two?', exchanges: 2 })
    store.finish(exchanges[0].id, { outcome: 'failed' })
    expect(store.conversation(conversation)).toMatchObject({ name: 'Two?', exchanges: 2 })
    expect(store.undo(number)).toBe(true)
    expect(store.conversation(conversation)).toMatchObject(entry)
  })

  it('calls a conversation by its first words, or as its user wants', () => {
    const store = scratch.open()
    const conversation = store.createConversation()
    const first = say(store, conversation, ' Tell me\n a story ', 'Once.')
    say(store, conversation, 'And then?', 'The end.')
    const name = (): string => store.conversation(conversation)!.name
    expect(name()).toBe('Tell me a story')
    store.remove({ exchange: first.id })
    expect(name()).toBe('And then?')
    store.rename(conversation, '  Stories ')
    expect(store.conversation(conversation)).toMatchObject({ name: 'Stories', isRenamed: true })
    store.rename(conversation, ' ')
    expect(store.conversation(conversation)).toMatchObject({ name: 'And then?', isRenamed: false })
    const named = store.createConversation()
    store.rename(named, 'Named before it began')
    say(store, named, 'Why?', 'Because.')
    expect(store.conversation(named)!.name).toBe('Named before it began')
  })

  it('shows exchanges of a conversation from the newest back, oldest first', () => {
    const store = scratch.open()
    const conversation = store.createConversation()
    const ids = Array.from({ length: 7 }, (_, i) => say(store, conversation, `Q${i}`, `A${i}`).id)
    const page = store.exchanges(conversation, 3)
    expect(page.map(({ id }) => id)).toEqual(ids.slice(4))
    expect(store.exchanges(conversation, 10, page[0].id).map(({ id }) => id)).toEqual(ids.slice(0, 4))
  })

  it('gives no number twice, also where the clock goes back', () => {
    const store = scratch.open()
    const first = say(store, store.createConversation(), 'Why?', 'Because.')
    scratch.close(store)
    scratch.clock.move(-1_000_000)
    const again = scratch.open()
    const conversation = again.createConversation()
    const second = say(again, conversation, 'Why?', 'Because.')
    expect(conversation).toBeGreaterThan(first.id)
    expect(second.id).toBeGreaterThan(conversation)
  })
})

describe('the sound of questions', () => {
  const sound = Float32Array.from({ length: 16_000 }, (_, i) => Math.sin(i / 9) * 0.9)
  const difference = (a: Float32Array): number =>
    Math.max(...a.map((sample, i) => Math.abs(sample - sound[i])))

  it('is kept only where that is wanted', () => {
    for (const audio of [false, true]) {
      const store = scratch.open({ keeping: { audio } })
      const { id } = store.begin(store.createConversation(), { seconds: 1 })
      store.setQuestionAudio(id, sound)
      store.finish(id, { outcome: 'done' })
      // As long as the engine lives it can be asked again all the same.
      expect(difference(store.questionAudio(id)!)).toBeLessThan(1 / 60_000)
      const again = scratch.reopen(store)
      expect(again.questionAudio(id)?.length).toBe(audio ? 16_000 : undefined)
      if (audio) expect(difference(again.questionAudio(id)!)).toBeLessThan(1 / 60_000)
      scratch.close(again)
    }
  })

  it('is remembered for five minutes of speech in all, and no longer than its exchange', () => {
    const store = scratch.open()
    const conversation = store.createConversation()
    const ids = Array.from({ length: 4 }, () => {
      const { id } = say(store, conversation, { seconds: 100 }, 'Yes.')
      store.setQuestionAudio(id, new Float32Array(100 * 16_000))
      return id
    })
    expect(ids.map((id) => store.questionAudio(id) !== undefined)).toEqual([false, true, true, true])
    store.discard(ids[2])
    expect(ids.map((id) => store.questionAudio(id) !== undefined)).toEqual([false, true, false, true])
  })
})
