import { unansweredTurn, type PastExchange } from '@contract'
import { describe, expect, it } from 'vitest'
import { FakeWorld, settle } from './fakeWorld'

const loud = 0.2
const quiet = 0.0001
const answerText = 'Paris is the capital.'

/** A world in which somebody has just asked something aloud. */
async function asked(): Promise<FakeWorld> {
  const world = await FakeWorld.begin()
  await world.hear(quiet, 960)
  await world.hear(loud, 640)
  await world.hear(quiet, 640)
  return world
}

/** A world in which the answer sounds. */
async function speaking(): Promise<FakeWorld> {
  const world = await asked()
  await world.answer(1, answerText)
  world.speaker.on.audible(1, world.now + 5)
  // Who speaks now speaks into the answer, and not on.
  await world.hear(quiet, 1200)
  return world
}

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
    expect(audio.length).toBe(15 + 20 + 5)
    const speechEndAt = world.now - 20 * 32
    await world.answer(1, answerText)
    expect(world.app.readSignals().tokens).toBe(4)
    world.speaker.on.audible(1, world.now + 5)
    expect(world.state.phase).toBe('speaking')
    const [exchange] = world.state.exchanges
    expect(exchange).toMatchObject({ turn: 1, question: undefined, answer: answerText, outcome: 'running' })
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
    const past: PastExchange[] = [
      { turn: -1, question: 'Who are you?', answer: 'I am Parley.', heardEnd: 12, outcome: 'done' },
      { turn: 0, questionSeconds: 1.5, answer: answerText, heardEnd: 5, outcome: 'interrupted' },
    ]
    const world = await FakeWorld.begin({ past })
    expect(world.state).toMatchObject({ phase: 'idle', exchanges: past })
    world.state.ask('And of Spain?')
    await settle()
    expect(world.state.exchanges.map(({ turn }) => turn)).toEqual([-1, 0, 1])
  })

  it('tells how much was heard when it is left', async () => {
    const world = await speaking()
    world.speaker.heard = 24_000
    world.app.leave()
    await settle()
    expect(world.said.at(-1)).toEqual({ type: 'interrupt', turn: 1, playedSamples: 24_000 })
  })
})

