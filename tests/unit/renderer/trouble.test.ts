import { unansweredTurn } from '@contract'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { inWords, speakIn, words } from '../../../src-renderer/words'
import { FakeWorld, settle, toldExchange } from './fakeWorld'
import { loud, quiet, speaking } from './spokenWorlds'

afterEach(() => {
  vi.useRealTimers()
  speakIn([])
})

describe('trouble', () => {
  it('says that the microphone is not allowed, and tries again', async () => {
    const world = await FakeWorld.begin({ refusal: 'NotAllowedError' })
    expect(world.state).toMatchObject({ permission: 'denied', phase: 'trouble' })
    expect(world.state.trouble?.action).toBe('allow-microphone')
    world.refusal = undefined
    world.state.resolveTrouble()
    await settle()
    expect(world.state).toMatchObject({ permission: 'granted', phase: 'idle', trouble: undefined })
  })

  it('goes on with another microphone when the chosen one is unplugged, and takes it back', async () => {
    const world = await FakeWorld.begin({ settings: { microphone: 'Headset' } })
    const [headset, laptop] = world.microphones
    expect(world.state.microphoneId).toBe('headset')
    world.microphones = [laptop]
    // Browsers tell both, one right behind the other.
    world.microphone!.on.trouble('lost')
    world.tellChanged()
    await settle()
    expect(world.state.microphoneId).toBe('laptop')
    expect(world.told).toBe('Headset was unplugged. Listening through Laptop microphone.')
    expect(world.state.trouble?.action).toBeUndefined()
    await world.plug([headset, laptop])
    expect(world.state.microphoneId).toBe('headset')
    expect(world.state.trouble).toBeUndefined()
  })

  it('says nothing of a microphone that is there again at once, as when the system’s sound has failed', async () => {
    const world = await FakeWorld.begin()
    world.microphone!.on.trouble('lost')
    await settle()
    expect(world.state).toMatchObject({ trouble: undefined, phase: 'idle' })
    expect(world.opened.map(({ isOpen }) => isOpen)).toEqual([false, true])
  })

  it('opens the microphone that is chosen last of several in a row, as the arrow keys do', async () => {
    const world = await FakeWorld.begin()
    world.state.chooseMicrophone('headset')
    world.state.chooseMicrophone('laptop')
    await settle()
    expect(world.opened.filter(({ isOpen }) => isOpen).map(({ deviceId }) => deviceId)).toEqual(['laptop'])
    expect(world.state.microphoneId).toBe('laptop')
    // Let go and taken again before the device has answered.
    for (let times = 0; times < 4; times++) world.state.toggleMute()
    await settle()
    expect(world.opened.filter(({ isOpen }) => isOpen).map(({ deviceId }) => deviceId)).toEqual(['laptop'])
  })

  it('says so when the browser does not cancel the echo', async () => {
    const world = await FakeWorld.begin()
    world.cancelsEcho = false
    world.state.chooseMicrophone('laptop')
    await settle()
    expect(world.told).toContain('hears what Parley says')
    world.state.ask('And of Spain?')
    expect(world.state.trouble).toBeUndefined()
  })

  it('keeps what was said before the microphone was lost', async () => {
    const world = await FakeWorld.begin()
    await world.hear(quiet, 640)
    await world.hear(loud, 320)
    world.microphones = world.microphones.slice(1)
    world.microphone!.on.trouble('lost')
    await settle()
    await world.hear(loud, 320)
    await world.hear(quiet, 700)
    expect(world.saidTypes).toEqual(['utterance-start', 'utterance-pause', 'utterance-end'])
  })

  it('speaks through the chosen loudspeaker while it is there, and takes it back', async () => {
    const world = await FakeWorld.begin()
    const desk = { id: 'desk', label: 'Desk speaker' }
    world.state.chooseSpeaker('desk')
    await world.plug(world.microphones)
    expect(world.state.speakerId).toBe('desk')
    world.speakers = []
    await world.plug(world.microphones)
    expect(world.state.speakerId).toBe('')
    expect(world.told).toBe('Desk speaker was unplugged. Speaking through the usual one.')
    expect(world.state.trouble?.action).toBeUndefined()
    world.speakers = [desk]
    await world.plug(world.microphones)
    expect(world.state.speakerId).toBe('desk')
    expect(world.state.trouble).toBeUndefined()
    expect(world.speaker.calls).toEqual(['speaker desk', 'speaker ', 'speaker desk'])
  })

  it('goes on through the usual loudspeaker when the chosen one cannot be used', async () => {
    const world = await FakeWorld.begin()
    world.speaker.chooseSpeaker = (id) => (id === '' ? Promise.resolve() : Promise.reject(new Error('gone')))
    world.state.chooseSpeaker('desk')
    await settle()
    expect(world.state.speakerId).toBe('')
    expect(world.told).toContain('Speaking through the usual one')
  })

  it('says that there is no loudspeaker, until its user has seen it', async () => {
    const world = await FakeWorld.begin({ openSpeaker: () => undefined })
    await world.say({
      type: 'trouble',
      error: { code: 'store-damaged', notice: { kind: 'as-told', text: 'Kept as a.db.' }, retryable: false },
    })
    world.state.ask('And of Spain?')
    await settle()
    await world.answer(1, 'Madrid.')
    await world.end(1)
    expect(world.state.exchanges.at(-1)).toMatchObject({ answer: 'Madrid.', outcome: 'done' })
    expect(world.state.trouble).toEqual({ notice: { word: 'noLoudspeaker' }, action: 'seen' })
    world.state.resolveTrouble()
    expect(world.told).toBe('Kept as a.db.')
    world.state.resolveTrouble()
    expect(world.state.trouble).toBeUndefined()
  })

  it('waits for a microphone when there is none', async () => {
    const world = await FakeWorld.begin({ microphones: [] })
    expect(world.told).toContain('No microphone was found')
    await world.plug([{ id: 'new', label: 'New' }])
    expect(world.state).toMatchObject({ microphoneId: 'new', trouble: undefined })
  })

  it('says that there are only zeros, until there is sound, whatever is asked or pressed meanwhile', async () => {
    const world = await FakeWorld.begin()
    world.microphone!.on.trouble('zeros')
    expect(world.state.phase).toBe('trouble')
    // Its button leads to the list of microphones, in which nothing may be chosen.
    world.state.resolveTrouble()
    world.state.ask('And of Spain?')
    await settle()
    await world.end(1)
    world.speaker.on.finished(1)
    await settle()
    expect(world.state).toMatchObject({
      phase: 'trouble',
      trouble: { notice: { word: 'zeros' }, action: 'choose-microphone' },
    })
    world.microphone!.on.recovered()
    expect(world.state).toMatchObject({ phase: 'idle', trouble: undefined })
  })

  it('that stands is told in the language that was chosen meanwhile, whoever found it', async () => {
    const world = await FakeWorld.begin({ settings: { microphone: 'Headset' } })
    world.microphone!.on.trouble('zeros')
    speakIn(['de'])
    expect(world.told).toMatch(/^Dein Mikrofon liefert nur Stille\./)
    world.microphones = world.microphones.slice(1)
    world.microphone!.on.trouble('lost')
    await settle()
    speakIn(['es'])
    expect(world.told).toBe('Headset: desconectado. Parley escucha ahora por Laptop microphone.')
    const notice = { kind: 'engine-not-running' } as const
    await world.say({
      ...{ type: 'engine', state: 'lost' },
      error: { code: 'engine-lost', notice, retryable: false },
    })
    speakIn(['fr'])
    const inFrench = world.told
    expect(inFrench).toBe(inWords(notice))
    speakIn([])
    expect(world.told).not.toBe(inFrench)
  })

  it('follows the engine that goes and comes back, and starts a lost one again', async () => {
    const world = await speaking()
    await world.end(1, 'failed')
    await world.say({ type: 'engine', state: 'restarting' })
    expect(world.state.connection).toBe('restarting')
    const error = {
      code: 'engine-lost',
      notice: { kind: 'as-told', text: 'The engine is gone.' },
      retryable: false,
    } as const
    await world.say({ type: 'engine', state: 'lost', error })
    expect(world.state.trouble).toEqual({ notice: error.notice, action: 'restart-engine' })
    world.state.resolveTrouble()
    await settle()
    expect(world.saidTypes.at(-1)).toBe('restart')
    await world.say({ type: 'ready', listener: 'embedded', voice: 'embedded', notes: [] })
    expect(world.state).toMatchObject({ connection: 'ready', trouble: undefined })
  })

  it.each([
    ['another window is answered first', 'waiting'],
    ['idle models are loaded again', 'loading'],
  ] as const)('shows that %s', async (_, state) => {
    const world = await FakeWorld.begin()
    world.state.ask('And mine?')
    await settle()
    await world.say({ type: 'state', turn: 1, state })
    expect(world.state.connection).toBe(state)
    await world.say({ type: 'state', turn: 1, state: 'thinking' })
    expect(world.state.connection).toBe('ready')
  })

  it('goes by itself where it is over when it is told, each after its own time', async () => {
    vi.useFakeTimers()
    const world = await FakeWorld.begin({ answerStore: () => ({ isUndone: false }) })
    const undoTooLate = async (): Promise<void> => {
      world.app.store.setState({ removals: [{ removal: 9, what: 'everything' }] })
      world.state.undoRemoval()
      await settle()
    }
    await undoTooLate()
    expect(world.state).toMatchObject({
      phase: 'trouble',
      trouble: { notice: { word: 'tooLate' } },
    })
    vi.advanceTimersByTime(9000)
    await undoTooLate()
    vi.advanceTimersByTime(9000)
    expect(world.state.phase).toBe('trouble')
    vi.advanceTimersByTime(1000)
    expect(world.state).toMatchObject({ phase: 'idle', trouble: undefined })
  })

  it('goes by itself where an answer cannot be read aloud', async () => {
    vi.useFakeTimers()
    const world = await FakeWorld.begin()
    await world.tell({ id: 5, outcome: 'done', answer: 'Paris.' })
    world.state.readAloud('id-5')
    await settle()
    const { turn } = world.said.findLast((said) => said.type === 'read-aloud') as { turn: number }
    const error = {
      code: 'busy',
      notice: { kind: 'as-told', text: 'Too many questions are open.' },
      retryable: true,
    } as const
    await world.say(unansweredTurn(turn, 'failed', world.now, error))
    expect(world.told).toBe('Too many questions are open.')
    vi.advanceTimersByTime(10_000)
    expect(world.state.trouble).toBeUndefined()
  })

  it('that lasts is there again when what came over it has gone', async () => {
    vi.useFakeTimers()
    const world = await FakeWorld.begin({
      refusal: 'NotAllowedError',
      answerStore: () => ({ isUndone: false }),
    })
    world.app.store.setState({ removals: [{ removal: 9, what: 'everything' }] })
    world.state.undoRemoval()
    await settle()
    expect(world.told).toBe(words.trouble.tooLate)
    vi.advanceTimersByTime(10_000)
    expect(world.state.trouble?.action).toBe('allow-microphone')
  })

  it('tells a message that is none', async () => {
    const world = await FakeWorld.begin()
    await world.say({ type: 'text', turn: 'one' } as never)
    expect(world.told).toContain('does not understand')
  })
})

