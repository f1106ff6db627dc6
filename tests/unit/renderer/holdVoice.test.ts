import { expect, it } from 'vitest'
import type { DesktopCommand } from '@contract'
import { holdVoice } from '../../../src-renderer/holdVoice'
import type { Locks } from '../../../src-renderer/sharedLock'
import { FakeLock } from './fakeLock'
import { FakeWorld, settle } from './fakeWorld'

/** A window of the desktop app, and whether a voice is answered in it. */
class Window {
  hears: boolean | undefined
  world!: FakeWorld
  command!: (command: DesktopCommand) => void
  focus!: () => void

  async open(locks: Locks): Promise<this> {
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
