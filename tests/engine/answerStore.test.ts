import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  config,
  storeAnswers,
  type AppError,
  type ConversationPlaces,
  type EngineMessage,
  type Keeping,
  type StoreAnswer,
  type StoreKind,
  type StoreRequest,
} from '../../src-preload/contract'
import type { ConversationStore } from '../../src-main/engine/conversations/conversationStore'
import { openStore } from '../../src-main/engine/conversations/openStore'
import { loadEngineModels, type EngineModels } from '../../src-main/engine/models/engineModels'
import { Session } from '../../src-main/engine/session'
import { EngineUnderTest } from '../rigs/engineUnderTest'
import { eventually } from '../rigs/eventually'

let models: EngineModels
beforeAll(async () => void (models = await loadEngineModels(config.parse({}))))
afterAll(() => models.release())

let root: string
let store: ConversationStore
let session: Session
let window: EngineUnderTest
let requests = 0
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'parley-answers-'))
  open()
})
afterEach(async () => {
  await close()
  rmSync(root, { recursive: true, force: true })
})

/** As an engine does that ends. */
async function close(): Promise<void> {
  window.port.close()
  await new Promise((resolve) => setTimeout(resolve))
  store.close()
}

const places = (): ConversationPlaces => ({
  ...{ folder: path.join(root, 'data/conversations'), untilQuitFolder: path.join(root, 'run') },
  ...{ run: 'this run', startedAt: 0 },
})

/** As an engine does that is started. */
function open(keeping?: Keeping): void {
  const chosen = config.parse({ conversations: places(), keeping })
  store = openStore(chosen, (trouble) => {
    throw trouble
  })
  session = new Session(models, chosen, { store, since: 0 })
  window = new EngineUnderTest(session)
  window.port.send({ type: 'open' })
}

type Asked<Kind extends StoreKind> = Extract<StoreRequest, { kind: Kind }>

async function ask<Kind extends StoreKind>(request: Asked<Kind>): Promise<StoreAnswer<Kind>> {
  const number = ++requests
  window.port.send({ type: 'store', request: number, ask: request })
  const find = (): Extract<EngineMessage, { type: 'stored' }> | undefined =>
    window.events.find((event) => event.type === 'stored' && event.request === number) as never
  await eventually(() => find() !== undefined, 'an answer')
  expect(find()!.error).toBeUndefined()
  return storeAnswers[request.kind].parse(find()!.answer) as StoreAnswer<Kind>
}

const shown = (): string[] => {
  const told = window.events.findLast((event) => event.type === 'conversation')
  return told?.exchanges.map(({ question }) => ('text' in question ? question.text : 'spoken')) ?? []
}

describe('figures', () => {
  it('say how full the conversation is for the listener, where memory goes, and what computes', async () => {
    const before = await ask({ kind: 'figures' })
    await window.ask('What is the capital of France?')
    const after = await ask({ kind: 'figures' })
    expect(after.usedTokens).toBeGreaterThan(before.usedTokens)
    expect(after.usedTokens).toBeLessThan(after.contextTokens)
    const of = (part: string): number => after.memory.find((each) => each.part === part)!.bytes
    expect(of('free')).toBeGreaterThan(of('listener'))
    expect(of('conversation')).toBeGreaterThan(0)
    expect(after.computing).toEqual([
      { part: 'listener', operators: [{ device: 'cpu', count: expect.any(Number) as number }] },
    ])
  })
})

