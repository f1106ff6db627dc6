import { existsSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ConversationStore } from '../../../src-main/engine/conversations/conversationStore'
import { Random } from '../../rigs/conversation/random'
import { say, ScratchStore } from '../../rigs/conversations/scratchStore'

const undoMs = 6000

let scratch: ScratchStore
beforeEach(() => void (scratch = new ScratchStore()))
afterEach(() => scratch.remove())

/** Until everything that was begun is done. */
const settle = (): void => scratch.clock.move(undoMs + 60_000)

describe('what is removed', () => {
  let store: ConversationStore
  let conversation: number
  beforeEach(() => {
    store = scratch.open()
    conversation = store.createConversation()
  })
  const answers = (): string[] => store.exchanges(conversation).map(({ answer }) => answer)

  it('leaves nothing of what was set aside as damaged, where it is everything', () => {
    const aside = path.join(scratch.folder, 'conversations damaged 2026-11-28 10-00-00.db')
    writeFileSync(aside, 'What was said')
    say(store, conversation, 'A question?', 'An answer.')
    store.remove({ conversation })
    settle()
    expect(existsSync(aside)).toBe(true)
    store.remove('everything')
    settle()
    expect(existsSync(aside)).toBe(false)
  })

  it('is not seen any more at once, and comes back when that is undone in time', () => {
    const [first, second] = ['First', 'Second'].map((answer) =>
      say(store, conversation, `${answer}?`, answer),
    )
    const removal = store.remove({ exchange: first.id })!
    expect(removal.undoUntil - scratch.clock.now()).toBe(undoMs)
    expect(answers()).toEqual(['Second'])
    expect(store.exchange(first.id)).toBe(undefined)
    expect(store.search('first')).toEqual([])
    expect(store.conversation(conversation)).toMatchObject({ exchanges: 1, name: 'Second?' })
    scratch.clock.move(undoMs - 1)
    expect(store.undo(removal.number)).toBe(true)
    settle()
    expect(answers()).toEqual(['First', 'Second'])
    expect(store.search('first')).toHaveLength(1)
    expect(store.conversation(conversation)).toMatchObject({ exchanges: 2, name: 'First?' })
    expect(store.undo(removal.number)).toBe(false)
    const late = store.remove({ exchange: second.id })!
    scratch.clock.move(undoMs)
    expect(store.undo(late.number)).toBe(false)
    expect(answers()).toEqual(['First'])
  })

  it.each(['exchange', 'conversation', 'everything'] as const)(
    'is removed once, however often that is asked for: %s',
    (kind) => {
      const { id } = say(store, conversation, 'First?', 'First')
      const each = {
        exchange: { exchange: id },
        conversation: { conversation },
        everything: 'everything',
      } as const
      const { number } = store.remove(each[kind])!
      expect(store.remove(each[kind])).toBe(undefined)
      expect(store.undo(number)).toBe(true)
      settle()
      expect(answers()).toEqual(['First'])
    },
  )

  it('can be a whole conversation, or everything, without what was removed before', () => {
    const first = say(store, conversation, 'First?', 'First')
    say(store, conversation, 'Second?', 'Second')
    const other = say(store, store.createConversation(), 'Other?', 'Other')
    const secret = say(store, store.createConversation(true), 'Secret?', 'Secret')
    store.remove({ exchange: first.id })
    const one = store.remove({ conversation })!
    expect(store.conversations().map(({ id }) => id)).toEqual([secret.conversation, other.conversation])
    const all = store.remove('everything')!
    expect(store.conversations()).toEqual([])
    expect(store.search('other')).toEqual([])
    store.undo(all.number)
    expect(store.conversations().map(({ id }) => id)).toEqual([secret.conversation, other.conversation])
    store.undo(one.number)
    expect(answers()).toEqual(['Second'])
  })

  it('may still be going on: it ends, and what is told of it afterwards goes nowhere', () => {
    const { id } = store.begin(conversation, { text: 'Why?' })
    store.appendAnswer(id, 'Because')
    const removal = store.remove('everything')!
    store.appendAnswer(id, ' it is')
    scratch.clock.move(1000)
    expect(store.exchange(id)).toBe(undefined)
    store.undo(removal.number)
    expect(store.exchange(id)).toMatchObject({ answer: 'Because', outcome: 'interrupted' })
  })

  it('is no place for the next question: that begins another conversation', () => {
    say(store, conversation, 'First?', 'First')
    const removal = store.remove({ conversation })!
    const next = say(store, conversation, 'Second?', 'Second')
    expect(next.conversation).not.toBe(conversation)
    store.undo(removal.number)
    expect(answers()).toEqual(['First'])
    expect(store.conversations().map(({ id }) => id)).toEqual([next.conversation, conversation])
  })
})

