import { EventEmitter } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { autostartEntry } from '../../../src-main/app/autostartEntry'
import { listenToKeys, parseAccelerator, type KeyHook } from '../../../src-main/app/keyListener'
import { quickPlace, visiblePlace } from '../../../src-main/app/placement'
import { pressToTalk, tapMs, type KeyState } from '../../../src-main/app/pressToTalk'
import { SavedStateFile } from '../../../src-main/app/savedState'
import { desktopObstacle } from '../../../src-main/doctor/electronBinary'

/** What the window is told when a key goes down and up at these times. */
function commands(...changes: readonly (readonly ['down' | 'up', number])[]): (string | undefined)[] {
  let state: KeyState = { name: 'up' }
  return changes.map(([key, atMs]) => {
    const next = pressToTalk(state, key, atMs)
    state = next.state
    return next.command
  })
}

describe('the push-to-talk key', () => {
  it('is held speech when it is long', () => {
    expect(commands(['down', 0], ['up', tapMs])).toEqual(['press', 'release'])
  })

  it('is a tap when it is short: the next one ends it', () => {
    const taps = commands(['down', 0], ['up', tapMs - 1], ['down', 5000], ['up', 5050], ['down', 9000])
    expect(taps).toEqual(['press', undefined, 'release', undefined, 'press'])
  })

  it('does not mind that a held key repeats, or an up without a down', () => {
    expect(commands(['up', 0], ['down', 1], ['down', 500], ['down', 530], ['up', 900])).toEqual([
      undefined,
      'press',
      undefined,
      undefined,
      'release',
    ])
  })

  it('is read from an accelerator', () => {
    const keys = { Space: 57, A: 30, F9: 67 }
    const none = { ctrlKey: false, altKey: false, shiftKey: false, metaKey: false }
    expect(parseAccelerator('F9', keys)).toEqual({ keycode: 67, ...none })
    expect(parseAccelerator('Control+Alt+Space', keys)).toEqual({
      keycode: 57,
      ...none,
      ctrlKey: true,
      altKey: true,
    })
    expect(parseAccelerator('Shift+a', keys)).toEqual({ keycode: 30, ...none, shiftKey: true })
    for (const unknown of ['', 'Nothing', 'Hyper+A', 'A+'])
      expect(parseAccelerator(unknown, keys)).toBeUndefined()
  })
})

describe('the native key listener', () => {
  const none = { ctrlKey: false, altKey: false, shiftKey: false, metaKey: false }

  /** A listener whose keys a test presses. */
  class FakeHook extends EventEmitter implements KeyHook {
    readonly UiohookKey = { Space: 57 }
    readonly uIOhook = this as unknown as KeyHook['uIOhook']
    isRunning = false
    start(): void {
      this.isRunning = true
    }
    stop(): void {
      this.isRunning = false
    }
  }

  it('tells of its key alone, and of its release whatever else is still held', () => {
    const hook = new FakeHook()
    const changes: string[] = []
    const stop = listenToKeys(hook, 'Control+Space', (key) => changes.push(key))!
    hook.emit('keydown', { keycode: 57, ...none })
    hook.emit('keydown', { keycode: 58, ...none, ctrlKey: true })
    hook.emit('keydown', { keycode: 57, ...none, ctrlKey: true })
    hook.emit('keyup', { keycode: 57, ...none })
    expect([changes, hook.isRunning]).toEqual([['down', 'up'], true])
    stop()
    hook.emit('keydown', { keycode: 57, ...none, ctrlKey: true })
    expect([changes, hook.isRunning]).toEqual([['down', 'up'], false])
  })

  it('leaves nothing behind when it ends, or cannot begin, however often the key changes', () => {
    const hook = new FakeHook()
    for (const key of ['Space', 'Control+Space', 'Alt+Space']) listenToKeys(hook, key, () => undefined)!()
    hook.start = () => {
      throw new Error('No permission')
    }
    listenToKeys(hook, 'Space', () => undefined)
    expect([hook.listenerCount('keydown'), hook.listenerCount('keyup')]).toEqual([0, 0])
  })

  it('is none where it may not listen', () => {
    const hook = new FakeHook()
    hook.start = () => {
      throw new Error('No permission')
    }
    expect(listenToKeys(hook, 'Space', () => undefined)).toBeUndefined()
  })
})

describe('where windows go', () => {
  const workArea = { x: 0, y: 25, width: 1440, height: 875 }
  const size = { width: 360, height: 480 }

  it.each([
    ['below a tray at the top', { x: 1000, y: 0, width: 22, height: 22 }, { x: 831, y: 33 }],
    ['above a tray at the foot', { x: 700, y: 900, width: 22, height: 22 }, { x: 531, y: 412 }],
    ['inside the screen at its edge', { x: 1430, y: 0, width: 22, height: 22 }, { x: 1072, y: 33 }],
    ['at the lower right where the tray is not known', undefined, { x: 1072, y: 412 }],
    [
      'at the lower right where the tray has no place',
      { x: 0, y: 0, width: 0, height: 0 },
      { x: 1072, y: 412 },
    ],
  ])('puts the quick window %s', (_, tray, place) => {
    expect(quickPlace(size, tray, workArea)).toEqual({ ...size, ...place })
  })

  it('forgets a place on a screen that is gone', () => {
    const place = { x: 1500, y: 100, width: 900, height: 700 }
    expect(visiblePlace(place, [workArea])).toBeUndefined()
    expect(visiblePlace(place, [workArea, { x: 1440, y: 0, width: 1920, height: 1080 }])).toBe(place)
    expect(visiblePlace({ ...place, x: 100, y: -200 }, [workArea])).toBeUndefined()
    expect(visiblePlace(undefined, [workArea])).toBeUndefined()
  })
})

describe('what the desktop app remembers', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-remembers-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  it('is as it was left', () => {
    new SavedStateFile(path.join(folder, 'new')).change({ isToldOfTray: true })
    expect(new SavedStateFile(path.join(folder, 'new')).state.isToldOfTray).toBe(true)
  })

  it('holds until the end where it cannot be written', () => {
    const complain = vi.spyOn(console, 'error').mockReturnValue()
    // A file where the folder would be, as no right keeps root from writing.
    writeFileSync(path.join(folder, 'taken'), '')
    const saved = new SavedStateFile(path.join(folder, 'taken'))
    saved.change({ isToldOfTray: true })
    expect(saved.state.isToldOfTray).toBe(true)
    expect(complain).toHaveBeenCalledOnce()
    complain.mockRestore()
  })
})

describe('a start with the session', () => {
  it('quotes its command as desktop entries want it', () => {
    expect(autostartEntry(['/opt/My App/parley', '100%'])).toContain(
      'Exec="/opt/My App/parley" "100%%" "--hidden"\n',
    )
  })
})

describe('what is in the way of the desktop app', () => {
  it.each([
    ['linux', {}, 1000, 'There is no display.'],
    ['linux', { DISPLAY: ':0' }, 0, 'Electron does not run as root.'],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, 1000, undefined],
    ['darwin', {}, 501, undefined],
    ['win32', {}, undefined, undefined],
  ] as const)('on %s with %j and user %s: %s', (platform, env, user, obstacle) => {
    expect(desktopObstacle(platform, env, user)).toBe(obstacle)
  })
})
