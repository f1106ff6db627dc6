import type { EngineMessage, StoreRequest } from '@contract'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { words } from '../../../src-renderer/words'
import { FakeWorld, settle, toldExchange } from './fakeWorld'

afterEach(() => void vi.useRealTimers())

const whole = (conversation: number, ...ids: number[]): EngineMessage => ({
  type: 'conversation',
  ...{ conversation, isPrivate: false },
  exchanges: ids.map((id) => toldExchange({ id, conversation, outcome: 'done' })),
})

/** A store that removes for six seconds. */
const removing = (ask: StoreRequest): object =>
  ask.kind === 'remove' ? { removal: 9, undoUntil: Date.now() + 6000 } : { isUndone: true }

describe('the conversations of a window', () => {
  it('offers to undo a removal as long as the engine can', async () => {
    vi.useFakeTimers()
    const world = await FakeWorld.begin({ answerStore: removing })
    world.state.remove({ conversation: 4 })
    await settle()
    expect(world.said).toEqual([
      { type: 'store', request: 1, ask: { kind: 'remove', what: { conversation: 4 } } },
    ])
    expect(world.state.removed).toMatchObject({ removal: 9, what: { conversation: 4 } })
    vi.advanceTimersByTime(5900)
    expect(world.state.removed).toBeDefined()
    vi.advanceTimersByTime(200)
    expect(world.state.removed).toBeUndefined()
    world.state.undoRemoval()
    await settle()
    expect(world.said).toHaveLength(1)
  })

  it('opens the conversation again that was open when it was removed, and none else', async () => {
    const world = await FakeWorld.begin({ answerStore: removing })
    await world.say(whole(4, 5))
    const undone = async (what: Parameters<typeof world.state.remove>[0]): Promise<unknown[]> => {
      world.said.length = 0
      await world.say(whole(4, 5))
      world.state.remove(what)
      await settle()
      await world.say(whole(20))
      world.state.undoRemoval()
      await settle()
      expect(world.state.removed).toBeUndefined()
      return world.said.filter(({ type }) => type === 'open')
    }
    expect(await undone({ conversation: 4 })).toEqual([{ type: 'open', conversation: 4 }])
    expect(await undone('everything')).toEqual([{ type: 'open', conversation: 4 }])
    expect(await undone({ conversation: 7 })).toEqual([])
    expect(await undone({ exchange: 5 })).toEqual([])
  })

  it('says that it was too late to undo, and what went wrong', async () => {
    const world = await FakeWorld.begin({
      answerStore: (ask) => (ask.kind === 'undo' ? { isUndone: false } : removing(ask)),
    })
    world.state.remove('everything')
    await settle()
    world.state.undoRemoval()
    await settle()
    expect(world.state.trouble?.message).toBe(words.conversations.tooLate)
    await world.say({ type: 'engine', state: 'lost' })
    world.state.remove('everything')
    await settle()
    expect(world.state.trouble?.message).toBe(words.trouble.engineLost)
  })

  it('puts a spoken question right, and shows it when the engine has it', async () => {
    const world = await FakeWorld.begin({ answerStore: () => ({}) })
    const spoken = {
      id: 5,
      conversation: 4,
      outcome: 'done',
      question: { seconds: 2, transcript: 'Two?' },
    } as const
    await world.say({
      type: 'conversation',
      conversation: 4,
      isPrivate: false,
      exchanges: [toldExchange(spoken)],
    })
    world.state.correct('id-5', 'And two?')
    await settle()
    expect(world.said.at(-1)).toMatchObject({ ask: { kind: 'correct', exchange: 5, transcript: 'And two?' } })
    await world.tell({ ...spoken, question: { seconds: 2, transcript: 'And two?', isCorrected: true } })
    expect(world.state.exchanges).toMatchObject([{ key: 'id-5', question: { transcript: 'And two?' } }])
  })

  it('opens another one, and shows nothing of the one before', async () => {
    const world = await FakeWorld.begin()
    await world.say(whole(4, 5, 6))
    world.state.openConversation(2, 3)
    await settle()
    expect(world.said).toEqual([{ type: 'open', conversation: 2 }])
    await world.say(whole(2, 3))
    expect(world.state).toMatchObject({ conversation: { id: 2, isPrivate: false } })
    expect(world.state.sought).toEqual({ conversation: 2, exchange: 3 })
    expect(world.state.exchanges.map(({ id }) => id)).toEqual([3])
  })

  it('shows what was said earlier page by page, and knows when that is all', async () => {
    const pages = [Array.from({ length: 200 }, (_, i) => i + 101), [7, 8]]
    const world = await FakeWorld.begin({
      answerStore: () => ({ exchanges: pages.shift()!.map((id) => toldExchange({ id, conversation: 4 })) }),
    })
    await world.say(whole(4, ...Array.from({ length: 200 }, (_, i) => i + 301)))
    expect(world.state.hasEarlier).toBe(true)
    await world.state.showEarlier()
    expect(world.said.at(-1)).toMatchObject({ ask: { conversation: 4, before: 301 } })
    expect(world.state.exchanges).toHaveLength(400)
    await world.state.showEarlier()
    expect(world.state.exchanges.slice(0, 3).map(({ id }) => id)).toEqual([7, 8, 101])
    expect(world.state.hasEarlier).toBe(false)
    await world.state.showEarlier()
    expect(world.said).toHaveLength(2)
  })

  it('is private when the engine says so, and asks for the list again when that has changed', async () => {
    const world = await FakeWorld.begin()
    world.state.newConversation(true)
    await settle()
    expect(world.said).toEqual([{ type: 'begin', isPrivate: true }])
    await world.say({ type: 'conversation', conversation: 8, isPrivate: true, exchanges: [] })
    expect(world.state.conversation).toEqual({ id: 8, isPrivate: true })
    const { listVersion } = world.state
    await world.say({ type: 'conversations-changed' })
    expect(world.state.listVersion).toBe(listVersion + 1)
  })
})