describe('what the user does', () => {
  it('holds the key to talk', async () => {
    const world = await FakeWorld.begin()
    await world.hear(quiet, 640)
    world.state.press()
    await settle()
    await world.hear(loud, 640)
    world.state.release()
    await world.hear(quiet, 96)
    expect(world.saidTypes).toEqual(['utterance-start', 'utterance-end'])
  })

  it('types a question', async () => {
    const world = await FakeWorld.begin()
    world.state.ask('What is the capital of France?')
    await settle()
    expect(world.said).toEqual([{ type: 'ask', turn: 1, text: 'What is the capital of France?' }])
    expect(world.state.exchanges[0].question).toBe('What is the capital of France?')
    expect(world.state.phase).toBe('thinking')
  })

  it('types while an answer sounds: the engine first hears what was heard', async () => {
    const world = await speaking()
    world.speaker.heard = 24_000
    world.state.ask('And of Spain?')
    await settle()
    expect(world.said.slice(-2)).toEqual([
      { type: 'interrupt', turn: 1, playedSamples: 24_000 },
      { type: 'ask', turn: 2, text: 'And of Spain?' },
    ])
  })

  it('stops an answer', async () => {
    const world = await speaking()
    world.speaker.heard = 48_000
    world.state.stop()
    await settle()
    expect(world.said.at(-1)).toEqual({ type: 'interrupt', turn: 1, playedSamples: 48_000 })
    expect(world.state).toMatchObject({ phase: 'idle' })
    expect(world.state.exchanges[0]).toMatchObject({ outcome: 'interrupted', heardEnd: 8 })
    await world.end(1, 'interrupted')
    expect(world.state.exchanges[0].stages?.engine).toBeDefined()
  })

  it('mutes: the device is let go, and the utterance is taken back', async () => {
    const world = await FakeWorld.begin()
    await world.hear(quiet, 640)
    await world.hear(loud, 320)
    const before = world.microphone!
    world.state.toggleMute()
    await settle()
    expect(before.isOpen).toBe(false)
    expect(world.saidTypes).toEqual(['utterance-start', 'interrupt'])
    expect(world.state).toMatchObject({ muted: true, phase: 'muted' })
    expect(world.app.readSignals()).toMatchObject({ microphoneLevel: 0, noiseFloor: 0, preRollShare: 0 })
    world.state.toggleMute()
    await settle()
    expect(world.microphone).not.toBe(before)
    expect(world.microphone!.isOpen).toBe(true)
    expect(world.state).toMatchObject({ muted: false, phase: 'idle' })
  })

  it('stays muted over a new start, and opens no microphone until it is unmuted', async () => {
    const before = await FakeWorld.begin()
    before.state.toggleMute()
    const world = await FakeWorld.begin({ stored: Object.fromEntries(before.stored) })
    expect(world.state).toMatchObject({ muted: true, phase: 'muted' })
    expect(world.opened).toEqual([])
    world.state.toggleMute()
    await settle()
    expect(world.microphone!.isOpen).toBe(true)
    const next = await FakeWorld.begin({ stored: Object.fromEntries(world.stored) })
    expect(next.state).toMatchObject({ muted: false, phase: 'idle' })
  })

  it('asks a spoken question again, and forgets an exchange', async () => {
    const world = await speaking()
    world.state.askAgain(1)
    await settle()
    expect(world.saidTypes.slice(-2)).toEqual(['interrupt', 'ask-again'])
    expect(world.said.at(-1)).toMatchObject({ turn: 2, of: 1 })
    expect(world.state.exchanges.map(({ outcome }) => outcome)).toEqual(['interrupted', 'running'])
    world.state.forgetExchange(1)
    await settle()
    expect(world.said.at(-1)).toEqual({ type: 'forget', exchange: 1 })
    expect(world.state.exchanges.map(({ turn }) => turn)).toEqual([2])
  })

  it('chooses how fast it speaks, for every engine from then on', async () => {
    const world = await FakeWorld.begin()
    expect(world.saidTypes).toEqual([])
    world.state.chooseSpeed(1.3)
    await world.say({ type: 'engine', state: 'restarting' })
    await world.say({ type: 'ready', listener: 'embedded', voice: 'embedded', notes: [] })
    const next = await FakeWorld.begin({ stored: Object.fromEntries(world.stored) })
    const told = { type: 'speed', speed: 1.3 }
    expect([...world.said, ...next.said]).toEqual([told, told, told])
    expect(next.state.speed).toBe(1.3)
  })

  it('chooses who speaks, for every engine that has that voice', async () => {
    const world = await FakeWorld.begin()
    const ready = { type: 'ready' as const, listener: 'embedded', notes: [] }
    const voices = ['af_heart', 'bm_george'].map((id) => ({ id, language: 'en-gb' }))
    await world.say({ ...ready, voice: 'af_heart', voices })
    expect(world.state.voice).toBe('af_heart')
    world.state.chooseVoice('nobody')
    expect(world.saidTypes).toEqual([])
    world.state.chooseVoice('bm_george')
    await world.say({ ...ready, voice: 'en-us', voices: [{ id: 'en-us', language: 'en-us' }] })
    expect(world.state.voice).toBe('en-us')
    await world.say({ ...ready, voice: 'af_heart', voices })
    expect(world.state.voice).toBe('bm_george')
    const told = { type: 'voice', id: 'bm_george' }
    expect(world.said).toEqual([told, told])
    expect(world.stored.get('parley.voice')).toBe('bm_george')
  })

  it('finds the voice of each model again that was chosen there', async () => {
    const world = await FakeWorld.begin()
    const ready = (...ids: string[]): Promise<void> => {
      const voices = ids.map((id) => ({ id, language: 'en-us' }))
      return world.say({ type: 'ready', listener: 'embedded', notes: [], voice: ids[0], voices })
    }
    await ready('af_heart', 'am_adam', 'bf_emma')
    world.state.chooseVoice('am_adam')
    world.state.chooseVoice('bf_emma')
    await ready('en-us', 'en-us+f3')
    world.state.chooseVoice('en-us+f3')
    await ready('af_heart', 'am_adam', 'bf_emma')
    expect(world.state.voice).toBe('bf_emma')
    await ready('en-us', 'en-us+f3')
    expect(world.state.voice).toBe('en-us+f3')
  })

  it('lets the voice say something that is no answer, as an answer is played', async () => {
    const world = await speaking()
    world.state.listenToVoice()
    await settle()
    expect(world.said.at(-1)).toMatchObject({ type: 'say', turn: 2, text: expect.any(String) as string })
    expect(world.state.exchanges).toMatchObject([{ turn: 1, outcome: 'interrupted' }])
    await world.answer(2, 'Hello there.')
    expect(world.speaker.calls.at(-1)).toBe('play 2')
    world.speaker.on.audible(2, world.now)
    expect(world.state.phase).toBe('speaking')
    await world.end(2)
    world.speaker.on.finished(2)
    expect(world.state).toMatchObject({ phase: 'idle', trouble: undefined })
    world.state.listenToVoice()
    await settle()
    const error = { code: 'voice-unavailable', message: 'It is hoarse.', retryable: false } as const
    await world.say({ ...unansweredTurn(3, 'failed', world.now), error })
    expect(world.state).toMatchObject({ trouble: { message: 'It is hoarse.' }, exchanges: [{ turn: 1 }] })
  })

  it('says that it is muted when somebody wants to talk, until it is not, or something else is asked', async () => {
    const world = await FakeWorld.begin()
    world.state.press()
    expect(world.state.isToldMuted).toBe(false)
    world.state.toggleMute()
    expect(world.state).toMatchObject({ isToldMuted: false, phase: 'muted' })
    for (const end of [() => world.state.ask('Why?'), () => world.state.toggleMute()]) {
      world.state.press()
      expect(world.state).toMatchObject({ isToldMuted: true, trouble: undefined })
      world.state.release()
      end()
      expect(world.state.isToldMuted).toBe(false)
    }
  })

  it('begins anew', async () => {
    const world = await speaking()
    world.state.newConversation()
    await settle()
    expect(world.state.exchanges).toEqual([])
    expect(world.saidTypes).toContain('forget')
  })

  it('is led through the first run, and not again', async () => {
    const world = await FakeWorld.begin({ stored: { 'parley.welcome': '' } })
    expect(world.microphone).toBeUndefined()
    expect(world.state.welcome).toBe('explain')
    world.state.welcomeNext()
    await settle()
    expect(world.state).toMatchObject({ welcome: 'sound', permission: 'granted' })
    world.state.checkSound()
    expect(world.speaker.calls).toEqual(['tone'])
    world.state.welcomeNext()
    world.state.welcomeNext()
    await settle()
    expect(world.state.welcome).toBe('over')
    expect(world.stored.get('parley.welcome')).toBe('over')
  })
})

