import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { socketClose } from '@contract'
import { get, TestHost } from './testHost'
import { eventually } from '../../rigs/eventually'
import { ownHeaders, TestPage } from './testPage'

/** What a host keeps for a page that does not read. */
const small = { socketBytes: 64 * 1024, sessionBytes: 8 * 1024 * 1024 }
let test: TestHost

beforeAll(async () => {
  test = await TestHost.start(small)
})

afterEach(() => {
  vi.useRealTimers()
  test.closePages()
})
afterAll(() => test.close())

/** Asks something and waits for the answer, which comes behind all that other pages asked before. */
async function expectAnswer(page: TestPage): Promise<void> {
  page.ask(1, 'say yes')
  expect(await page.answer(1)).toMatchObject({ text: 'yes', reason: 'done' })
}

const open = (query = ''): Promise<TestPage> => test.open(query)
const openReady = (query = ''): Promise<TestPage> => test.openReady(query)

describe('a conversation over a socket', () => {
  it('answers typed and spoken questions, with audio in binary frames', async () => {
    const page = await openReady()
    page.ask(1, 'say good day')
    expect(await page.answer(1)).toEqual({ text: 'good day', reason: 'done', code: undefined })
    const audio = await page.until('audio')
    expect(audio.samples).toEqual(new Float32Array(240).fill(0.25))
    page.send({ type: 'utterance-start', turn: 2, mode: 'chat' })
    for (let i = 0; i < 4; i++) page.send({ type: 'audio', turn: 2, samples: new Float32Array(512) })
    page.send({ type: 'utterance-end', turn: 2 })
    expect(await page.answer(2)).toMatchObject({ text: '2048 samples', reason: 'done' })
  })

  it('says what is wrong with a message that is none, and goes on', async () => {
    const page = await openReady()
    page.socket.send('{"type":"shout"}')
    page.socket.send(new Uint8Array([1, 2, 3]))
    await eventually(
      () => page.messages.filter((m) => m.type === 'trouble' && m.error.code === 'message-invalid')[1],
      'two complaints',
    )
    page.ask(1, 'say on')
    expect(await page.answer(1)).toMatchObject({ reason: 'done' })
  })

  it('closes the socket on a message over 2 MB', async () => {
    const page = await openReady()
    page.send({ type: 'audio', turn: 1, samples: new Float32Array(600_000) })
    expect(await eventually(() => page.closeCode, 'the end of the socket')).toBe(1009)
  })

  it('lets two pages share one engine: one turn at a time, the other waits and sees so', async () => {
    const [first, second] = [await openReady(), await openReady()]
    first.ask(1, 'say one two three four five six')
    await first.until('text')
    second.ask(1, 'say seven')
    await second.until('state', (m) => m.state === 'waiting')
    expect(first.turnEnds(1)).toBe(0)
    expect(await second.answer(1)).toMatchObject({ text: 'seven', reason: 'done' })
    expect(first.turnEnds(1)).toBe(1)
  })

  it('lets no page keep the others out: its next question goes behind those that wait', async () => {
    const [first, second] = [await openReady(), await openReady()]
    first.ask(1, 'say ...')
    await first.until('text')
    second.ask(1, 'say mine')
    await second.until('state', (m) => m.state === 'waiting')
    first.ask(2, 'say again')
    expect(await first.answer(1)).toMatchObject({ reason: 'interrupted' })
    await first.until('state', (m) => m.turn === 2 && m.state === 'waiting')
    expect(await second.answer(1)).toMatchObject({ text: 'mine' })
    expect(await first.answer(2)).toMatchObject({ text: 'again' })
  })

  it('takes a waiting question back', async () => {
    const [first, second] = [await openReady(), await openReady()]
    first.ask(1, 'say ...')
    await first.until('text')
    second.ask(1, 'say never')
    await second.until('state', (m) => m.state === 'waiting')
    second.send({ type: 'interrupt', turn: 1 })
    expect(await second.answer(1)).toEqual({ text: '', reason: 'interrupted', code: undefined })
    first.send({ type: 'interrupt', turn: 1 })
    expect(await first.answer(1)).toMatchObject({ reason: 'interrupted' })
  })

  it('gives the turn on when the page that has it goes away', async () => {
    const [first, second] = [await openReady(), await openReady()]
    first.ask(1, 'say ...')
    await first.until('text')
    second.ask(1, 'say next')
    await second.until('state', (m) => m.state === 'waiting')
    await first.close()
    expect(await second.answer(1)).toMatchObject({ text: 'next', reason: 'done' })
  })
})

