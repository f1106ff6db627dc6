import { sharedClock } from '@contract'
import { adoptStoredChoices } from './adoptStoredChoices'
import type { App, AppSources } from './app'
import { createApp } from './appStore'
import { openCapture } from './audio/capture'
import { browserDevices } from './audio/browserDevices'
import { loadEchoSentence } from './audio/loadEchoSentence'
import { openPlayback } from './audio/playback'
import { loadSilero } from './audio/silero'
import { VoiceActivity } from './audio/voiceActivity'
import { desktop } from './desktop'
import { desktopPort } from './desktopPort'
import { openHostSocket } from './hostSocket'
import { lastingStorage } from './lastingStorage'
import { noteTurns } from './noteTurns'
import { obeyDesktop } from './obeyDesktop'
import { recordWindow, type WindowRecording } from './recording/windowRecording'
import { SocketPort } from './socketPort'
import { webRecordings } from './webRecordings'
import { windowDeeds } from './windowDeeds'
import { shareVoice } from './windows'
import type { WindowSettings } from './windowSettings'

export interface OpenedStore {
  readonly app: App
  /** Absent: it is not recorded. */
  readonly recording: WindowRecording | undefined
}

/** Makes the one store of this window, and joins it to the other windows. */
export function openStore(settings: WindowSettings): OpenedStore {
  adoptStoredChoices(localStorage, settings)
  const sources: AppSources = {
    port: desktop
      ? desktopPort(
          (receive) =>
            addEventListener('message', (event) =>
              receive(event as unknown as Parameters<typeof receive>[0]),
            ),
          () => desktop?.restartEngine(),
        )
      : new SocketPort(location.origin, openHostSocket),
    openCapture: (options, on) => openCapture(options, on),
    openPlayback: (on) => openPlayback(on),
    loadVoice: async () => new VoiceActivity(await loadSilero()),
    loadEchoSentence,
    devices: browserDevices(),
    settings,
    locks: navigator.locks,
    deeds: windowDeeds,
    storage: lastingStorage(localStorage),
    clock: sharedClock,
  }
  const { app, recording } = settings.of('recording')
    ? recordWindow(sources, {
        bridge: desktop?.recordings ?? webRecordings,
        runsIn: navigator.userAgent,
        // Said, and not left as it was: the environment or the command line may have it on.
        over: () => settings.choose('recording', false),
        onLeave: (leave) => addEventListener('pagehide', leave),
      })
    : { app: createApp(sources), recording: undefined }
  settings.watch((keys) => {
    if (!keys.has('recording')) return
    // A recording has all from the beginning.
    if (settings.of('recording')) location.reload()
    else void recording?.stop()
  })

  // Sound may begin only after a gesture: the first one anywhere will do.
  for (const gesture of ['pointerdown', 'keydown']) addEventListener(gesture, app.wake, { capture: true })

  addEventListener('pagehide', app.leave)
  shareVoice(app, desktop)
  noteTurns(app)
  if (desktop) obeyDesktop(app, desktop)
  return { app, recording }
}