describe('a first run', () => {
  it('is over here when it is over in another window: the microphone opens, and a voice is heard', async () => {
    const world = await FakeWorld.begin({ stored: { 'parley.welcome': '' } })
    expect(world.microphone).toBeUndefined()
    world.app.welcomed()
    await settle()
    await world.hear(quiet, 960)
    await world.hear(loud, 640)
    expect(world.state).toMatchObject({ welcome: 'over', phase: 'listening' })
  })
})

describe('a first run without a microphone', () => {
  it('stays where it is until there is one, or ends when the user would rather type', async () => {
    const world = await FakeWorld.begin({ stored: { 'parley.welcome': '' }, microphones: [] })
    world.state.welcomeNext()
    await settle()
    expect(world.state.welcome).toBe('explain')
    expect(world.state.trouble?.message).toContain('No microphone was found')
    world.state.welcomeSkip()
    expect(world.state.welcome).toBe('over')
    expect(world.stored.get('parley.welcome')).toBe('over')
  })
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
    const world = await FakeWorld.begin({ stored: { 'parley.microphone': 'headset' } })
    const [headset, laptop] = world.microphones
    expect(world.state.microphoneId).toBe('headset')
    world.microphones = [laptop]
    // Browsers tell both, one right behind the other.
    world.microphone!.on.trouble('lost')
    world.tellChanged()
    await settle()
    expect(world.state.microphoneId).toBe('laptop')
    expect(world.state.trouble).toEqual({
      message: 'Headset was unplugged. Listening through Laptop microphone.',
    })
    await world.plug([headset, laptop])
    expect(world.state.microphoneId).toBe('headset')
    expect(world.state.trouble).toBeUndefined()
  })

  it('says so when the browser does not cancel the echo', async () => {
    const world = await FakeWorld.begin()
    world.cancelsEcho = false
    world.state.chooseMicrophone('laptop')
    await settle()
    expect(world.state.trouble?.message).toContain('hears what Parley says')
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
    expect(world.state.trouble).toEqual({
      message: 'Desk speaker was unplugged. Speaking through the usual one.',
    })
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
    expect(world.state.trouble?.message).toContain('Speaking through the usual one')
  })

  it('waits for a microphone when there is none', async () => {
    const world = await FakeWorld.begin({ microphones: [] })
    expect(world.state.trouble?.message).toContain('No microphone was found')
    await world.plug([{ id: 'new', label: 'New' }])
    expect(world.state).toMatchObject({ microphoneId: 'new', trouble: undefined })
  })

  it('says that there are only zeros, until there is sound', async () => {
    const world = await FakeWorld.begin()
    world.microphone!.on.trouble('zeros')
    expect(world.state.phase).toBe('trouble')
    world.microphone!.on.recovered()
    expect(world.state).toMatchObject({ phase: 'idle', trouble: undefined })
  })

  it('follows the engine that goes and comes back, and starts a lost one again', async () => {
    const world = await speaking()
    await world.end(1, 'failed')
    await world.say({ type: 'engine', state: 'restarting' })
    expect(world.state.connection).toBe('restarting')
    const error = { code: 'engine-lost', message: 'The engine is gone.', retryable: false } as const
    await world.say({ type: 'engine', state: 'lost', error })
    expect(world.state.trouble).toEqual({ message: 'The engine is gone.', action: 'restart-engine' })
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

  it('tells a message that is none', async () => {
    const world = await FakeWorld.begin()
    await world.say({ type: 'text', turn: 'one' } as never)
    expect(world.state.trouble?.message).toContain('does not understand')
  })
})
