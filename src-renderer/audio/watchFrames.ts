import { microphoneFormat, sharedClock } from '@contract'
import type { CaptureEvents, CaptureTrouble } from './captureTypes'

/** No frames for this long means that the microphone has stalled. */
const stallMs = 500
/** Exact zeros for this long: a muted or dead device, for every live one has noise. */
const zerosMs = 2000
const frameMs = (1000 * microphoneFormat.frameSamples) / microphoneFormat.sampleRateHz
const watchMs = 100

/** Reports a flow that stops, and a flow of nothing but zeros; each once until it has recovered. */
export function watchFrames(
  on: Pick<CaptureEvents, 'trouble' | 'recovered'>,
  isAsleep: () => boolean,
): { frame(samples: Float32Array): void; stop(): void } {
  let state: 'live' | Exclude<CaptureTrouble, 'lost'> = 'live'
  let lastFrameAt = sharedClock()
  let lateChecks = 0
  let zeroMs = 0
  const become = (next: typeof state): void => {
    if (next === state) return
    state = next
    if (next === 'live') on.recovered()
    else on.trouble(next)
  }
  const timer = setInterval(() => {
    // Two checks, so that a window that was busy has taken its waiting frames before it blames the microphone.
    lateChecks = sharedClock() - lastFrameAt > stallMs ? lateChecks + 1 : 0
    if (lateChecks >= 2) become(isAsleep() ? 'asleep' : 'stalled')
  }, watchMs)
  return {
    frame(samples) {
      lastFrameAt = sharedClock()
      lateChecks = 0
      zeroMs = samples.every((sample) => sample === 0) ? zeroMs + frameMs : 0
      if (zeroMs >= zerosMs) become('zeros')
      else if (state !== 'zeros' || zeroMs === 0) become('live')
    },
    stop: () => clearInterval(timer),
  }
}
