import type { DesktopBridge } from '@contract'
import { remembered, type App } from './app'
import { holdVoice } from './holdVoice'
import { turnTakingKeys } from './turnTakingMemory'

const channelName = 'parley.muted'

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
  shareMute(app)
  shareChoices(app)
}

function shareMute({ store }: App): void {
  const channel = new BroadcastChannel(channelName)
  channel.onmessage = ({ data: muted }: MessageEvent<boolean>) => {
    if (muted !== store.getState().muted) store.getState().toggleMute()
  }
  store.subscribe(({ muted }, before) => {
    if (muted !== before.muted) channel.postMessage(muted)
  })
}

/** Other windows tell by what they remember. */
function shareChoices({ store, welcomed, recall }: App): void {
  addEventListener('storage', ({ key, newValue }) => {
    if (key === remembered.microphone) store.getState().chooseMicrophone(newValue ?? '')
    else if (key === remembered.speaker) store.getState().chooseSpeaker(newValue ?? '')
    else if (key === remembered.speed && newValue !== null) store.getState().chooseSpeed(Number(newValue))
    else if (key === remembered.voice && newValue !== null) store.getState().chooseVoice(newValue)
    else if (key === remembered.welcome && newValue === 'over') welcomed()
    else if (Object.values<string | null>(turnTakingKeys).includes(key)) recall()
  })
}
