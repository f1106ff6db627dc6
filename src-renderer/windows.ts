import { remembered, type App } from './app'
import { turnTakingKeys } from './turnTakingMemory'

const lockName = 'parley.voice'
const channelName = 'parley.muted'

/**
 * Lets several windows or tabs live beside each other: a voice is answered by one of them, the one that was looked at
 * last, muting one mutes them all, devices are chosen for all, and the first run is the first of all.
 */
export function shareVoice(app: App): void {
  holdVoice(app)
  shareMute(app)
  shareChoices(app)
}

function holdVoice({ hearVoice }: App): void {
  let waiting: AbortController | undefined
  let isHere = false
  const ask = (steal: boolean): void => {
    waiting?.abort()
    waiting = steal ? undefined : new AbortController()
    const options = steal ? { steal } : { signal: waiting?.signal }
    const hold = (): Promise<never> => {
      hearVoice((isHere = true))
      return new Promise(() => undefined)
    }
    navigator.locks.request(lockName, options, hold).catch(() => {
      // Taken by another window; one that waits no longer was not here.
      if (!isHere) return
      hearVoice((isHere = false))
      ask(false)
    })
  }
  hearVoice(false)
  ask(document.hasFocus())
  addEventListener('focus', () => {
    if (!isHere) ask(true)
  })
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
    else if (key === remembered.welcome && newValue === 'over') welcomed()
    else if (Object.values<string | null>(turnTakingKeys).includes(key)) recall()
  })
}
