import type { DesktopBridge } from '@contract'
import type { App } from './app'
import { followChoice } from './followChoice'
import { holdVoice } from './holdVoice'
import { shareMicrophone, type MicrophoneNews } from './shareMicrophone'

/**
 * Lets several windows or tabs live beside each other: a voice is answered by one of them, the one that was looked at
 * last or whose key was pressed, and that one has the microphone; muting one mutes them all, devices are chosen for all, and the first run is the first
 * of all. A desktop window that is hidden answers no voice, only its key.
 */
export function shareVoice(app: App, desktop?: Pick<DesktopBridge, 'onCommand'>): void {
  const { locks } = navigator
  const channel = new BroadcastChannel('parley.microphone')
  const takeMicrophone = shareMicrophone(app, {
    locks,
    send: (news) => channel.postMessage(news),
    onNews: (receive) =>
      channel.addEventListener('message', ({ data }: MessageEvent<MicrophoneNews>) => receive(data)),
  })
  const hearVoice = (isHere: boolean): void => {
    app.hearVoice(isHere)
    if (isHere) takeMicrophone()
  }
  holdVoice(
    { store: app.store, hearVoice },
    {
      locks,
      desktop,
      hasFocus: () => document.hasFocus(),
      onFocus: (focused) => addEventListener('focus', focused),
    },
  )
  // A later choice may have come before this one is heard of: taken is what is remembered now.
  addEventListener('storage', ({ key }) =>
    followChoice(app, key, key === null ? null : localStorage.getItem(key)),
  )
}
