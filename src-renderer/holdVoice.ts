import type { DesktopBridge } from '@contract'
import type { App } from './app'

const lockName = 'parley.voice'

export interface HoldVoiceParts {
  /** The browser's locks, as far as they are used. */
  readonly locks: {
    request(
      name: string,
      options: { readonly steal?: boolean; readonly signal?: AbortSignal },
      granted: () => Promise<void> | undefined,
    ): Promise<unknown>
  }
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
  let waiting: AbortController | undefined
  let letGo = (): void => undefined
  /** The request by which the voice is here: a later one of this window takes it from an earlier one. */
  let here: object | undefined
  let isShown = desktop === undefined
  const ask = (steal: boolean): void => {
    waiting?.abort()
    if (!isShown) return
    waiting = steal ? undefined : new AbortController()
    const request = {}
    const hold = (): Promise<void> | undefined => {
      if (!isShown) return undefined
      here = request
      hearVoice(true)
      return new Promise((resolve) => (letGo = resolve))
    }
    locks.request(lockName, waiting ? { signal: waiting.signal } : { steal }, hold).catch(() => {
      // Taken by another window; one that waits no longer was not here.
      if (here !== request) return
      here = undefined
      hearVoice(false)
      ask(false)
    })
  }
  hearVoice(false)
  ask(hasFocus())
  onFocus(() => {
    if (!here) ask(true)
  })
  store.subscribe(({ phase }, before) => {
    // Its key was pressed: who asks here goes on here.
    if (phase === 'listening' && before.phase !== phase && !here) ask(true)
  })
  desktop?.onCommand((command) => {
    if (command !== 'shown' && command !== 'hidden') return
    isShown = command === 'shown'
    if (isShown && !here) ask(hasFocus())
    else if (!isShown && here) {
      here = undefined
      hearVoice(false)
      letGo()
    }
  })
}
