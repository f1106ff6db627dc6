import { globalShortcut } from 'electron'
import type { DesktopCommand, PushToTalkState } from '@contract'
import { listenToKeys, type KeyHook } from './keyListener'
import { pressToTalk, type KeyState } from './pressToTalk'

/**
 * A key that is held down repeats itself, after 250 to 660 ms as systems come (Windows can be set to 1 s), and Electron does
 * not say which presses are such (electron#39718). A press this soon after the last one is taken for one.
 */
const repeatWithinMs = 700

/**
 * The push-to-talk key of the whole desktop. Where a native listener tells of key-ups it can be held; elsewhere each press
 * is a tap. `toggle` is the same tap from a command line, for desktops that give no global keys.
 */
export class PushToTalk {
  readonly #hook: KeyHook | undefined
  readonly #say: (command: DesktopCommand) => void
  readonly #nowMs: () => number
  #key: KeyState = { name: 'up' }
  #state: PushToTalkState = 'taken'
  #unlisten: (() => void) | undefined
  /** Told of the next press, which is then no talk. */
  readonly #checks = new Set<() => void>()
  /** The key went down for a check: what it repeats while it is held is no talk either. */
  #isCheckHeld = false
  #shortcutAtMs = -Infinity

  constructor(
    hook: KeyHook | undefined,
    say: (command: DesktopCommand) => void,
    nowMs: () => number = () => performance.now(),
  ) {
    this.#hook = hook
    this.#say = say
    this.#nowMs = nowMs
  }

  get state(): PushToTalkState {
    return this.#state
  }

  /** Listens to another key from now on. What the last one began ends, for its key-up is no longer heard. */
  listenTo(accelerator: string): void {
    if (this.#key.name === 'held' || this.#key.name === 'latched') this.#say('release')
    this.close()
    this.#unlisten = this.#hook && listenToKeys(this.#hook, accelerator, (key) => this.#change(key))
    if (this.#unlisten !== undefined) this.#state = 'hold'
    else this.#state = registered(accelerator, () => this.#shortcut()) ? 'toggle' : 'taken'
  }

  /** A tap. */
  toggle(): void {
    this.#change('down')
    this.#change('up', this.#nowMs())
  }

  /** A window stopped listening, however that came: the next tap begins anew. */
  unlatch(): void {
    if (this.#key.name === 'latched') this.#key = { name: 'up' }
  }

  /** The window cannot listen now: this press was none, and the next one begins anew. */
  refuse(): void {
    this.unlatch()
    if (this.#key.name === 'held') this.#key = { name: 'closing' }
  }

  /** Resolves true at the next real press, false when none comes in time. */
  check(withinMs = 8000): Promise<boolean> {
    return new Promise((resolve) => {
      const end = (isPressed: boolean): void => {
        clearTimeout(timeout)
        this.#checks.delete(pressed)
        resolve(isPressed)
      }
      const pressed = (): void => end(true)
      const timeout = setTimeout(() => end(false), withinMs)
      this.#checks.add(pressed)
    })
  }

  close(): void {
    this.#unlisten?.()
    this.#unlisten = undefined
    globalShortcut.unregisterAll()
    this.#key = { name: 'up' }
    this.#isCheckHeld = false
    this.#shortcutAtMs = -Infinity
  }

  /** The key was pressed where nothing tells of key-ups, or repeated itself. */
  #shortcut(): void {
    const isRepeat = this.#nowMs() - this.#shortcutAtMs < repeatWithinMs
    this.#shortcutAtMs = this.#nowMs()
    if (!isRepeat) this.toggle()
  }

  #change(key: 'down' | 'up', atMs = this.#nowMs()): void {
    if (key === 'up') this.#isCheckHeld = false
    else if (this.#checks.size > 0) {
      this.#isCheckHeld = true
      this.#checks.forEach((pressed) => pressed())
    }
    if (this.#isCheckHeld) return
    const { state, command } = pressToTalk(this.#key, key, atMs)
    this.#key = state
    if (command !== undefined) this.#say(command)
  }
}

/** Electron throws on a key that it cannot spell, and says no to one that another program has. */
function registered(accelerator: string, pressed: () => void): boolean {
  try {
    return globalShortcut.register(accelerator, pressed)
  } catch {
    return false
  }
}
