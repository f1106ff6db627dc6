import { unansweredTurn } from '@contract'
import { describe, expect, it } from 'vitest'
import { moodSamples } from '../../../src-renderer/words/moodSamples'
import { FakeWorld, settle } from './fakeWorld'
import { loud, quiet, speaking } from './spokenWorlds'

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
    expect(world.state.exchanges[0].question).toEqual({ text: 'What is the capital of France?' })
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

  it('chooses when it listens, and knows what begins a question now', async () => {
    const world = await FakeWorld.begin()
    expect(world.state.hears).toBe('voice')
    world.state.listenWhen('held')
    await settle()
    expect(world.state).toMatchObject({ hears: 'key', muted: false })
    await world.hear(quiet, 640)
    await world.hear(loud, 640)
    expect(world.saidTypes).toEqual([])
    world.state.listenWhen('off')
    await settle()
    expect(world.state).toMatchObject({ hears: 'nothing', muted: true })
    expect(world.microphone!.isOpen).toBe(false)
    world.state.listenWhen('always')
    await settle()
    expect(world.state).toMatchObject({ hears: 'voice', muted: false })
    expect(Object.fromEntries(world.settings.said)).toEqual({ muted: false, 'turnTaking.handsFree': true })
  })

  it('hears nothing without a microphone, the key alone in the first run and while another window has the voice', async () => {
    expect((await FakeWorld.begin({ microphones: [] })).state.hears).toBe('nothing')
    const first = await FakeWorld.begin({ stored: { 'parley.welcome': 'sound' } })
    expect(first.state.hears).toBe('key')
    first.state.welcomeNext('sound')
    await settle()
    expect(first.state.hears).toBe('voice')
    first.app.hearVoice(false)
    expect(first.state.hears).toBe('key')
    first.app.microphone.own(false)
    first.app.microphone.letGo()
    expect(first.state.hears).toBe('key')
  })

  it('stays muted over a new start, and opens no microphone until it is unmuted', async () => {
    const before = await FakeWorld.begin()
    before.state.toggleMute()
    const world = await FakeWorld.begin({ ...before.kept })
    expect(world.state).toMatchObject({ muted: true, phase: 'muted' })
    expect(world.opened).toEqual([])
    world.state.toggleMute()
    await settle()
    expect(world.microphone!.isOpen).toBe(true)
    const next = await FakeWorld.begin(world.kept)
    expect(next.state).toMatchObject({ muted: false, phase: 'idle' })
  })

  it('asks a spoken question again', async () => {
    const world = await speaking()
    await world.tell({ id: 7, question: { seconds: 1 } }, 1)
    const { key } = world.state.exchanges[0]
    world.state.askAgain(key)
    await settle()
    expect(world.saidTypes.slice(-2)).toEqual(['interrupt', 'ask-again'])
    expect(world.said.at(-1)).toMatchObject({ turn: 2, of: 7 })
    expect(world.state.exchanges).toMatchObject([
      { question: { seconds: 1 }, outcome: 'interrupted' },
      { question: { seconds: 1 }, outcome: 'running' },
    ])
  })

  it('asks again by its text what no engine took, and removes it here alone', async () => {
    const world = await FakeWorld.begin()
    await world.say({ type: 'engine', state: 'lost' })
    world.state.ask('Anyone?')
    await settle()
    expect(world.state.exchanges).toMatchObject([{ outcome: 'failed', error: { code: 'engine-lost' } }])
    const [{ key }] = world.state.exchanges
    await world.say({ type: 'ready', listener: 'embedded', voice: 'embedded', notes: [] })
    expect(world.state.exchanges).toHaveLength(1)
    world.state.askAgain(key)
    await settle()
    expect(world.said.at(-1)).toEqual({ type: 'ask', turn: 2, text: 'Anyone?' })
    world.state.forgetExchange(key)
    await settle()
    expect(world.saidTypes.at(-1)).toBe('ask')
    expect(world.state.exchanges.map(({ turn }) => turn)).toEqual([2])
  })

  it('chooses how fast it speaks, for every engine from then on', async () => {
    const world = await FakeWorld.begin()
    expect(world.saidTypes).toEqual([])
    world.settings.change({ speed: 1.3 })
    await world.say({ type: 'engine', state: 'restarting' })
    await world.say({ type: 'ready', listener: 'embedded', voice: 'embedded', notes: [] })
    const next = await FakeWorld.begin(world.kept)
    expect([world.speeds, next.speeds]).toEqual([[1, 1.3, 1.3], [1.3]])
  })

  it('lets the voice follow what it says, for every engine from then on, and is heard in each mood before', async () => {
    const world = await FakeWorld.begin()
    world.settings.change({ followsMood: true })
    await world.say({ type: 'engine', state: 'restarting' })
    const voices = [{ id: 'ff_siwis', language: 'fr' }]
    await world.say({ type: 'ready', listener: 'embedded', voice: 'ff_siwis', notes: [], voices })
    expect(world.moods).toEqual([false, true, true])
    for (const mood of ['glad', 'grave'] as const) {
      world.state.listenToMood(mood)
      await settle()
      expect(world.said.at(-1)).toMatchObject({ type: 'say', text: moodSamples.fr[mood], isInMood: true })
    }
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
    expect(world.settings.said.get('voice')).toEqual(['bm_george'])
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
    const error = {
      code: 'voice-unavailable',
      notice: { kind: 'as-told', text: 'It is hoarse.' },
      retryable: false,
    } as const
    await world.say({ ...unansweredTurn(3, 'failed', world.now), error })
    expect(world.state).toMatchObject({ trouble: { notice: error.notice }, exchanges: [{ turn: 1 }] })
  })

  it('chooses a blend of two voices that are there, which is heard in the language of the leading one', async () => {
    const world = await FakeWorld.begin()
    const voices = [
      { id: 'af_heart', language: 'en-us' },
      { id: 'ff_siwis', language: 'fr' },
    ]
    const ready = { type: 'ready' as const, listener: 'embedded', notes: [], voice: 'af_heart' }
    await world.say({ ...ready, voices })
    world.state.chooseVoice('af_heart+bf_emma:0.3')
    expect(world.state.voice).toBe('af_heart')
    const id = 'af_heart+ff_siwis:0.6'
    world.state.chooseVoice(id)
    await settle()
    expect(world.said).toEqual([{ type: 'voice', id }])
    world.state.listenToVoice()
    await settle()
    expect(world.said.at(-1)).toMatchObject({ voice: id, text: 'Bonjour. Voici comment je te répondrai.' })
    await world.say({ ...ready, voices: voices.slice(0, 1) })
    expect(world.state.voice).toBe('af_heart')
    await world.say({ ...ready, voices })
    expect(world.state.voice).toBe(id)
  })

  it('lets a voice be heard that is not the chosen one, in its own language', async () => {
    const world = await FakeWorld.begin()
    const voices = [
      { id: 'af_heart', language: 'en-us' },
      { id: 'ff_siwis', language: 'fr' },
    ]
    await world.say({ type: 'ready', listener: 'embedded', notes: [], voice: 'af_heart', voices })
    world.state.listenToVoice('ff_siwis')
    await settle()
    const text = 'Bonjour. Voici comment je te répondrai.'
    expect(world.said.at(-1)).toMatchObject({ type: 'say', voice: 'ff_siwis', text })
    expect(world.state.voice).toBe('af_heart')
  })

  it('reads an answer aloud again, marks what is heard of it, and leaves what was heard before', async () => {
    const world = await speaking()
    await world.tell({ id: 7, question: { seconds: 1 } }, 1)
    const { key, answer } = world.state.exchanges[0]
    world.state.readAloud(key)
    await settle()
    expect(world.saidTypes.slice(-2)).toEqual(['interrupt', 'read-aloud'])
    expect(world.said.at(-1)).toEqual({ type: 'read-aloud', turn: 2, of: 7 })
    world.heard.length = 0
    const before = world.state.exchanges[0]
    expect(before).toMatchObject({ outcome: 'interrupted', readEnd: 0 })
    await world.sound(2, answer)
    world.speaker.on.audible(2, world.now)
    world.speaker.heard = 24_000
    world.speaker.on.progress()
    expect(world.state.phase).toBe('speaking')
    expect(world.state.exchanges[0].readEnd).toBeGreaterThan(0)
    // Stopped as any answer is.
    world.state.stop()
    await settle()
    expect(world.said.at(-1)).toEqual({ type: 'interrupt', turn: 2, playedSamples: 24_000 })
    const { readEnd: _, ...after } = before
    expect(world.state.exchanges).toEqual([after])
    // The other windows mark the same.
    const [[turn, place], ...then] = world.heard
    expect(turn).toBe(2)
    expect(place).toBeGreaterThan(0)
    expect(then).toEqual([[2, undefined]])
    // And heard to its end.
    world.state.readAloud(key)
    await settle()
    await world.sound(3, answer)
    await world.end(3)
    world.speaker.on.finished(3)
    expect(world.state).toMatchObject({ phase: 'idle', trouble: undefined })
    expect(world.state.exchanges).toEqual([after])
    world.state.readAloud(key)
    await settle()
    const error = {
      code: 'message-invalid',
      notice: { kind: 'as-told', text: 'It is gone.' },
      retryable: false,
    } as const
    await world.say({ ...unansweredTurn(4, 'failed', world.now), error })
    world.speaker.on.finished(4)
    expect(world.state).toMatchObject({ trouble: { notice: error.notice }, exchanges: [after] })
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
    await world.tell({ id: 7 }, 1)
    world.state.newConversation()
    await settle()
    expect(world.state.exchanges).toEqual([])
    expect(world.saidTypes.slice(-2)).toEqual(['interrupt', 'begin'])
    // Said before the engine had heard of it.
    await world.tell({ id: 7, outcome: 'interrupted' }, 1)
    await world.tell({ id: 8 })
    expect(world.state.exchanges).toEqual([])
    await world.say({ type: 'conversation', conversation: 2, isPrivate: false, exchanges: [] })
    await world.tell({ id: 9, conversation: 2 })
    expect(world.state.exchanges.map(({ id }) => id)).toEqual([9])
  })

  it('is led through the first run, and not again', async () => {
    const world = await FakeWorld.begin({ stored: { 'parley.welcome': '' } })
    expect(world.microphone).toBeUndefined()
    expect(world.state.welcome).toBe('explain')
    // A button that is pressed twice is pressed once.
    world.state.welcomeNext('explain')
    world.state.welcomeNext('explain')
    await settle()
    expect(world.state).toMatchObject({ welcome: 'models', permission: 'granted' })
    world.state.welcomeNext('models')
    await settle()
    expect(world.state.welcome).toBe('sound')
    world.state.checkSound()
    expect(world.speaker.calls).toEqual(['tone'])
    world.state.welcomeNext('sound')
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

describe('a first run in which something is asked', () => {
  it('is over, and the conversation stands where it stood', async () => {
    const world = await FakeWorld.begin({ stored: { 'parley.welcome': '' } })
    world.state.ask('Why?')
    await settle()
    expect(world.state.welcome).toBe('over')
    expect(world.stored.get('parley.welcome')).toBe('over')
    // A key that is held asks as well, at any step.
    const pressed = await FakeWorld.begin({ stored: { 'parley.welcome': 'sound' } })
    pressed.state.press()
    await settle()
    await pressed.hear(loud, 320)
    pressed.state.release()
    await pressed.hear(quiet, 640)
    expect(pressed.state.welcome).toBe('over')
  })

  it('goes on as long as only a voice is tried', async () => {
    const world = await FakeWorld.begin({ stored: { 'parley.welcome': 'sound' } })
    world.state.listenToVoice()
    await settle()
    expect(world.state.welcome).toBe('sound')
  })
})

describe('a first run without a microphone', () => {
  it('stays where it is until there is one, or leaves out the sound when the user would rather type', async () => {
    const world = await FakeWorld.begin({ stored: { 'parley.welcome': '' }, microphones: [] })
    world.state.welcomeNext('explain')
    await settle()
    expect(world.state.welcome).toBe('explain')
    expect(world.told).toContain('No microphone was found')
    world.state.welcomeSkip()
    expect(world.state).toMatchObject({ welcome: 'models', trouble: undefined, phase: 'idle' })
    world.state.welcomeNext('models')
    await settle()
    expect(world.state.welcome).toBe('over')
    expect(world.stored.get('parley.welcome')).toBe('over')
  })
})

describe('a first run of who is muted', () => {
  const settings = { muted: true }

  it('opens the microphone to try it when that is pressed, and is as muted as the settings say afterwards', async () => {
    const world = await FakeWorld.begin({ stored: { 'parley.welcome': '' }, settings })
    world.state.welcomeNext('explain')
    await settle()
    await world.hear(loud, 320)
    expect(world.app.readSignals().microphoneLevel).toBeGreaterThan(0)
    world.state.welcomeNext('models')
    world.state.welcomeNext('sound')
    expect(world.state).toMatchObject({ welcome: 'over', muted: true, phase: 'muted' })
    expect(world.opened.map(({ isOpen }) => isOpen)).toEqual([false])
    await world.hear(loud, 960)
    world.state.press()
    await settle()
    await world.hear(loud, 960)
    expect([world.saidTypes, world.opened.length]).toEqual([[], 1])
    expect(world.state.isToldMuted).toBe(true)
    world.state.toggleMute()
    await settle()
    await world.hear(quiet, 960)
    await world.hear(loud, 640)
    expect(world.state).toMatchObject({ muted: false, phase: 'listening' })
  })

  it.each(['models', 'sound'])(
    'opens none by itself where it goes on with %s, and hears no key',
    async (step) => {
      const world = await FakeWorld.begin({ stored: { 'parley.welcome': step }, settings })
      world.state.press()
      await settle()
      expect(world.opened).toEqual([])
      world.state.ask('Why?')
      await settle()
      expect(world.state).toMatchObject({ welcome: 'over', muted: true })
      expect(world.opened).toEqual([])
    },
  )

  it('lets an opening go that its end overtakes, and is muted where another window ended it', async () => {
    const world = await FakeWorld.begin({ stored: { 'parley.welcome': '' }, settings })
    const allow = world.holdMicrophone()
    world.state.welcomeNext('explain')
    world.app.welcomed()
    allow()
    await settle()
    expect(world.state).toMatchObject({ welcome: 'over', muted: true })
    expect(world.opened.map(({ isOpen }) => isOpen)).toEqual([false])
  })
})
