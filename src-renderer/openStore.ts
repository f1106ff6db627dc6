import { sharedClock } from '@contract'
import { adoptStoredChoices } from './adoptStoredChoices'
import type { App } from './app'
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
import { SocketPort } from './socketPort'
import { windowDeeds } from './windowDeeds'
import { shareVoice } from './windows'
import type { WindowSettings } from './windowSettings'

/** Makes the one store of this window, and joins it to the other windows. */
export function openStore(settings: WindowSettings): App {
  adoptStoredChoices(localStorage, settings)
  const app = createApp({
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
  })

  // Sound may begin only after a gesture: the first one anywhere will do.
  for (const gesture of ['pointerdown', 'keydown']) addEventListener(gesture, app.wake, { capture: true })

  addEventListener('pagehide', app.leave)
  shareVoice(app, desktop)
  noteTurns(app)
  if (desktop) obeyDesktop(app, desktop)
  return app
}
