import { sharedClock } from '@contract'
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
import { shareVoice } from './windows'

const storage = lastingStorage(localStorage)

const app = createApp({
  port: desktop
    ? desktopPort(
        (receive) =>
          addEventListener('message', (event) => receive(event as unknown as Parameters<typeof receive>[0])),
        () => desktop?.restartEngine(),
      )
    : new SocketPort(location.origin, openHostSocket),
  openCapture: (options, on) => openCapture(options, on),
  openPlayback: (on) => openPlayback(on),
  loadVoice: async () => new VoiceActivity(await loadSilero()),
  loadEchoSentence,
  devices: browserDevices(),
  storage,
  clock: sharedClock,
})

// Sound may begin only after a gesture: the first one anywhere will do.
for (const gesture of ['pointerdown', 'keydown']) addEventListener(gesture, app.wake, { capture: true })

addEventListener('pagehide', app.leave)
shareVoice(app, desktop)
noteTurns(app)
if (desktop) obeyDesktop(app, desktop)

/** The one store of this window. */
export const store = app.store
export const { readSignals, askStore } = app
