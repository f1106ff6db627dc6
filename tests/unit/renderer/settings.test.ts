import { describe, expect, it } from 'vitest'
import { FakeWorld, settle } from './fakeWorld'

const loud = 0.2
const quiet = 0.0001

/** Milliseconds from the last word to the commit. */
async function endpointOf(world: FakeWorld): Promise<number> {
  await world.hear(quiet, 960)
  await world.hear(loud, 640)
  const before = world.now
  const commits = (): number => world.saidTypes.filter((type) => type === 'utterance-end').length
  const count = commits()
  while (commits() === count) await world.hear(quiet, 32)
  const waitedMs = world.now - before
  const turn = world.state.exchanges.at(-1)!.turn!
  await world.end(turn)
  world.speaker.on.finished(turn)
  await world.hear(quiet, 960)
  return waitedMs
}

async function speaking(world: FakeWorld): Promise<void> {
  await world.hear(quiet, 960)
  await world.hear(loud, 640)
  await world.hear(quiet, 700)
  const turn = world.state.exchanges.at(-1)!.turn!
  await world.answer(turn, 'Paris is the capital of France.')
  world.speaker.on.audible(turn, world.now)
  await world.hear(quiet, 1200)
}

describe('patience', () => {
  it('changes at once how long an end is waited for', async () => {
    const world = await FakeWorld.begin()
    world.settings.change({ 'turnTaking.patience': 1 })
    const patient = await endpointOf(world)
    world.settings.change({ 'turnTaking.patience': 0 })
    const quick = await endpointOf(world)
    expect(patient - quick).toBeGreaterThanOrEqual(200)
  })

  it('goes on learning behind a restart of the window', async () => {
    const world = await FakeWorld.begin()
    for (let i = 0; i < 10; i++) await endpointOf(world)
    // Nobody went on behind an end: it comes sooner by now.
    const learnt = await endpointOf(world)
    const next = await FakeWorld.begin(world.kept)
    expect(Math.abs((await endpointOf(next)) - learnt)).toBeLessThanOrEqual(64)
    expect((await endpointOf(await FakeWorld.begin())) - learnt).toBeGreaterThan(64)
  })
})

describe('the finer settings of turn taking', () => {
  it('hold from the start, and at once when they change', async () => {
    const longest = { 'turnTaking.endpointShortestMs': 800, 'turnTaking.keptMs': 6000 }
    const world = await FakeWorld.begin({ settings: { 'turnTaking.patience': 0, ...longest } })
    expect(await endpointOf(world)).toBeGreaterThanOrEqual(800 - 16)
    world.settings.change({ 'turnTaking.endpointShortestMs': undefined })
    expect(await endpointOf(world)).toBeLessThan(800 - 16)
  })
})

describe('another window', () => {
  it('goes by what was learnt in this one, and writes nothing itself', async () => {
    const world = await FakeWorld.begin()
    const other = await FakeWorld.begin()
    for (let i = 0; i < 5; i++) await endpointOf(world)
    const learnt = await endpointOf(world)
    const before = new Map(world.stored)
    for (const [key, value] of before) other.stored.set(key, value)
    other.app.recall()
    expect(other.stored).toEqual(before)
    // What a stranger's would be is longer by far.
    expect(Math.abs((await endpointOf(other)) - learnt)).toBeLessThanOrEqual(64)
  })
})

