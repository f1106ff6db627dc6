import { expect, it } from 'vitest'
import type { AskMessage } from '@contract'
import { shareMicrophone, type MicrophoneNews } from '../../../src-renderer/shareMicrophone'
import type { Locks } from '../../../src-renderer/sharedLock'
import { FakeLock } from './fakeLock'
import { FakeWorld, settle } from './fakeWorld'

/** Windows of one browser: what one says, all others hear. */
class Windows {
  readonly locks: Locks = new FakeLock()
  readonly #receivers: ((news: MicrophoneNews) => void)[] = []
  readonly #worlds: FakeWorld[] = []

  /** The same sound at the same time in all windows that hear. */
  async hear(level: number, forMs: number): Promise<void> {
    for (let heardMs = 0; heardMs < forMs; heardMs += 32)
      for (const world of this.#worlds) await world.hear(level, 32)
  }

  async open(
    options?: Parameters<typeof FakeWorld.begin>[0],
  ): Promise<{ world: FakeWorld; take: () => void }> {
    const world = new FakeWorld(options)
    this.#worlds.push(world)
    let own!: (news: MicrophoneNews) => void
    const take = shareMicrophone(world.app, {
      locks: this.locks,
      send: (news) => {
        const others = this.#receivers.filter((receive) => receive !== own)
        queueMicrotask(() => others.forEach((receive) => receive(structuredClone(news))))
      },
      onNews: (receive) => this.#receivers.push((own = receive)),
    })
    await settle()
    world.engine.send({ type: 'ready', listener: 'embedded', voice: 'embedded', notes: [] })
    await settle()
    return { world, take }
  }
}

const openOnes = (...windows: { readonly world: FakeWorld }[]): number[] =>
  windows.map(({ world }) => world.opened.filter(({ isOpen }) => isOpen).length)

/** The first sample of each frame of the newest question, as it reached the engine. */
const askedLevels = (world: FakeWorld): number[] =>
  world.said
    .filter((message): message is Extract<AskMessage, { type: 'audio' }> => message.type === 'audio')
    .map(({ samples }) => Number(samples[0].toFixed(3)))

it('one of all windows has the microphone open, and whoever takes it has the other close its own', async () => {
  const windows = new Windows()
  const [main, quick] = [await windows.open(), await windows.open()]
  expect(openOnes(main, quick)).toEqual([1, 0])
  quick.take()
  await settle()
  // The one that takes over hears before the other is deaf.
  expect(openOnes(main, quick)).toEqual([1, 1])
  await windows.hear(0.001, 32)
  expect(openOnes(main, quick)).toEqual([0, 1])
  main.take()
  await settle()
  await windows.hear(0.001, 32)
  expect(openOnes(main, quick)).toEqual([1, 0])
})

it('a question begins with what another window heard before its key was pressed, and until its own microphone is open', async () => {
  const windows = new Windows()
  const [main, quick] = [await windows.open(), await windows.open()]
  await windows.hear(0.011, 640)
  const opened = quick.world.holdMicrophone()
  quick.world.state.press()
  // Each frame that is borrowed waits for its turn.
  for (let i = 0; i < 10; i++) await settle()
  expect(quick.world.state.phase).toBe('listening')
  await windows.hear(0.2, 320)
  opened()
  await settle()
  await windows.hear(0.022, 64)
  await settle()
  quick.world.state.release()
  await windows.hear(0.022, 960)
  const levels = askedLevels(quick.world)
  const before = levels.filter((level) => level === 0.011).length
  // Of a pre-roll all that was heard, in the order in which it was.
  expect(before).toBeGreaterThanOrEqual(10)
  expect(levels.filter((level) => level === 0.2)).toHaveLength(10)
  expect(levels).toEqual([...levels].sort((a, b) => order.indexOf(a) - order.indexOf(b)))
  expect(openOnes(main, quick)).toEqual([0, 1])
})

const order = [0.011, 0.2, 0.022]

it('a window that answers hears whoever speaks into its answer until that is over, though another has the microphone', async () => {
  const windows = new Windows()
  const [main, quick] = [await windows.open(), await windows.open()]
  main.world.state.ask('Why?')
  await settle()
  await main.world.answer(1, 'Because it is so.')
  main.world.speaker.on.audible(1, main.world.now)
  quick.take()
  await settle()
  await windows.hear(0.001, 64)
  expect(openOnes(main, quick)).toEqual([1, 1])
  await main.world.end(1)
  main.world.speaker.on.finished(1)
  await settle()
  expect(openOnes(main, quick)).toEqual([0, 1])
})

it('muting closes it everywhere, and no window opens one that is not its own', async () => {
  const windows = new Windows()
  const [main, quick] = [await windows.open(), await windows.open()]
  for (const { world } of [main, quick]) world.state.toggleMute()
  await settle()
  expect(openOnes(main, quick)).toEqual([0, 0])
  for (const { world } of [quick, main]) world.state.toggleMute()
  await settle()
  expect(openOnes(main, quick)).toEqual([1, 0])
  await quick.world.plug([{ id: 'desk', label: 'Desk microphone' }])
  expect(openOnes(main, quick)).toEqual([1, 0])
})

it('a press is heard by the own microphone where no other window has one open', async () => {
  const windows = new Windows()
  const denied = await windows.open({ refusal: 'NotAllowedError' })
  const other = await windows.open()
  other.world.state.press()
  await settle()
  expect(other.world.state.phase).toBe('listening')
  expect(openOnes(denied, other)).toEqual([0, 1])
})
