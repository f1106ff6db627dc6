import { existsSync } from 'node:fs'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { HandClock } from '../../rigs/conversations/handClock'
import { say, ScratchStore } from '../../rigs/conversations/scratchStore'

let scratch: ScratchStore
beforeEach(() => void (scratch = new ScratchStore()))
afterEach(() => scratch.remove())

test('where nothing is to be kept, nothing is written: not even a folder', () => {
  const store = scratch.open({ keeping: { mode: 'never', audio: true } })
  const { id, conversation } = say(store, store.createConversation(), { seconds: 1 }, 'An answer.')
  store.setQuestionAudio(id, new Float32Array(16_000))
  store.setTranscript(id, 'A question')
  expect(store.search('question')).toHaveLength(1)
  expect(store.conversation(conversation)).toMatchObject({ keeping: 'never', isPrivate: false })
  store.remove({ exchange: id })
  scratch.clock.move(60_000)
  expect(existsSync(scratch.folder)).toBe(false)
  expect(scratch.reopen(store, { keeping: { mode: 'never' } }).conversations()).toEqual([])
})

test('a private conversation touches no disk, and is otherwise one like all', () => {
  const store = scratch.open({ keeping: { audio: true } })
  const kept = say(store, store.createConversation(), 'The kept question', 'The kept answer.')
  const secret = say(store, store.createConversation(true), { seconds: 1 }, 'The secret answer.')
  store.setQuestionAudio(secret.id, new Float32Array(16_000).fill(0.25))
  store.setTranscript(secret.id, 'The secret question')
  store.rename(secret.conversation, 'The secret name')
  store.appendAnswer(store.begin(secret.conversation, { text: 'A secret more' }).id, 'Secretly')
  expect(store.conversations().map(({ isPrivate, keeping }) => [isPrivate, keeping])).toEqual([
    [true, 'never'],
    [false, 'yes'],
  ])
  expect(store.search('question')).toHaveLength(2)
  scratch.clock.move(10_000)
  // Another way of keeping is not its own.
  store.keep({ mode: 'until-quit', audio: true })
  store.keep({ mode: 'yes', audio: true })
  scratch.clock.move(10_000)
  expect(scratch.bytes()).toContain('The kept answer')
  expect(scratch.bytes()).not.toMatch(/secret/i)
  const again = scratch.reopen(store)
  expect(scratch.bytes()).not.toMatch(/secret/i)
  expect(again.conversations().map(({ id }) => id)).toEqual([kept.conversation])
})

test('what is kept until the app quits outlives an engine, and neither a quit nor a crash of the app', () => {
  const untilQuit = { keeping: { mode: 'until-quit' as const } }
  let store = scratch.open(untilQuit)
  const said = say(store, store.createConversation(), 'Canary question', 'Canary answer.')
  expect(store.conversation(said.conversation)!.keeping).toBe('until-quit')
  store = scratch.reopen(store, untilQuit)
  expect(store.exchange(said.id)).toEqual(said)
  scratch.close(store, true)
  expect(scratch.files).toEqual([])

  store = scratch.open(untilQuit)
  say(store, store.createConversation(), 'Canary question', 'Canary answer.')
  scratch.close(store)
  expect(scratch.bytes()).toMatch(/canary/i)
  // The app was gone with its engine, and is started again.
  store = scratch.open({ ...untilQuit, run: 'the next run' })
  expect(store.conversations()).toEqual([])
  expect(scratch.bytes()).not.toMatch(/canary/i)
})

test('what was left of an earlier run goes also where nothing is to be kept any more', () => {
  const store = scratch.open({ keeping: { mode: 'until-quit' } })
  say(store, store.createConversation(), 'Canary question', 'Canary answer.')
  const next = scratch.reopen(store, { keeping: { mode: 'never' }, run: 'the next run' })
  expect(next.conversations()).toEqual([])
  expect(scratch.files).toEqual([])
})