describe('deleted is gone from the file', () => {
  const random = new Random(1)
  const letters = 'abcdefghijklmnopqrstuvwxyz'
  const word = (length: number): string =>
    Array.from({ length }, () => letters[Math.floor(random.next() * letters.length)]).join('')
  const words = Array.from({ length: 800 }, () => word(2 + random.next() * 6))
  const prose = (count: number): string => Array.from({ length: count }, () => random.pick(words)).join(' ')

  /** A text that has a word of its own, by which its traces are known. */
  interface Marked {
    readonly canary: string
    readonly remove: () => void
  }

  /** Conversations as they come about: answers grow, transcripts come later, some are put right. */
  function converse(store: ConversationStore, count: number): Marked[] {
    const marked: Marked[] = []
    let conversation = store.createConversation()
    for (let i = 0; i < count; i++) {
      const canary = word(24)
      if (i % 13 === 0) conversation = store.createConversation()
      const isSpoken = random.next() < 0.5
      const question = `${canary} ${prose(2 + random.next() * 12)}`
      const { id } = store.begin(conversation, isSpoken ? { seconds: 2 } : { text: question })
      for (let part = 0; part < 4; part++) {
        store.appendAnswer(id, `${prose(random.next() * 30)} ${part === 2 ? canary : ''} `)
        scratch.clock.move(600)
      }
      store.finish(id, { outcome: 'done' })
      if (isSpoken) store.setTranscript(id, random.next() < 0.3 ? `${canary} wrong` : question)
      if (isSpoken && random.next() < 0.3) store.correctQuestion(id, question)
      if (random.next() < 0.2) store.search(random.pick(words))
      marked.push({ canary, remove: () => void store.remove({ exchange: id }) })
      scratch.clock.move(random.next() * 4000)
    }
    return marked
  }

  /** The canaries of which eight letters in a row are in a file. */
  function traces(marked: readonly Marked[]): Set<string> {
    const pieces = new Map<string, string>()
    for (const { canary } of marked)
      for (let at = 0; at + 8 <= canary.length; at++) pieces.set(canary.slice(at, at + 8), canary)
    const bytes = scratch.bytes()
    const found = new Set<string>()
    for (let at = 0; at + 8 <= bytes.length; at++) {
      const canary = pieces.get(bytes.slice(at, at + 8))
      if (canary !== undefined) found.add(canary)
    }
    return found
  }

  it('of exchanges here and there, in every byte of every file, while the engine runs', () => {
    const store = scratch.open()
    const marked = converse(store, 150)
    expect(traces(marked).size).toBe(150)
    const gone = marked.filter(() => random.next() < 0.4)
    for (const { remove } of gone) remove()
    settle()
    const left = traces(marked)
    expect(gone.filter(({ canary }) => left.has(canary))).toEqual([])
    expect(left.size).toBe(150 - gone.length)
  })

  it('of a conversation with its name and its sound, also where the engine ends before it can no longer be undone', () => {
    const store = scratch.open({ keeping: { audio: true } })
    converse(store, 10)
    const conversation = store.createConversation()
    const { id } = say(store, conversation, { seconds: 1 }, 'A canaryanswer.')
    store.setQuestionAudio(id, new Float32Array(64_000).fill(0x5151 / 32_768))
    store.rename(conversation, 'The canaryname')
    store.flush()
    expect(scratch.bytes()).toMatch(/canaryname[^]*Q{4000}|Q{4000}[^]*canaryname/)
    store.remove({ conversation })
    const again = scratch.reopen(store)
    expect(scratch.bytes()).not.toMatch(/canary(name|answer)|Q{50}/i)
    expect(again.conversations()).toHaveLength(1)
  })

  it('of everything, at once and however much it is, and the file is small again', () => {
    const store = scratch.open()
    const marked = converse(store, 220)
    scratch.clock.move(10_000)
    const file = path.join(scratch.folder, 'conversations.db')
    const before = statSync(file).size
    store.remove('everything')
    settle()
    expect(traces(marked).size).toBe(0)
    expect(statSync(file).size).toBeLessThan(before / 4)
    const kept = say(store, store.createConversation(), 'Still?', 'Still here.')
    expect(scratch.reopen(store).exchange(kept.id)).toEqual(kept)
  })

  it('leaves the few that are newer, where it was everything', () => {
    const store = scratch.open()
    const marked = converse(store, 220)
    store.remove('everything')
    const conversation = store.createConversation()
    const kept = [1, 2, 3].map((i) => say(store, conversation, `Kept ${i}?`, `Kept answer ${i}.`))
    settle()
    expect(traces(marked).size).toBe(0)
    expect(store.exchanges(conversation)).toEqual(kept)
    expect(store.search('kept answer')).toHaveLength(3)
  })

  it('after a crash, what was to be erased is erased by the next engine', () => {
    const store = scratch.open()
    const marked = converse(store, 10)
    const removal = store.remove('everything')!
    expect(removal.number).toBeGreaterThan(0)
    // What a process leaves that is killed.
    const left = new ScratchStore()
    left.copyFilesOf(scratch)
    const next = left.open()
    expect(next.conversations()).toEqual([])
    left.clock.move(60_000)
    expect(marked.some(({ canary }) => left.bytes().includes(canary))).toBe(false)
    left.remove()
  })
})
