import type { DesktopBridge } from '@contract'
import type { App } from './app'
import { SharedLock, type Locks } from './sharedLock'

export interface HoldVoiceParts {
  readonly locks: Locks
  /** The app around a desktop window, which says whether it is shown. */
  readonly desktop: Pick<DesktopBridge, 'onCommand'> | undefined
  readonly hasFocus: () => boolean
  readonly onFocus: (focused: () => void) => void
}

/**
 * A voice is answered by one of all windows: by the one that was looked at last, or whose key was pressed. One that is
 * hidden lets it go to another.
 */
export function holdVoice(
  { store, hearVoice }: Pick<App, 'store' | 'hearVoice'>,
  { locks, desktop, hasFocus, onFocus }: HoldVoiceParts,
): void {
  let isShown = desktop === undefined
  const lock = new SharedLock(locks, 'parley.voice', {
    gained: () => hearVoice(true),
    lost: () => hearVoice(false),
    mayHold: () => isShown,
  })
  const ask = (): void => (hasFocus() ? lock.take() : lock.wait())
  hearVoice(false)
  ask()
  onFocus(() => lock.take())
  store.subscribe(({ phase }, before) => {
    // Its key was pressed: who asks here goes on here.
    if (phase === 'listening' && before.phase !== phase) lock.take()
  })
  desktop?.onCommand((command) => {
    if (command !== 'shown' && command !== 'hidden') return
    isShown = command === 'shown'
    if (!isShown) lock.letGo()
    else if (!lock.isHere) ask()
  })
}
