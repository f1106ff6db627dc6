import type { DesktopBridge } from '@contract'
import { remembered, type App } from './app'
import { holdVoice } from './holdVoice'
import { turnTakingKeys } from './turnTakingMemory'

/**
 * Lets several windows or tabs live beside each other: a voice is answered by one of them, the one that was looked at
 * last or whose key was pressed, muting one mutes them all, devices are chosen for all, and the first run is the first
 * of all. A desktop window that is hidden answers no voice, only its key.
 */
export function shareVoice(app: App, desktop?: Pick<DesktopBridge, 'onCommand'>): void {
  holdVoice(app, {
    locks: navigator.locks,
    desktop,
    hasFocus: () => document.hasFocus(),
    onFocus: (focused) => addEventListener('focus', focused),
  })
  shareChoices(app)
}

/** Other windows tell by what they remember. Taken is what that is now: a later word may have come before this one is heard. */
function shareChoices({ store, welcomed, recall }: App): void {
  addEventListener('storage', ({ key }) => {
    const state = store.getState()
    const chosen = key === null ? null : localStorage.getItem(key)
    if (key === remembered.muted && (chosen === 'yes') !== state.muted) state.toggleMute()
    else if (key === remembered.microphone) state.chooseMicrophone(chosen ?? '')
    else if (key === remembered.speaker) state.chooseSpeaker(chosen ?? '')
    else if (key === remembered.speed && chosen !== null) state.chooseSpeed(Number(chosen))
    else if (key === remembered.voice && chosen !== null) state.chooseVoice(chosen)
    else if (key === remembered.welcome && chosen === 'over') welcomed()
    else if (Object.values<string | null>(turnTakingKeys).includes(key)) recall()
  })
}
