import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { socketClose } from '@contract'
import { get, TestHost } from './testHost'
import { eventually } from '../../rigs/eventually'
import { ownHeaders, TestPage } from './testPage'

/** What may wait for a page that does not read. */
const small = { socketBytes: 64 * 1024, unreadBytes: 8 * 1024 * 1024 }
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

const openReady = (): Promise<TestPage> => test.openReady()

describe('a line over a socket', () => {
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
  it('is cut with a clear code, after all that it was sent, and its turn ends with its line', async () => {
    const page = await openReady()
    page.socket.pause()
    page.ask(1, 'flood 400')
    // Its turn comes when the flood is over, or cut.
    await expectAnswer(await openReady())
    page.socket.resume()
    expect(await eventually(() => page.closeCode, 'the cut')).toBe(socketClose.tooSlow)
    const words = page.messages.flatMap((m) => (m.type === 'text' ? [m.text.trim()] : []))
    expect(words.length).toBeGreaterThan(10)
    expect(words).toEqual(words.map((_, i) => `${i}`))
    expect(page.turnEnds(1)).toBe(0)
    // What came of it is in the conversation.
    const back = await openReady()
    back.send({ type: 'open' })
    const { exchanges } = await back.until('conversation')
    const flood = exchanges.find(({ question }) => 'text' in question && question.text === 'flood 400')
    expect(flood).toMatchObject({
      outcome: 'interrupted',
      answer: expect.stringMatching(/^0 1 2 /) as string,
    })
  })

  it('is cut when it takes nothing for a while, though more could wait for it', async () => {
    const patient = await TestHost.start({ ...small, stallMs: 1000 })
    const [page, other] = [await patient.openReady(), await patient.openReady()]
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
    const dead = new TestPage(lively.host, lively.entry, { autoPong: false })
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

describe('several pages', () => {
  it('show the same conversation, each told of what the others ask, and of its own turns by their numbers', async () => {
    const [first, second] = [await openReady(), await openReady()]
    for (const page of [first, second]) page.send({ type: 'open' })
    await second.until('conversation')
    first.send({ type: 'begin' })
    const { conversation } = await second.until('conversation', ({ exchanges }) => exchanges.length === 0)
    first.ask(1, 'say hello')
    const isOver = { matches: (m: { exchange: { outcome?: string } }) => m.exchange.outcome === 'done' }
    const [own, told] = [
      await first.until('exchange', isOver.matches),
      await second.until('exchange', isOver.matches),
    ]
    expect(own).toMatchObject({ turn: 1, exchange: { conversation, answer: 'hello' } })
    expect(told).toEqual({ type: 'exchange', exchange: own.exchange })
    const { id } = told.exchange
    second.send({ type: 'ask-again', turn: 1, of: id })
    expect(await second.answer(1)).toMatchObject({ text: 'hello' })
    second.send({ type: 'store', request: 4, ask: { kind: 'conversations', limit: 10 } })
    expect(await second.until('stored')).toMatchObject({ request: 4, answer: { conversations: [] } })
  })
})

describe('a page that reads', () => {
  it('gets more than may wait for one that does not', async () => {
    const page = await openReady()
    page.ask(1, 'flood 60')
    const { text, reason } = await page.answer(1)
    expect(reason).toBe('done')
    expect(text.split(' ')).toHaveLength(60)
  })
})

describe('an engine that dies', () => {
  it('is told to its pages, and the next one is ready on the same line', async () => {
    const page = await openReady()
    page.ask(1, 'say ...')
    await page.until('text', (m) => m.turn === 1)
    test.killEngine()
    const { error } = await page.until('engine', (m) => m.state === 'restarting')
    expect(error).toMatchObject({ code: 'engine-lost', retryable: true })
    const own = ownHeaders(test.host.port, test.entry)
    expect(await get(test.host.port, '/ready', own)).toMatchObject({ status: 503 })
    // Nobody is there who could take it.
    page.ask(2, 'say never')
    const readies = (): number => page.messages.filter((m) => m.type === 'ready').length
    await eventually(() => readies() === 2, 'the next engine')
    page.ask(3, 'say back')
    expect(await page.answer(3)).toMatchObject({ text: 'back', reason: 'done' })
    expect([page.turnEnds(1), page.turnEnds(2)]).toEqual([0, 0])
  })

  it('waits for the button after it died again and again', async () => {
    const page = await openReady()
    const states = (): string[] =>
      page.messages.flatMap((m) => (m.type === 'engine' ? [m.state] : m.type === 'ready' ? ['ready'] : []))
    for (let turn = 1; !states().includes('lost'); turn++) {
      const before = states().length
      page.ask(turn, 'die')
      await eventually(() => ['ready', 'lost'].includes(states().slice(before).at(-1)!), 'what came of it')
    }
    const before = states().length
    page.send({ type: 'restart' })
    await eventually(() => states().slice(before).includes('ready'), 'the next engine')
    page.ask(91, 'say back')
    expect(await page.answer(91)).toMatchObject({ text: 'back', reason: 'done' })
  })
})