describe('conversations', () => {
  beforeEach(async () => {
    await window.ask('What is the capital of France?')
    window.port.send({ type: 'begin' })
    await window.ask('What is two plus two?')
  })
  const names = async (): Promise<string[]> =>
    (await ask({ kind: 'conversations', limit: 50 })).conversations.map(({ name }) => name)

  it('are listed by their first words, found by what was said in them, and called otherwise', async () => {
    expect(await names()).toEqual(['What is two plus two?', 'What is the capital of France?'])
    const { found } = await ask({ kind: 'search', text: 'paris', limit: 50 })
    expect(found).toMatchObject([{ name: 'What is the capital of France?' }])
    const changes = window.events.filter(({ type }) => type === 'conversations-changed').length
    await ask({ kind: 'rename', conversation: found[0].conversation, name: 'Cities' })
    expect(await names()).toEqual(['What is two plus two?', 'Cities'])
    expect(window.events.filter(({ type }) => type === 'conversations-changed').length).toBeGreaterThan(
      changes,
    )
  })

  it('are searched once for what a window typed last, however much of it came at once', async () => {
    const search = vi.spyOn(store, 'search')
    const typed = Array.from({ length: 50 }, (_, i) => (i < 49 ? `typed ${i}` : 'paris'))
    const numbers = typed.map((text) => {
      window.port.send({ type: 'store', request: ++requests, ask: { kind: 'search', text, limit: 50 } })
      return requests
    })
    const answers = (): Extract<EngineMessage, { type: 'stored' }>[] =>
      window.events.filter((event) => event.type === 'stored')
    await eventually(() => answers().length === numbers.length, 'all answers')
    expect(search.mock.calls.map(([text]) => text)).toEqual(['paris'])
    expect(answers().filter(({ error }) => error?.code === 'busy')).toHaveLength(49)
    expect(answers().find(({ error }) => error === undefined)).toMatchObject({
      request: numbers.at(-1),
      answer: { found: [{ name: 'What is the capital of France?' }] },
    })
  })

  it('are searched at once as far as they are in the index, which goes on behind that', async () => {
    let isWhole = false
    vi.spyOn(store, 'prepareSearch').mockImplementation(() => !isWhole)
    vi.spyOn(store, 'unsearched', 'get').mockImplementation(() => (isWhole ? 0 : 7))
    const search = (): Promise<StoreAnswer<'search'>> => ask({ kind: 'search', text: 'paris', limit: 50 })
    expect((await search()).unsearched).toBe(7)
    isWhole = true
    expect((await search()).unsearched).toBe(0)
  })

  it('are searched again, by whatever window, only when others had three times as long as the search took', async () => {
    const searchedAt: number[] = []
    vi.spyOn(store, 'search').mockImplementation(() => {
      searchedAt.push(performance.now())
      while (performance.now() < searchedAt.at(-1)! + 20);
      return []
    })
    const session = new Session(models, config.parse({}), { store, since: 0 })
    const windows = Array.from({ length: 3 }, () => new EngineUnderTest(session))
    for (const { port } of windows)
      port.send({ type: 'store', request: 1, ask: { kind: 'search', text: 'paris', limit: 50 } })
    await eventually(() => searchedAt.length === windows.length, 'all searches')
    // A timer may be early by a millisecond.
    for (const i of [1, 2]) expect(searchedAt[i] - searchedAt[i - 1]).toBeGreaterThanOrEqual(4 * 20 - 1)
    for (const { port } of windows) port.close()
  })

  it('are removed, one question or all of one or all, and come back where that is undone in time', async () => {
    const [{ id }] = (await ask({ kind: 'conversations', limit: 1 })).conversations
    const { removal } = await ask({ kind: 'remove', what: { conversation: id } })
    expect(await names()).toEqual(['What is the capital of France?'])
    await eventually(() => shown().length === 0, 'another conversation to be begun')
    expect(await ask({ kind: 'undo', removal: removal!.number })).toEqual({ isUndone: true })
    expect(await names()).toHaveLength(2)
    expect(await ask({ kind: 'undo', removal: removal!.number })).toEqual({ isUndone: false })
    await ask({ kind: 'remove', what: 'everything' })
    expect(await names()).toEqual([])
  })

  it('show an exchange again whose removal is undone', async () => {
    const [{ exchange }] = (await ask({ kind: 'search', text: 'four', limit: 1 })).found
    const { removal } = await ask({ kind: 'remove', what: { exchange } })
    await eventually(() => window.events.at(-2)?.type !== 'exchange', 'it to be gone')
    await ask({ kind: 'undo', removal: removal!.number })
    expect(shown()).toEqual(['What is two plus two?'])
  })

  it('are exported piece by piece', async () => {
    const [{ id: conversation }] = (await ask({ kind: 'conversations', limit: 1 })).conversations
    const request = { kind: 'export', conversation, format: 'markdown', language: 'en', from: 0 } as const
    const { name, base64, isWhole } = await ask({ ...request, file: 0 })
    expect([name, isWhole]).toEqual([expect.stringMatching(/What is two plus two\.md$/), true])
    expect(Buffer.from(base64, 'base64').toString()).toContain('## What is two plus two?')
    expect((await ask({ ...request, file: 1 })).name).toBeUndefined()
  })
})

it('what is said is kept as its user chooses, and is there again where that is still chosen', async () => {
  await window.ask('What is two plus two?')
  expect(existsSync(path.join(root, 'data'))).toBe(false)
  const keeping = { mode: 'yes', audio: false, days: 30 } as const
  session.keep(keeping)
  expect(existsSync(path.join(root, 'data/conversations/conversations.db'))).toBe(true)
  await close()
  open(keeping)
  await eventually(() => shown().length > 0, 'the conversation')
  expect(shown()).toEqual(['What is two plus two?'])
})

it('what is not kept although it was chosen is told every window, for as long as it is so', async () => {
  const keeping = { mode: 'yes', audio: false } as const
  session.keep(keeping)
  const troubles: AppError[] = []
  const second = openStore({ conversations: places(), keeping }, (trouble) => troubles.push(trouble))
  const other = new Session(models, config.parse({}), { store: second })
  const windows = [new EngineUnderTest(other), new EngineUnderTest(other)]
  const told = (): unknown[][] =>
    windows.map(({ events }) =>
      events.flatMap((event) => (event.type === 'keeping' ? [event.hindrance?.code] : [])),
    )
  for (const each of windows) each.port.send({ type: 'open' })
  await eventually(() => told().every(({ length }) => length > 0), 'why it is not kept')
  await windows[0].ask('What is two plus two?')
  expect(told()).toEqual([['store-locked'], ['store-locked']])
  other.keep({ mode: 'never', audio: false })
  await eventually(() => told().every(({ length }) => length > 1), 'that it is as it was chosen')
  expect(told()).toEqual(windows.map(() => ['store-locked', undefined]))
  expect(troubles.map(({ code }) => code)).toEqual(['store-locked'])
  for (const each of windows) each.port.close()
  second.close()
  expect(window.events.filter(({ type }) => type === 'keeping')).toEqual([])
})

it('nothing of a private conversation touches a disk', async () => {
  session.keep({ mode: 'yes', audio: false })
  window.port.send({ type: 'begin', isPrivate: true })
  await window.ask('What is two plus two?')
  const { conversations } = await ask({ kind: 'conversations', limit: 1 })
  expect(conversations).toMatchObject([{ isPrivate: true, keeping: 'never' }])
})
