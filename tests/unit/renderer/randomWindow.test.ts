import fc from 'fast-check'
import { expect, it } from 'vitest'
import { unansweredTurn } from '@contract'
import { FakeWorld, settle } from './fakeWorld'

const happening = fc.constantFrom(
  ...(['speak', 'speak', 'silence', 'silence', 'ask', 'ask', 'press', 'release', 'mute', 'stop'] as const),
  ...([
    'continue',
    'unplug',
    'plug',
    'engine dies',
    'engine is back',
    'answer',
    'answer',
    'late audio',
  ] as const),
  ...(['end', 'end twice', 'another window first', 'sleep', 'finished'] as const),
)

/** A window with everything that may befall it. */
class AnyWindow {
  readonly world: FakeWorld
  /** Turns that were over for the engine, or lost with it, whatever the window had still to say of them. */
  readonly over = new Set<number>()

  constructor(world: FakeWorld) {
    this.world = world
  }

  get turns(): number[] {
    return this.world.said.flatMap((message) =>
      message.type === 'utterance-start' || message.type === 'ask' ? [message.turn] : [],
    )
  }

  async happen(what: typeof happening extends fc.Arbitrary<infer T> ? T : never): Promise<void> {
    const { world } = this
    const turn = this.turns.at(-1) ?? 0
    switch (what) {
      case 'speak':
        return world.hear(0.2, 320)
      case 'silence':
        return world.hear(0.0005, 1280)
      case 'ask':
        world.state.ask('And now?')
        return settle()
      case 'press':
      case 'release':
      case 'stop':
        world.state[what]()
        return settle()
      case 'mute':
        world.state.toggleMute()
        return settle()
      case 'continue':
        world.state.continueSpeaking()
        return settle()
      case 'unplug':
        world.microphone?.on.trouble('lost')
        return world.plug([])
      case 'plug':
        return world.plug([{ id: 'headset', label: 'Headset' }])
      case 'engine dies':
        for (const each of this.turns) this.over.add(each)
        return world.say({ type: 'engine', state: 'restarting' })
      case 'engine is back':
        for (const each of this.turns) this.over.add(each)
        return world.say({ type: 'ready', listener: 'embedded', voice: 'embedded', notes: [] })
      case 'answer':
        return world.answer(turn, 'So it is.')
      case 'late audio':
        return world.answer(Math.max(0, turn - 1), 'Too late.')
      case 'end':
        this.over.add(turn)
        return world.say(unansweredTurn(turn, 'done', 0))
      case 'end twice':
        this.over.add(turn)
        await world.say(unansweredTurn(turn, 'done', 0))
        return world.say(unansweredTurn(turn, 'failed', 0))
      case 'another window first':
        return world.say({ type: 'state', turn, state: 'waiting' })
      case 'sleep':
        world.now += 36_000_000
        return
      case 'finished':
        world.speaker.on.finished(turn)
        return settle()
    }
  }
}

it('ends every turn once and answers the next question, whatever befalls a window', async () => {
  let asked = 0
  let takenBack = 0
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { maxLength: 30, size: 'max' }), async (happened) => {
      const window = new AnyWindow(await FakeWorld.begin())
      const { world } = window
      for (const each of happened) await window.happen(each)
      // Everything calms down.
      if (world.state.muted) await window.happen('mute')
      for (const each of ['engine is back', 'plug', 'release', 'silence', 'stop'] as const)
        await window.happen(each)
      for (const turn of window.turns) await world.say(unansweredTurn(turn, 'interrupted', 0))
      expect(world.state.exchanges.every(({ outcome }) => outcome !== 'running')).toBe(true)
      for (const turn of window.turns) {
        const said = world.said.filter((message) => 'turn' in message && message.turn === turn)
        const ends = said.filter(({ type }) => type === 'utterance-end')
        const interrupts = said.filter(({ type }) => type === 'interrupt' || type === 'withdraw')
        asked++
        takenBack += interrupts.length
        expect(ends.length).toBeLessThanOrEqual(1)
        expect(interrupts.length).toBeLessThanOrEqual(1)
        if (said[0].type === 'utterance-start' && !window.over.has(turn))
          expect(ends.length + interrupts.length).toBeGreaterThan(0)
      }
      await window.happen('ask')
      const turn = window.turns.at(-1)!
      await window.happen('answer')
      expect(world.state.exchanges.at(-1)).toMatchObject({ turn, answer: 'So it is.', outcome: 'running' })
      world.app.close()
    }),
    { numRuns: 40, seed: 1 },
  )
  expect(asked).toBeGreaterThan(60)
  expect(takenBack).toBeGreaterThan(20)
})
