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
  let nowMs: number
  const tap = (afterMs = 1000): void => {
    nowMs += afterMs
    shortcuts.get('F9')!()
  }

  beforeEach(() => {
    vi.useFakeTimers()
    said = []
    nowMs = 0
    key = new PushToTalk(
      undefined,
      (command) => said.push(command),
      () => nowMs,
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

  it('is tapped once, however long it is held and repeats itself', () => {
    tap()
    tap(660)
    for (let repeats = 0; repeats < 50; repeats++) tap(30)
    expect(said).toEqual(['press'])
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

  it('begins anew after the window stopped listening by itself', () => {
    tap()
    key.unlatch()
    tap()
    expect(said).toEqual(['press', 'press'])
  })

  it('ends what it began when another key is chosen', () => {
    tap()
    key.listenTo('F9')
    tap()
    expect(said).toEqual(['press', 'release', 'press'])
  })
})

describe('a push-to-talk key that can be held', () => {
  const f9 = { keycode: 67, ctrlKey: false, altKey: false, shiftKey: false, metaKey: false }
  type KeyEventName = 'keydown' | 'keyup'

  /** A key whose events the test tells. */
  const heldKey = (
    say: (command: string, key: PushToTalk) => void,
  ): { key: PushToTalk; tell: (...names: KeyEventName[]) => void } => {
    const tellers = new Map<KeyEventName, (event: typeof f9) => void>()
    const uIOhook = {
      on: (event: KeyEventName, teller: (event: typeof f9) => void) => tellers.set(event, teller),
      off: (event: KeyEventName) => tellers.delete(event),
      start: () => undefined,
      stop: () => undefined,
    }
    const key = new PushToTalk({ uIOhook, UiohookKey: { F9: f9.keycode } }, (command) => say(command, key))
    key.listenTo('F9')
    return { key, tell: (...names) => names.forEach((name) => tellers.get(name)!(f9)) }
  }

  it('says no release of a press that the window refused while it was held', () => {
    const said: string[] = []
    const { key, tell } = heldKey((command, pressed) => {
      said.push(command)
      if (said.length === 1) pressed.refuse()
    })
    expect(key.state).toBe('hold')
    tell('keydown', 'keydown', 'keyup', 'keydown')
    expect(said).toEqual(['press', 'press'])
    key.close()
  })

  it('is no talk while it is held for a check, however often it repeats itself', async () => {
    const said: string[] = []
    const { key, tell } = heldKey((command) => said.push(command))
    const check = key.check()
    tell('keydown', 'keydown', 'keydown')
    expect(await check).toBe(true)
    tell('keydown', 'keyup')
    expect(said).toEqual([])
    tell('keydown')
    expect(said).toEqual(['press'])
    key.close()
  })
})
