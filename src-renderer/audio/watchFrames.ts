import { microphoneFormat, sharedClock } from '@contract'
import type { CaptureEvents, CaptureTrouble } from './captureTypes'

/** No frames for this long means that the microphone has stalled. */
const stallMs = 500
/** Exact zeros for this long: a muted or dead device, for every live one has noise. */
const zerosMs = 2000
/** The same of one that was heard: what takes noise away may give zeros wherever nobody speaks, as while an answer is listened to. */
const heardZerosMs = 20_000
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
  let wasHeard = false
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
      wasHeard ||= zeroMs === 0
      if (zeroMs >= (wasHeard ? heardZerosMs : zerosMs)) become('zeros')
      else if (state !== 'zeros' || zeroMs === 0) become('live')
    },
    stop: () => clearInterval(timer),
  }
}
