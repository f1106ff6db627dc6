import type { EngineMessage, StoreRequest } from '@contract'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Removed } from '../../../src-renderer/state'
import { inWords, words } from '../../../src-renderer/words'
import { FakeWorld, settle, toldExchange } from './fakeWorld'

afterEach(() => void vi.useRealTimers())

const whole = (conversation: number, ...ids: number[]): EngineMessage => ({
  type: 'conversation',
  ...{ conversation, isPrivate: false },
  exchanges: ids.map((id) => toldExchange({ id, conversation, outcome: 'done' })),
})

/** A store that removes what is asked of it for six seconds, each once. */
function removing(): (ask: StoreRequest) => object {
  const removed: string[] = []
  return (ask) => {
    if (ask.kind !== 'remove') return { isUndone: true }
    const what = JSON.stringify(ask.what)
    if (removed.includes(what)) return {}
    return { removal: { number: 8 + removed.push(what), undoUntil: Date.now() + 6000 } }
  }
}

describe('the conversations of a window', () => {
  it('offers to undo a removal as long as the engine can', async () => {
    vi.useFakeTimers()
    const world = await FakeWorld.begin({ answerStore: removing() })
    world.state.remove({ conversation: 4 })
    await settle()
    expect(world.said).toEqual([
      { type: 'store', request: 1, ask: { kind: 'remove', what: { conversation: 4 } } },
    ])
    expect(world.state.removals).toMatchObject([{ removal: 9, what: { conversation: 4 } }])
    vi.advanceTimersByTime(5900)
    expect(world.state.removals).toHaveLength(1)
    vi.advanceTimersByTime(200)
    expect(world.state.removals).toEqual([])
    world.state.undoRemoval()
    await settle()
    expect(world.said).toHaveLength(1)
  })

  it('offers each of several removals for its own time, the newest first', async () => {
    vi.useFakeTimers()
    const world = await FakeWorld.begin({ answerStore: removing() })
    for (const conversation of [4, 5, 6]) {
      world.state.remove({ conversation })
      await settle()
      vi.advanceTimersByTime(2000)
    }
    const offered = (): number[] => world.state.removals.map(({ removal }) => removal)
    expect(offered()).toEqual([10, 11])
    world.said.length = 0
    world.state.undoRemoval()
    world.state.undoRemoval()
    world.state.undoRemoval()
    await settle()
    expect(offered()).toEqual([])
    expect(world.said).toMatchObject([{ ask: { removal: 11 } }, { ask: { removal: 10 } }])
  })

  it('still offers to undo a removal that is asked for twice', async () => {
    const world = await FakeWorld.begin({ answerStore: removing() })
    world.state.remove({ conversation: 4 })
    world.state.remove({ conversation: 4 })
    await settle()
    expect(world.state.removals).toMatchObject([{ removal: 9 }])
  })

  it('opens the conversation again that was open when it was removed, and none else', async () => {
    const undone = async (what: Removed['what']): Promise<unknown[]> => {
      const world = await FakeWorld.begin({ answerStore: removing() })
      await world.say(whole(4, 5))
      world.state.remove(what)
      await settle()
      await world.say(whole(20))
      world.state.undoRemoval()
      await settle()
      expect(world.state.removals).toEqual([])
      return world.said.filter(({ type }) => type === 'open')
    }
    expect(await undone({ conversation: 4 })).toEqual([{ type: 'open', conversation: 4 }])
    expect(await undone('everything')).toEqual([{ type: 'open', conversation: 4 }])
    expect(await undone({ conversation: 7 })).toEqual([])
    expect(await undone({ exchange: 5 })).toEqual([])
  })

  it('says that it was too late to undo, and what went wrong', async () => {
    const remove = removing()
    const world = await FakeWorld.begin({
      answerStore: (ask) => (ask.kind === 'undo' ? { isUndone: false } : remove(ask)),
    })
    world.state.remove('everything')
    await settle()
    world.state.undoRemoval()
    await settle()
    expect(world.told).toBe(words.trouble.tooLate)
    await world.say({ type: 'engine', state: 'lost' })
    world.state.remove('everything')
    await settle()
    expect(world.told).toBe(inWords({ kind: 'engine-not-running' }))
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

  it('says that a conversation is gone which the engine had in memory alone, and of no other', async () => {
    const world = await FakeWorld.begin()
    const anew = async (conversation: EngineMessage): Promise<string | undefined> => {
      await world.say({ type: 'engine', state: 'restarting' })
      await world.say({ type: 'ready', listener: 'l', voice: 'v', notes: [] })
      await world.say(conversation)
      return world.told
    }
    expect(await anew(whole(4))).toBe(undefined)
    expect(await anew(whole(5, 7))).toBe(undefined)
    expect(await anew(whole(5, 7))).toBe(undefined)
    // Another window opened it.
    await world.say(whole(6, 8))
    expect(world.state.trouble).toBe(undefined)
    expect(await anew(whole(9))).toBe(words.trouble.gone)
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