describe('what another window has chosen', () => {
  it('is chosen here: also a voice beside one of a model that is not loaded now', async () => {
    const [world, other] = [await FakeWorld.begin(), await FakeWorld.begin()]
    const voices = ['en-us', 'en-gb'].map((id) => ({ id, language: id }))
    const ready = { type: 'ready' as const, listener: 'a', voice: 'en-us', voices, notes: [] }
    for (const each of [world, other]) {
      each.settings.change({ voice: ['af_heart'] })
      each.speakers = [{ id: 'desk', label: 'Desk speaker', isUsual: true }]
      await each.plug(each.microphones)
      await each.say(ready)
    }
    world.state.chooseVoice('en-gb')
    world.state.toggleMute()
    world.state.chooseDuplex('half')
    world.state.chooseMicrophone('laptop')
    await settle()
    expect(Object.fromEntries(world.settings.said)).toEqual({
      voice: ['en-gb', 'af_heart'],
      muted: true,
      microphone: 'Laptop microphone',
      duplexByDevices: [{ speaker: 'Desk speaker', microphone: 'Headset', duplex: 'half' }],
    })
    other.settings.change(Object.fromEntries(world.settings.said))
    await settle()
    const { voice, muted, microphoneId } = world.state
    expect([voice, muted, microphoneId]).toEqual(['en-gb', true, 'laptop'])
    expect(other.state).toMatchObject({ voice, muted, microphoneId })
    // What it follows it says to nobody.
    expect(other.settings.said).toEqual(world.settings.said)
  })
})

describe('what speaking over an answer does', () => {
  it('is chosen for the loudspeaker that is used, at once, and comes back with it', async () => {
    const world = await FakeWorld.begin()
    world.speakers = [
      { id: 'desk', label: 'Desk speaker', isUsual: true },
      { id: 'head', label: 'Headset' },
    ]
    await world.plug(world.microphones)
    world.state.chooseDuplex('half')
    world.state.chooseSpeaker('head')
    await settle()
    expect(world.state.duplex).toBe('full')
    world.state.chooseDuplex('duck-only')
    // As the system chooses, which is the desk now.
    world.state.chooseSpeaker('')
    await settle()
    expect(world.state.duplex).toBe('half')
    world.speakers = [
      { id: 'desk', label: 'Desk speaker' },
      { id: 'head', label: 'Headset', isUsual: true },
    ]
    await world.plug(world.microphones)
    expect(world.state.duplex).toBe('duck-only')
    const next = await FakeWorld.begin(world.kept)
    next.speakers = world.speakers
    await next.plug(next.microphones)
    expect(next.state.duplex).toBe('duck-only')
  })

  it.each([
    ['full', ['duck', 'silence 1']],
    ['duck-only', ['duck', 'unduck']],
    ['half', []],
  ] as const)('is so: %s', async (duplex, done) => {
    const world = await FakeWorld.begin()
    world.state.chooseDuplex(duplex)
    await speaking(world)
    await world.hear(loud, 640)
    await world.hear(quiet, 500)
    expect(world.speaker.calls.filter((call) => !call.startsWith('play'))).toEqual(done)
  })
})

describe('a choice in the middle of an answer', () => {
  it('leaves no answer ducked for good', async () => {
    const world = await FakeWorld.begin()
    world.state.chooseDuplex('duck-only')
    await speaking(world)
    await world.hear(loud, 320)
    expect(world.speaker.calls.at(-1)).toBe('duck')
    world.state.chooseDuplex('half')
    await world.hear(loud, 64)
    expect(world.speaker.calls.at(-1)).toBe('unduck')
  })
})

describe('"I was not done" by hand', () => {
  it('is offered from the end of a spoken question until some of its answer has sounded', async () => {
    const world = await FakeWorld.begin()
    await world.hear(quiet, 960)
    await world.hear(loud, 640)
    expect(world.state.canContinue).toBe(false)
    await world.hear(quiet, 700)
    expect(world.state).toMatchObject({ phase: 'thinking', canContinue: true })
    await world.answer(1, 'Paris is the capital of France.')
    world.speaker.on.audible(1, world.now)
    await world.hear(quiet, 2000)
    world.speaker.on.progress()
    expect(world.state).toMatchObject({ phase: 'speaking', canContinue: true })
    await world.hear(quiet, 2400)
    world.speaker.on.progress()
    expect(world.state).toMatchObject({ phase: 'speaking', canContinue: false })
  })

  it('is not offered for typed questions, and not while it is done', async () => {
    const world = await FakeWorld.begin()
    world.state.ask('And now?')
    await settle()
    expect(world.state).toMatchObject({ phase: 'thinking', canContinue: false })
    await speaking(world)
    expect(world.state.canContinue).toBe(true)
    world.state.continueSpeaking()
    expect(world.state).toMatchObject({ phase: 'listening', canContinue: false })
  })
})

