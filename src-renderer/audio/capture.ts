import { microphoneFormat, sharedClock } from '@contract'
import type { CaptureFormat, CaptureReport } from './captureWorklet'
import captureWorkletUrl from './captureWorklet.ts?worker&url'
import { ContextClock } from './contextClock'
import type { Capture, CaptureEvents, CaptureOptions, CaptureTrouble } from './captureTypes'

/** No frames for this long means that the microphone has stalled. */
const stallMs = 500
/** Exact zeros for this long: a muted or dead device, for every live one has noise. */
const zerosMs = 2000
const frameMs = (1000 * microphoneFormat.frameSamples) / microphoneFormat.sampleRateHz
const watchMs = 100
/**
 * Contexts run in batches. One render quantum at 16 kHz, four of which are a frame: a frame is complete at the end of a
 * batch, where the usual 10 ms would leave it waiting for the next one, 4 ms in the middle.
 */
const batchSeconds = 128 / microphoneFormat.sampleRateHz

/**
 * Opens a microphone and delivers its frames until it is closed.
 * @param stream stands in for the microphone in tests; it is left running at the end
 * @throws DOMException `NotAllowedError`, `NotFoundError` and whatever else getUserMedia knows
 */
export async function openCapture(
  options: CaptureOptions,
  on: CaptureEvents,
  stream?: MediaStream,
): Promise<Capture> {
  const source = stream ?? (await navigator.mediaDevices.getUserMedia({ audio: constraints(options) }))
  const track = source.getAudioTracks()[0]
  const release = (): void => {
    if (stream === undefined) for (const each of source.getTracks()) each.stop()
  }
  try {
    const { context, node } = await connect(source, options.contextRateHz)
    const watch = watchFrames(on, () => context.state === 'suspended')
    const clock = new ContextClock()
    node.port.onmessage = ({ data }: MessageEvent<CaptureReport>) => {
      const endMs = data.endSeconds * 1000
      clock.observe(endMs, sharedClock())
      watch.frame(data.samples)
      on.frame({ samples: data.samples, endAt: clock.toShared(endMs) })
    }
    const lost = (): void => on.trouble('lost')
    track.addEventListener('ended', lost)
    return {
      label: track.label,
      deviceId: track.getSettings().deviceId ?? '',
      contextRateHz: context.sampleRate,
      cancelsEcho: cancelsEcho(track),
      wake() {
        if (context.state === 'suspended') void context.resume()
      },
      close() {
        track.removeEventListener('ended', lost)
        watch.stop()
        node.port.onmessage = null
        release()
        void context.close()
      },
    }
  } catch (thrown) {
    release()
    throw thrown
  }
}

/** Newer browsers name what they take out instead of saying yes. */
function cancelsEcho(track: MediaStreamTrack): boolean | undefined {
  const { echoCancellation } = track.getSettings() as { readonly echoCancellation?: boolean | string }
  return echoCancellation === undefined ? undefined : echoCancellation !== false
}

function constraints(options: CaptureOptions): MediaTrackConstraints {
  return {
    deviceId: options.deviceId === '' ? undefined : { exact: options.deviceId },
    channelCount: 1,
    echoCancellation: options.echoCancellation,
    noiseSuppression: options.noiseSuppression,
    autoGainControl: options.autoGainControl,
  }
}

/** A context at 16 kHz where the browser lets a microphone into one, else at the device's own rate. */
async function connect(
  stream: MediaStream,
  contextRateHz: number | undefined,
): Promise<{ context: AudioContext; node: AudioWorkletNode }> {
  const rates =
    contextRateHz === undefined ? [microphoneFormat.sampleRateHz, undefined] : [contextRateHz, undefined]
  let refusal: unknown
  for (const sampleRate of rates) {
    const context = new AudioContext({ sampleRate, latencyHint: batchSeconds })
    try {
      const source = context.createMediaStreamSource(stream)
      await context.audioWorklet.addModule(captureWorkletUrl)
      const node = new AudioWorkletNode(context, 'capture', {
        numberOfOutputs: 0,
        channelCount: 1,
        channelCountMode: 'explicit',
        processorOptions: microphoneFormat satisfies CaptureFormat,
      })
      source.connect(node)
      if (context.state === 'suspended') void context.resume()
      return { context, node }
    } catch (thrown) {
      refusal = thrown
      void context.close()
    }
  }
  throw refusal
}

/** Reports a flow that stops, and a flow of nothing but zeros; each once until it has recovered. */
function watchFrames(
  on: CaptureEvents,
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
