import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { PushToTalk } from '../../../src-main/app/pushToTalk'

const { shortcuts } = vi.hoisted(() => ({ shortcuts: new Map<string, () => void>() }))
vi.mock('electron', () => ({
  globalShortcut: {
    register: (key: string, pressed: () => void) => shortcuts.set(key, pressed),
    unregisterAll: () => shortcuts.clear(),
  },
}))

describe('a push-to-talk key that can only be tapped', () => {
  let said: string[]
  let key: PushToTalk
  const tap = (): void => shortcuts.get('F9')!()

  beforeEach(() => {
    vi.useFakeTimers()
    said = []
    key = new PushToTalk(
      undefined,
      (command) => said.push(command),
      () => 0,
    )
    key.listenTo('F9')
  })
  afterEach(() => {
    key.close()
    vi.useRealTimers()
  })

  it('is checked by a real press, which is not talk', async () => {
    const check = key.check()
    tap()
    expect(await check).toBe(true)
    expect(said).toEqual([])
    tap()
    expect(said).toEqual(['press'])
  })

  it('has failed the check when no press comes for some seconds, and goes on', async () => {
    const check = key.check()
    vi.advanceTimersByTime(8000)
    expect(await check).toBe(false)
    tap()
    tap()
    expect(said).toEqual(['press', 'release'])
  })

  it('begins anew after the window stopped listening by itself, or another key was chosen', () => {
    tap()
    key.unlatch()
    tap()
    expect(said).toEqual(['press', 'press'])
    key.listenTo('F9')
    tap()
    expect(said).toEqual(['press', 'press', 'press'])
  })
})