describe('the echo test', () => {
  /** Plays the whole test, while both microphones hear something of this level. */
  async function run(world: FakeWorld, gain: number): Promise<void> {
    world.state.testEcho()
    await settle()
    expect(world.state.echoTest).toEqual({ state: 'running' })
    await world.hear(quiet, 640)
    const { playedSamples } = world.speaker
    for (let heard = 1; heard < playedSamples; heard += 768) {
      world.speaker.heard = heard
      await world.hear(gain, 32)
    }
    world.speaker.heard = playedSamples
    await world.hear(quiet, 900)
    await new Promise((resolve) => setTimeout(resolve))
    await settle()
  }

  it('says what follows for the loudspeaker, asks no question meanwhile, and lets its microphones go', async () => {
    const world = await FakeWorld.begin()
    await run(world, quiet)
    const { echoTest } = world.state
    expect(echoTest).toMatchObject({ state: 'measured', report: { proposal: 'full' } })
    expect(world.saidTypes).toEqual([])
    expect(world.opened.filter(({ isOpen }) => isOpen)).toHaveLength(1)
    // Whatever is proposed, the user chooses.
    world.state.chooseDuplex('half')
    const next = await FakeWorld.begin(world.kept)
    expect(next.state.duplex).toBe('half')
    expect(next.state.echoTest).toEqual(echoTest)
    await next.hear(quiet, 960)
    await next.hear(loud, 640)
    expect(next.state.phase).toBe('listening')
  })

  it('counts for the microphone that heard it: with another one it is to be done again', async () => {
    const world = await FakeWorld.begin()
    world.state.chooseMicrophone('headset')
    await settle()
    await run(world, quiet)
    const { echoTest } = world.state
    expect(echoTest).toMatchObject({ state: 'measured' })
    world.state.chooseDuplex('duck-only')
    world.state.chooseMicrophone('laptop')
    await settle()
    expect(world.state).toMatchObject({ echoTest: { state: 'none' }, duplex: 'duck-only' })
    world.state.chooseDuplex('half')
    world.state.chooseMicrophone('headset')
    await settle()
    expect(world.state.duplex).toBe('duck-only')
    expect(world.state.echoTest).toEqual(echoTest)
  })

  it('ends when it is stopped, or when somebody asks something', async () => {
    const world = await FakeWorld.begin()
    for (const stop of [() => world.state.stopEchoTest(), () => world.state.ask('And now?')]) {
      world.state.testEcho()
      await settle()
      stop()
      await settle()
      expect(world.state.echoTest).toEqual({ state: 'none' })
      expect(world.opened.filter(({ isOpen }) => isOpen)).toHaveLength(1)
    }
  })

  it('that is over before it began takes nothing from what is asked instead', async () => {
    const world = await FakeWorld.begin()
    await world.hear(quiet, 640)
    world.state.testEcho()
    world.state.press()
    await world.hear(loud, 320)
    world.state.release()
    await world.hear(quiet, 320)
    expect(world.saidTypes).toEqual(['utterance-start', 'utterance-end'])
    expect(new Set(world.said.map((message) => 'turn' in message && message.turn))).toEqual(new Set([1]))
    await world.answer(1, 'Paris.')
    expect(world.state.exchanges[0].answer).toBe('Paris.')
  })

  it('says why it could not be done', async () => {
    const refused = await FakeWorld.begin()
    refused.refusal = 'NotReadableError'
    refused.state.testEcho()
    await settle()
    expect(refused.state.echoTest).toEqual({ state: 'failed', reason: 'no-microphone' })
    const disturbed = await FakeWorld.begin()
    await run(disturbed, loud)
    expect(disturbed.state.echoTest).toEqual({ state: 'failed', reason: 'disturbed' })
    expect(disturbed.saidTypes).toEqual([])
  })
})