describe('a page that does not read', () => {
  it('is cut with a clear code, and comes back to every word that it missed', async () => {
    const page = await openReady('?page=slow-reader-1')
    page.socket.pause()
    page.ask(1, 'flood 100')
    // Its turn comes when the flood is over, and with it the cut.
    await expectAnswer(await openReady())
    page.socket.resume()
    expect(await eventually(() => page.closeCode, 'the cut')).toBe(socketClose.tooSlow)
    const back = await open(`?page=slow-reader-1&received=${page.received}`)
    back.messages.unshift(...page.messages)
    const { text } = await back.answer(1)
    expect(text.split(' ').slice(0, 5)).toEqual(['0', '1', '2', '3', '4'])
    expect(text.split(' ')).toEqual(text.split(' ').map((_, i) => `${i}`))
    expect(back.turnEnds(1)).toBe(1)
    back.ask(2, 'say still here')
    expect(await back.answer(2)).toMatchObject({ text: 'still here', reason: 'done' })
  })

  it('is cut when it takes nothing for a while, though there is room for what it has not got', async () => {
    const patient = await TestHost.start({ ...small, stallMs: 1000 })
    const [page, other] = [await patient.openReady('?page=slow-reader-2'), await patient.openReady()]
    page.socket.pause()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    page.ask(1, 'flood 20')
    await expectAnswer(other)
    vi.advanceTimersByTime(1000)
    vi.useRealTimers()
    page.socket.resume()
    expect(await eventually(() => page.closeCode, 'the cut')).toBe(socketClose.tooSlow)
    await patient.close()
  })
})

describe('a socket whose other end is dead', () => {
  it('is asked for a sign of life, and cut when none comes', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const pingEveryMs = 1000
    const lively = await TestHost.start({ pingEveryMs })
    const alive = await lively.openReady()
    let pings = 0
    alive.socket.on('ping', () => pings++)
    const dead = new TestPage(lively.host, lively.entry, '', { autoPong: false })
    await dead.until('ready')
    for (let id = 1; id <= 6; id++) {
      vi.advanceTimersByTime(pingEveryMs)
      await eventually(() => pings === id, 'the next ping')
      // What comes behind its echo is answered when the host has had that.
      alive.send({ type: 'ping', id })
      await alive.until('pong', (message) => message.id === id)
    }
    expect(await eventually(() => dead.closeCode, 'the cut')).toBe(1006)
    expect(alive.closeCode).toBeUndefined()
    vi.useRealTimers()
    await lively.close()
  })
})

