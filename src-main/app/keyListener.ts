/** A key of the whole desktop, as the native listener names it. */
interface KeyEvent {
  readonly keycode: number
  readonly ctrlKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
  readonly metaKey: boolean
}

/** What is used of uiohook-napi. */
export interface KeyHook {
  readonly uIOhook: {
    on(event: 'keydown' | 'keyup', listener: (event: KeyEvent) => void): void
    off(event: 'keydown' | 'keyup', listener: (event: KeyEvent) => void): void
    start(): void
    stop(): void
  }
  readonly UiohookKey: Readonly<Record<string, number>>
}

const hookPackage = 'uiohook-napi'

/** The native key listener; undefined where it is not installed or does not run on this desktop. */
export async function loadKeyHook(): Promise<KeyHook | undefined> {
  // Wayland gives other programs' keys to nobody.
  if (process.platform === 'linux' && process.env.WAYLAND_DISPLAY !== undefined) return undefined
  try {
    return (await import(/* @vite-ignore */ hookPackage)) as KeyHook
  } catch {
    return undefined
  }
}

/** Tells when the keys of an accelerator go down and up. Returns what ends that; undefined where it cannot listen to them. */
export function listenToKeys(
  hook: KeyHook,
  accelerator: string,
  changed: (key: 'down' | 'up') => void,
): (() => void) | undefined {
  const wanted = parseAccelerator(accelerator, hook.UiohookKey)
  if (wanted === undefined) return undefined
  const { uIOhook } = hook
  const isWanted = (event: KeyEvent): boolean =>
    event.keycode === wanted.keycode &&
    event.ctrlKey === wanted.ctrlKey &&
    event.altKey === wanted.altKey &&
    event.shiftKey === wanted.shiftKey &&
    event.metaKey === wanted.metaKey
  const goesDown = (event: KeyEvent): void => {
    if (isWanted(event)) changed('down')
  }
  // Whoever lets go may let go of the modifiers first: the key alone counts.
  const goesUp = (event: KeyEvent): void => {
    if (event.keycode === wanted.keycode) changed('up')
  }
  const forget = (): void => {
    uIOhook.off('keydown', goesDown)
    uIOhook.off('keyup', goesUp)
  }
  uIOhook.on('keydown', goesDown)
  uIOhook.on('keyup', goesUp)
  try {
    uIOhook.start()
  } catch {
    // Without a display, or without the permission to listen.
    forget()
    return undefined
  }
  return () => {
    forget()
    uIOhook.stop()
  }
}

const modifiers: Readonly<Record<string, 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey'>> = {
  control: 'ctrlKey',
  ctrl: 'ctrlKey',
  alt: 'altKey',
  option: 'altKey',
  shift: 'shiftKey',
  super: 'metaKey',
  meta: 'metaKey',
  command: 'metaKey',
  cmd: 'metaKey',
}

/** The key and modifiers that an accelerator names; undefined when it names no key that is known. */
export function parseAccelerator(
  accelerator: string,
  keys: Readonly<Record<string, number>>,
): KeyEvent | undefined {
  const parts = accelerator.split('+')
  const key = parts.pop() ?? ''
  const keycode = keys[key.length === 1 ? key.toUpperCase() : key]
  if (keycode === undefined) return undefined
  const held = { ctrlKey: false, altKey: false, shiftKey: false, metaKey: false }
  for (const part of parts) {
    const commandOrControl = process.platform === 'darwin' ? 'metaKey' : 'ctrlKey'
    const modifier = /^(CommandOrControl|CmdOrCtrl)$/i.test(part)
      ? commandOrControl
      : modifiers[part.toLowerCase()]
    if (modifier === undefined) return undefined
    held[modifier] = true
  }
  return { keycode, ...held }
}
