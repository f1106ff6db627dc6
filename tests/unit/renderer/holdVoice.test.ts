import { expect, it } from 'vitest'
import type { DesktopCommand } from '@contract'
import { holdVoice, type HoldVoiceParts } from '../../../src-renderer/holdVoice'
import { FakeWorld, settle } from './fakeWorld'

/** The browser's one lock for voices: whoever steals it has it, a little later; the others wait in line. */
class FakeLock {
  #holder: { taken(): void } | undefined
  readonly #line: (() => void)[] = []

  request: HoldVoiceParts['locks']['request'] = (_, { steal = false, signal }, granted) =>
    new Promise<void>((resolve, reject) => {
      const begin = (): void => {
        if (signal?.aborted) return this.#next()
        const before = this.#holder
        const holder = (this.#holder = { taken: () => reject(new Error('taken')) })
        void Promise.resolve(granted()).then(() => {
          if (this.#holder === holder) this.#next()
          resolve()
        })
        // As browsers do: who had it hears of that last.
        before?.taken()
      }
      if (steal) queueMicrotask(begin)
      else if (!this.#holder) begin()
      else this.#line.push(begin)
    })

  #next(): void {
    this.#holder = undefined
    this.#line.shift()?.()
  }
}

/** A window of the desktop app, and whether a voice is answered in it. */
class Window {
  hears: boolean | undefined
  world!: FakeWorld
  command!: (command: DesktopCommand) => void
  focus!: () => void

  async open(locks: HoldVoiceParts['locks']): Promise<this> {
    this.world = await FakeWorld.begin()
    holdVoice(
      { store: this.world.app.store, hearVoice: (isHere) => void (this.hears = isHere) },
      {
        locks,
        desktop: { onCommand: (receive) => (this.command = receive) },
        hasFocus: () => false,
        onFocus: (focused) => (this.focus = focused),
      },
    )
    return this
  }
}

it('answers a voice in a window that is shown, and in none while all are hidden', async () => {
  const locks = new FakeLock()
  const [main, quick] = [await new Window().open(locks), await new Window().open(locks)]
  const hears = async (): Promise<unknown[]> => {
    await settle()
    return [main.hears, quick.hears]
  }
  expect(await hears()).toEqual([false, false])
  main.command('shown')
  quick.command('hidden')
  expect(await hears()).toEqual([true, false])
  // The key is pressed in another program: who speaks then goes on where the answer is.
  quick.command('shown')
  quick.world.state.press()
  expect(await hears()).toEqual([false, true])
  quick.command('hidden')
  expect(await hears()).toEqual([true, false])
  main.command('hidden')
  expect(await hears()).toEqual([false, false])
  main.command('shown')
  expect(await hears()).toEqual([true, false])
})

it('answers a voice in the window whose ring is pressed by the click that brings it to the front', async () => {
  const locks = new FakeLock()
  const [first, second] = [await new Window().open(locks), await new Window().open(locks)]
  for (const window of [first, second]) window.command('shown')
  await settle()
  second.focus()
  second.world.state.press()
  await settle()
  expect([first.hears, second.hears]).toEqual([false, true])
  second.world.state.release()
  first.focus()
  await settle()
  expect([first.hears, second.hears]).toEqual([true, false])
})