describe('a socket that is cut', () => {
  it('resumes in mid-answer without losing or doubling a message', async () => {
    const page = await openReady('?page=cut-in-answer')
    expect(page.greeting).toEqual({ type: 'session', resumed: false, received: 0 })
    page.ask(1, 'say a b c d e f g h i j')
    await page.until('text', (m) => m.text === 'c ')
    await page.close()
    await sleep(60)
    const back = await open(`?page=cut-in-answer&received=${page.received}`)
    back.messages.unshift(...page.messages)
    expect(await back.answer(1)).toMatchObject({ text: 'a b c d e f g h i j', reason: 'done' })
    expect(back.greeting).toEqual({ type: 'session', resumed: true, received: 1 })
    expect(back.messages.filter((m) => m.type === 'audio')).toHaveLength(10)
  })

  it('keeps the conversation when the page is loaded again, whose turns begin at 1', async () => {
    const page = await openReady('?page=loaded-again')
    page.ask(1, 'say hello')
    await page.answer(1)
    page.ask(2, 'say ...')
    await page.until('text', (m) => m.turn === 2)
    await page.close()
    const again = await openReady('?page=loaded-again')
    again.ask(1, 'what was said')
    expect((await again.answer(1)).text).toContain('say hello -> hello')
    expect(again.messages.filter((m) => m.type === 'turn-end')).toHaveLength(1)
    // What was said before is known by numbers that are not positive.
    again.send({ type: 'recount' })
    const past = await again.until('past', () => true)
    expect(past.exchanges).toMatchObject([{ turn: -1 }, { turn: 0 }, { turn: 1 }])
    again.send({ type: 'ask-again', turn: 2, of: -1 })
    expect((await again.answer(2)).text).toBe('hello')
    again.send({ type: 'forget', exchange: -1 })
    again.ask(3, 'what was said')
    expect((await again.answer(3)).text).not.toMatch(/^say hello/)
  })

  it('lets a second tab of the same page take over', async () => {
    const page = await openReady('?page=two-of-a-kind')
    await openReady('?page=two-of-a-kind')
    expect(await eventually(() => page.closeCode, 'the first to end')).toBe(socketClose.takenOver)
  })

  it('hears no more of a socket whose place another took', async () => {
    const page = await openReady('?page=two-of-a-kind')
    page.socket.pause() // it does not learn that it is closed
    const next = await openReady('?page=two-of-a-kind')
    page.ask(1, 'say old')
    await sleep(50)
    next.ask(1, 'say new')
    expect((await next.answer(1)).text).toBe('new')
  })
})

describe('a page that reads', () => {
  it('gets more at once than a session keeps', async () => {
    const page = await openReady()
    page.ask(1, 'flood 60')
    const { text, reason } = await page.answer(1)
    expect(reason).toBe('done')
    expect(text.split(' ')).toHaveLength(60)
  })
})

describe('an engine that dies', () => {
  it('fails the running turn once, starts again, and still knows what was said', async () => {
    const page = await openReady()
    page.ask(1, 'say hello')
    await page.answer(1)
    page.send({ type: 'utterance-start', turn: 2, mode: 'chat' })
    page.send({ type: 'audio', turn: 2, samples: new Float32Array(1600) })
    page.send({ type: 'utterance-end', turn: 2 })
    await page.answer(2)
    page.ask(3, 'say ...')
    await page.until('text', (m) => m.turn === 3)
    test.killEngine()
    expect(await page.answer(3)).toMatchObject({ reason: 'failed', code: 'engine-lost' })
    await page.until('engine', (m) => m.state === 'restarting')
    const own = ownHeaders(test.host.port, test.entry)
    expect(await get(test.host.port, '/ready', own)).toMatchObject({ status: 503 })
    page.ask(4, 'what was said')
    expect(await page.answer(4)).toMatchObject({ text: 'say hello => hello | 1600 samples => 1600 samples' })
    expect(page.messages.filter((m) => m.type === 'ready')).toHaveLength(2)
    expect(page.turnEnds(3)).toBe(1)
  })

  it('waits for the button after it died again and again', async () => {
    const page = await openReady()
    for (let turn = 1; !page.messages.some((m) => m.type === 'engine' && m.state === 'lost'); turn++) {
      page.ask(turn, 'die')
      expect(await page.answer(turn)).toMatchObject({ reason: 'failed', code: 'engine-lost' })
    }
    page.ask(90, 'say anything')
    expect(await page.answer(90)).toMatchObject({ reason: 'failed', code: 'engine-lost' })
    page.send({ type: 'restart' })
    page.ask(91, 'say back')
    expect(await page.answer(91)).toMatchObject({ text: 'back', reason: 'done' })
  })
})