describe('what became of what is kept', () => {
  const damaged = {
    code: 'store-damaged',
    notice: { kind: 'as-told', text: 'It is kept as a.db; a new one was begun.' },
  } as const

  it('is said of a damaged file until its user has seen it, whatever is asked or happens meanwhile', async () => {
    const world = await FakeWorld.begin()
    world.state.ask('And of Spain?')
    await settle()
    await world.say({ type: 'trouble', error: { ...damaged, retryable: false } })
    await world.end(1)
    world.state.ask('And of Italy?')
    await settle()
    await world.end(2)
    expect(world.state.trouble).toEqual({ notice: damaged.notice, action: 'seen' })
    // Other trouble covers it, and uncovers it when that is over.
    world.cancelsEcho = false
    world.state.chooseMicrophone('laptop')
    await settle()
    expect(world.told).toContain('hears what Parley says')
    world.state.ask('And of Greece?')
    await settle()
    expect(world.told).toBe(damaged.notice.text)
    world.state.resolveTrouble()
    await world.end(3)
    expect(world.state).toMatchObject({ trouble: undefined })
    world.state.ask('And of Malta?')
    expect(world.state.trouble).toBeUndefined()
  })

  it('is said of the conversation that was in a damaged file, and not that it was in memory only', async () => {
    const world = await FakeWorld.begin()
    const exchanges = [toldExchange({ id: 5, conversation: 2, outcome: 'done', answer: 'Paris.' })]
    await world.say({ type: 'conversation', conversation: 2, isPrivate: false, exchanges })
    await world.say({ type: 'engine', state: 'restarting' })
    await world.say({ type: 'ready', listener: 'embedded', voice: 'embedded', notes: [] })
    await world.say({ type: 'conversation', conversation: 9, isPrivate: false, exchanges: [] })
    expect(world.told).toBe(words.trouble.gone)
    await world.say({ type: 'trouble', error: { ...damaged, retryable: false } })
    expect(world.told).toBe(damaged.notice.text)
    world.state.resolveTrouble()
    expect(world.state.trouble).toBeUndefined()
  })

  it('waits behind trouble that has a button', async () => {
    const world = await FakeWorld.begin({ refusal: 'NotAllowedError' })
    await world.say({ type: 'trouble', error: { ...damaged, retryable: false } })
    expect(world.state.trouble?.action).toBe('allow-microphone')
    world.refusal = undefined
    world.state.resolveTrouble()
    await settle()
    expect(world.told).toBe(damaged.notice.text)
  })

  it('is known for as long as nothing is kept, beyond questions and until an engine says no more of it', async () => {
    const world = await FakeWorld.begin()
    const hindrance = {
      code: 'store-locked',
      notice: { kind: 'as-told', text: 'Another Parley has them open.' },
      retryable: false,
    } as const
    await world.say({ type: 'keeping', hindrance })
    world.state.ask('And of Spain?')
    await settle()
    await world.end(1)
    expect(world.state).toMatchObject({ hindrance, trouble: undefined })
    await world.say({ type: 'keeping' })
    expect(world.state.hindrance).toBeUndefined()
    await world.say({ type: 'keeping', hindrance })
    await world.say({ type: 'ready', listener: 'embedded', voice: 'embedded', notes: [] })
    expect(world.state.hindrance).toBeUndefined()
  })
})
