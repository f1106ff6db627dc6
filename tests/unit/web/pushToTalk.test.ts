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

  it('is checked by one press for everyone who asked, and is talk again after', async () => {
    const checks = [key.check(), key.check(9000)]
    tap()
    expect(await Promise.all(checks)).toEqual([true, true])
    const late = [key.check(), key.check(9000)]
    vi.advanceTimersByTime(8500)
    expect(await late[0]).toBe(false)
    tap()
    expect(await late[1]).toBe(true)
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

  it('begins anew after a tap that the window refused, however late it says so', () => {
    tap()
    key.refuse()
    tap()
    tap()
    expect(said).toEqual(['press', 'press', 'release'])
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

describe('a push-to-talk key that can be held', () => {
  const f9 = { keycode: 67, ctrlKey: false, altKey: false, shiftKey: false, metaKey: false }

  it('says no release of a press that the window refused while it was held', () => {
    const said: string[] = []
    const tellers = new Map<'keydown' | 'keyup', (event: typeof f9) => void>()
    const uIOhook = {
      on: (event: 'keydown' | 'keyup', teller: (event: typeof f9) => void) => tellers.set(event, teller),
      off: (event: 'keydown' | 'keyup') => tellers.delete(event),
      start: () => undefined,
      stop: () => undefined,
    }
    const hook = { uIOhook, UiohookKey: { F9: f9.keycode } }
    const key = new PushToTalk(hook, (command) => {
      said.push(command)
      if (said.length === 1) key.refuse()
    })
    key.listenTo('F9')
    expect(key.state).toBe('hold')
    for (const each of ['keydown', 'keydown', 'keyup', 'keydown'] as const) tellers.get(each)!(f9)
    expect(said).toEqual(['press', 'press'])
    key.close()
  })
})
