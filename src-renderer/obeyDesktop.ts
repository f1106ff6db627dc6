import type { DesktopBridge } from '@contract'
import type { App } from './app'

/** The push-to-talk key and the tray work on this window, the tray shows its phase, and the system what rings. */
export function obeyDesktop(
  { store }: Pick<App, 'store'>,
  bridge: Pick<DesktopBridge, 'onCommand' | 'showPhase' | 'showRinging'>,
): void {
  const show = (): void => {
    const { phase, muted } = store.getState()
    // The tray has no sign of its own for a voice that is at work.
    bridge.showPhase(phase === 'voicing' ? 'thinking' : phase, muted)
  }
  bridge.onCommand((command) => {
    const state = store.getState()
    if (command === 'press') {
      state.press()
      // The key is not to wait for the end of what never begins.
      if (state.muted) show()
    } else if (command === 'release') state.release()
    else if (command === 'toggle-mute') state.toggleMute()
    else if (command === 'stop') state.stop()
  })
  // Muted from the start. Idle needs no telling.
  if (store.getState().phase !== 'idle') show()
  store.subscribe(({ phase, muted, ringing }, before) => {
    if (phase !== before.phase || muted !== before.muted) show()
    if (ringing !== before.ringing) bridge.showRinging(ringing)
  })
}
