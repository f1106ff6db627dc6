import { describe, expect, it, vi } from 'vitest'
import { FakeWorld, settle, toldExchange } from './fakeWorld'
import { answerText, loud, quiet, speaking } from './spokenWorlds'

describe('a spoken question', () => {
  it('goes to the engine with its pre-roll, and its answer to the loudspeaker', async () => {
    const world = await FakeWorld.begin()
    expect(world.state).toMatchObject({ connection: 'ready', phase: 'idle', permission: 'granted' })
    await world.hear(quiet, 960)
    expect(world.app.readSignals().preRollShare).toBe(1)
    await world.hear(loud, 640)
    expect(world.state.phase).toBe('listening')
    expect(world.app.readSignals().microphoneLevel).toBeCloseTo(loud)
    await world.hear(quiet, 640)
    expect(world.state.phase).toBe('thinking')
    expect(world.saidTypes).toEqual(['utterance-start', 'utterance-pause', 'utterance-end'])
    const audio = world.said.filter(({ type }) => type === 'audio')
    // Pre-roll, speech, and the wait for the soft end.
    expect(audio.length).toBe(21 + 20 + 5)
    const speechEndAt = world.now - 20 * 32
    await world.answer(1, answerText)
    expect(world.app.readSignals().tokens).toBe(4)
    world.speaker.on.audible(1, world.now + 5)
    expect(world.state.phase).toBe('speaking')
    const [exchange] = world.state.exchanges
    expect(exchange).toMatchObject({ turn: 1, answer: answerText, outcome: 'running' })
    expect(exchange.question).toEqual({ seconds: (46 * 512) / 16_000 })
    expect(exchange.stages?.firstAudibleAt).toBe(world.now + 5)
    expect(exchange.stages?.speechEndAt).toBe(speechEndAt)
  })

  it('is captioned word by word as it is heard, and ends when all was heard', async () => {
    const world = await speaking()
    const heardEnds = [0, 24_000, 50_000, 72_000].map((heard) => {
      world.speaker.heard = heard
      world.speaker.on.progress()
      return world.state.exchanges[0].heardEnd
    })
    expect(heardEnds).toEqual([0, 5, 8, 12])
    await world.end(1)
    expect(world.speaker.calls).toEqual(['play 1', 'end 1'])
    expect(world.state).toMatchObject({ phase: 'speaking' })
    world.speaker.on.finished(1)
    expect(world.state.phase).toBe('idle')
    expect(world.state.exchanges[0]).toMatchObject({ outcome: 'done', heardEnd: answerText.length })
  })

  it('shows that the voice is at work once its first sound takes long, and stops with it', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const world = await FakeWorld.begin()
      world.state.ask('Why?')
      await settle()
      await world.say({
        type: 'sentence',
        turn: 1,
        index: 0,
        text: answerText,
        start: 0,
        end: answerText.length,
      })
      expect(world.state.phase).toBe('thinking')
      vi.advanceTimersByTime(1000)
      expect(world.state.phase).toBe('voicing')
      await world.answer(1, answerText)
      world.speaker.on.audible(1, world.now + 5)
      expect(world.state.phase).toBe('speaking')
      vi.advanceTimersByTime(1000)
      expect(world.state.phase).toBe('speaking')

      world.state.ask('And why that?')
      await settle()
      await world.say({
        type: 'sentence',
        turn: 2,
        index: 0,
        text: answerText,
        start: 0,
        end: answerText.length,
      })
      vi.advanceTimersByTime(1000)
      expect(world.state.phase).toBe('voicing')
      world.state.stop()
      await settle()
      expect(world.state.phase).toBe('idle')
    } finally {
      vi.useRealTimers()
    }
  })

  it('leaves a note of the engine in sight until the next question, and with the models', async () => {
    const world = await FakeWorld.begin()
    const note = { kind: 'as-told', text: 'This voice is slow here.' } as const
    await world.say({ type: 'note', note })
    expect(world.state).toMatchObject({ note, phase: 'idle' })
    world.state.ask('Why?')
    await settle()
    expect(world.state.note).toBeUndefined()
    expect(world.state.engineModels?.notes).toEqual([note])
  })

  it('is interrupted by a voice, with the samples that were heard, and the voice is the next question', async () => {
    const world = await speaking()
    world.speaker.heard = 30_000
    await world.hear(loud, 32)
    expect(world.app.readSignals().ducked).toBe(true)
    await world.hear(loud, 320)
    expect(world.speaker.calls).toEqual(['play 1', 'duck', 'silence 1'])
    expect(world.said).toContainEqual({ type: 'interrupt', turn: 1, playedSamples: 30_000 })
    expect(world.state.exchanges[0]).toMatchObject({ outcome: 'interrupted', heardEnd: 5 })
    expect(world.state.phase).toBe('listening')
    await world.say({ type: 'text', turn: 1, text: ' Too late.' })
    expect(world.state.exchanges[0].answer).toBe(answerText)
    await world.hear(quiet, 700)
    expect(world.state.exchanges).toHaveLength(2)
    expect(world.state.phase).toBe('thinking')
    // The engine is told what it may be, and says that it was no question.
    expect(world.said).toContainEqual({ type: 'utterance-start', turn: 2, mode: 'chat', interrupts: true })
    await world.tell({ id: 9, question: { seconds: 1 } }, 2)
    await world.end(2, 'interrupted')
    world.speaker.on.finished(2)
    await world.say({ type: 'forgotten', exchange: 9 })
    expect(world.state.exchanges).toHaveLength(1)
    expect(world.state.phase).toBe('idle')
  })

  it('goes on after an "mm-hm"', async () => {
    const world = await speaking()
    await world.hear(loud, 128)
    await world.hear(quiet, 640)
    expect(world.speaker.calls).toEqual(['play 1', 'duck', 'unduck'])
    expect(world.app.readSignals().ducked).toBe(false)
    expect(world.state.phase).toBe('speaking')
  })

  it('is taken back when it was only a cough', async () => {
    const world = await FakeWorld.begin()
    await world.hear(quiet, 640)
    await world.hear(loud, 64)
    await world.hear(quiet, 960)
    expect(world.saidTypes).toEqual(['utterance-start', 'interrupt'])
    expect(world.state).toMatchObject({ phase: 'idle', exchanges: [] })
  })

  it('fails with its reason when the engine goes while it is spoken', async () => {
    const world = await FakeWorld.begin()
    await world.hear(quiet, 640)
    await world.hear(loud, 640)
    await world.end(1, 'failed')
    await world.say({ type: 'engine', state: 'restarting' })
    await world.hear(quiet, 700)
    world.speaker.on.finished(1)
    expect(world.state).toMatchObject({ phase: 'idle', connection: 'restarting' })
    expect(world.state.exchanges[0].outcome).toBe('failed')
  })
})

