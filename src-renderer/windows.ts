import type { DesktopBridge } from '@contract'
import { welcomeKey, type App } from './app'
import { holdVoice } from './holdVoice'
import { shareMicrophone, type MicrophoneNews } from './shareMicrophone'
import { turnTakingKeys } from './turnTakingMemory'

/**
 * Lets several windows or tabs live beside each other: a voice is answered by one of them, the one that was looked at
 * last or whose key was pressed, and that one has the microphone; what one has learnt, the others know, and the first run is the first of all. A desktop window that is hidden answers no voice, only its key.
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
  addEventListener('storage', ({ key }) => {
    if (key === welcomeKey && localStorage.getItem(key) === 'over') app.welcomed()
    else if (Object.values<string | null>(turnTakingKeys).includes(key)) app.recall()
  })
}