test('who chooses to keep keeps the conversation that goes on, too, with its sound', () => {
  const store = scratch.open({ keeping: { mode: 'never' } })
  const conversation = store.createConversation()
  const first = say(store, conversation, { seconds: 1 }, 'An answer.')
  store.setQuestionAudio(first.id, new Float32Array(16_000).fill(0.5))
  store.rename(conversation, 'Named')
  const open = store.begin(conversation, { text: 'Another' })
  store.appendAnswer(open.id, 'It goes ')
  store.keep({ mode: 'until-quit', audio: false })
  expect(store.conversation(conversation)!.keeping).toBe('until-quit')
  store.appendAnswer(open.id, 'on and ')
  store.keep({ mode: 'yes', audio: true })
  expect(scratch.files).toEqual(['conversations.db', 'conversations.db-wal'])
  store.appendAnswer(open.id, 'on.')
  store.finish(open.id, { outcome: 'done' })
  expect(store.conversations()).toMatchObject([{ name: 'Named', exchanges: 2, keeping: 'yes' }])
  const again = scratch.reopen(store)
  expect(again.exchanges(conversation).map(({ answer }) => answer)).toEqual([
    'An answer.',
    'It goes on and on.',
  ])
  expect(again.questionAudio(first.id)).toEqual(new Float32Array(16_000).fill(0.5))
})

test('who chooses not to keep any more still has what was kept', () => {
  const store = scratch.open()
  const kept = say(store, store.createConversation(), 'Why?', 'Because.')
  store.keep({ mode: 'never', audio: false })
  const passing = say(store, store.createConversation(), 'And now?', 'Nothing.')
  const again = scratch.reopen(store, { keeping: { mode: 'never' } })
  expect(again.conversations().map(({ id }) => id)).toEqual([kept.conversation])
  expect(again.exchange(passing.id)).toBe(undefined)
})

test('exchanges are erased when they are older than wanted, while the engine runs and when it starts', () => {
  const day = 24 * 60 * 60 * 1000
  let store = scratch.open({ keeping: { days: 30 } })
  const conversation = store.createConversation()
  say(store, conversation, 'The oldest canary', 'Old.')
  scratch.clock.move(20 * day)
  const later = say(store, conversation, 'The later canary', 'Later.')
  scratch.clock.move(11 * day)
  expect(store.exchanges(conversation)).toEqual([later])
  expect(store.conversation(conversation)).toMatchObject({ name: 'The later canary', exchanges: 1 })
  expect(scratch.bytes()).not.toMatch(/oldest/i)
  scratch.close(store)
  scratch.clock.move(20 * day)
  store = scratch.open({ keeping: { days: 30 } })
  expect(store.conversations()).toEqual([])
  scratch.clock.move(1000)
  expect(scratch.bytes()).not.toMatch(/canary/i)
})

test('what was asked while the clock was ahead grows old from when it was put right, and a clock that is behind changes nothing', () => {
  const day = 24 * 60 * 60 * 1000
  const keepingDays = { keeping: { days: 30 } }
  const ahead = new HandClock(Date.UTC(2100, 0))
  const first = scratch.open({ clock: ahead, ...keepingDays })
  const { conversation } = say(first, first.createConversation(), 'The canary?', 'Yes.')
  scratch.close(first)
  // When it is not known which of the two is right, nothing becomes old before its time.
  const behind = scratch.open({ ...keepingDays, clockRightFrom: scratch.clock.now() + day })
  expect(behind.conversation(conversation)!.updatedAt).toBe(ahead.now())
  scratch.close(behind)
  const store = scratch.open({ ...keepingDays, clockRightFrom: scratch.clock.now() - day })
  const rightAt = scratch.clock.now()
  expect(store.conversation(conversation)).toMatchObject({ createdAt: rightAt, updatedAt: rightAt })
  scratch.clock.move(29 * day)
  expect(store.exchanges(conversation)).toMatchObject([{ askedAt: rightAt, answer: 'Yes.' }])
  scratch.clock.move(2 * day)
  expect(store.exchanges(conversation)).toEqual([])
  expect(scratch.bytes()).not.toMatch(/canary/i)
})

test('while the computer sleeps, what is kept grows old, and what is said afterwards has the time of then', () => {
  const day = 24 * 60 * 60 * 1000
  // A computer that sleeps stops all clocks but the one on the wall.
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] })
  try {
    const store = scratch.open({ clock: undefined, keeping: { days: 7 } })
    const conversation = store.createConversation()
    say(store, conversation, 'Before?', 'Yes.')
    vi.setSystemTime(Date.now() + 8 * day)
    const after = say(store, conversation, 'After?', 'Yes.')
    expect(after.askedAt).toBe(Date.now())
    expect(store.remove({ exchange: after.id })!.undoUntil).toBeGreaterThan(Date.now())
    vi.advanceTimersByTime(60 * 60 * 1000)
    expect(store.exchanges(conversation)).toEqual([])
  } finally {
    vi.useRealTimers()
  }
})