describe('a window that was loaded again', () => {
  it('shows what was said before it, and goes on from there', async () => {
    const typed = { question: { text: 'Who are you?' }, answer: 'I am Parley.', heardEnd: 12 }
    const spoken = { question: { seconds: 1.5 }, answer: answerText, heardEnd: 5 }
    const world = await FakeWorld.begin({
      exchanges: [
        toldExchange({ id: 2, ...typed, outcome: 'done' }),
        toldExchange({ id: 3, ...spoken, outcome: 'interrupted' }),
      ],
    })
    expect(world.state).toMatchObject({
      phase: 'idle',
      exchanges: [
        { id: 2, ...typed, outcome: 'done' },
        { id: 3, ...spoken, outcome: 'interrupted' },
      ],
    })
    world.state.ask('And of Spain?')
    await settle()
    await world.tell({ id: 4, question: { text: 'And of Spain?' } }, 1)
    expect(world.state.exchanges.map(({ id, turn }) => [id, turn])).toEqual([
      [2, undefined],
      [3, undefined],
      [4, 1],
    ])
  })

  it('tells how much was heard when it is left', async () => {
    const world = await speaking()
    world.speaker.heard = 24_000
    world.app.leave()
    await settle()
    expect(world.said.at(-1)).toEqual({ type: 'interrupt', turn: 1, playedSamples: 24_000 })
  })
})
