import { sharedClock } from '@contract'
import { createApp } from './appStore'
import { openCapture } from './audio/capture'
import { browserDevices } from './audio/browserDevices'
import { openPlayback } from './audio/playback'
import { loadSilero } from './audio/silero'
import { VoiceActivity } from './audio/voiceActivity'
import { SocketPort } from './socketPort'

/** The name under which this tab comes back to its conversation, also after it was loaded again. */
function pageName(): string {
  const known = sessionStorage.getItem('parley.page')
  if (known !== null) return known
  const name = crypto.randomUUID()
  sessionStorage.setItem('parley.page', name)
  return name
}

const app = createApp({
  port: new SocketPort(
    location.origin.replace(/^http/, 'ws'),
    pageName(),
    (address, protocol) => new WebSocket(address, protocol),
  ),
  openCapture: (options, on) => openCapture(options, on),
  openPlayback: (on) => openPlayback(on),
  loadVoice: async () => new VoiceActivity(await loadSilero()),
  devices: browserDevices(),
  storage: localStorage,
  clock: sharedClock,
})

// Sound may begin only after a gesture: the first one anywhere will do.
for (const gesture of ['pointerdown', 'keydown']) addEventListener(gesture, app.wake, { capture: true })

/** The one store of this window. */
export const store = app.store
export const readSignals = app.readSignals
