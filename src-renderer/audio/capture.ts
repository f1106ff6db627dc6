import { microphoneFormat, sharedClock } from '@contract'
import captureWorkerUrl from './captureWorker.ts?worker&url'
import type { CaptureWork } from './captureWorker'
import captureWorkletUrl from './captureWorklet.ts?worker&url'
import { ContextClock } from './contextClock'
import type { Capture, CaptureEvents, CaptureOptions } from './captureTypes'
import type { CaptureFormat, CaptureReport } from './frameCutter'
import { watchFrames } from './watchFrames'

/**
 * Contexts run in batches. One render quantum at 16 kHz, four of which are a frame: a frame is complete at the end of a
 * batch, where the usual 10 ms would leave it waiting for the next one, 4 ms in the middle.
 */
const batchSeconds = 128 / microphoneFormat.sampleRateHz
/** Chunks of 10 ms that wait for a worker that was kept from its work: none of the second is lost. */
const waitingChunks = 100

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
    const clock = new ContextClock()
    const take = (report: CaptureReport): void => {
      const endMs = report.endSeconds * 1000
      clock.observe(endMs, sharedClock())
      watch.frame(report.samples)
      on.frame({ samples: report.samples, endAt: clock.toShared(endMs) })
    }
    const flow =
      (options.contextRateHz === undefined ? readTrack(track, take) : undefined) ??
      (await readContext(source, options.contextRateHz, take))
    const watch = watchFrames(on, flow.isAsleep)
    const lost = (): void => on.trouble('lost')
    track.addEventListener('ended', lost)
    return {
      label: track.label,
      deviceId: track.getSettings().deviceId ?? '',
      contextRateHz: flow.rateHz,
      cancelsEcho: cancelsEcho(track),
      wake: flow.wake,
      close() {
        track.removeEventListener('ended', lost)
        watch.stop()
        flow.close()
        release()
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

/** Frames that come. */
interface Flow {
  readonly rateHz: number
  /** The browser lets none come before a gesture. */
  readonly isAsleep: () => boolean
  readonly wake: () => void
  readonly close: () => void
}

/** Not yet in every browser, nor in TypeScript's library. */
interface TrackProcessors {
  readonly MediaStreamTrackProcessor?: new (init: {
    readonly track: MediaStreamTrack
    readonly maxBufferSize: number
  }) => { readonly readable: ReadableStream<AudioData> }
}

/**
 * The track's own chunks, where the browser gives them. What an audio context hears of a track waits in a queue, which
 * every moment that the audio thread is late makes longer for good: after a busy hour each frame is 100 ms old.
 */
function readTrack(track: MediaStreamTrack, take: (report: CaptureReport) => void): Flow | undefined {
  const { MediaStreamTrackProcessor } = globalThis as TrackProcessors
  if (!MediaStreamTrackProcessor) return undefined
  const { readable: chunks } = new MediaStreamTrackProcessor({ track, maxBufferSize: waitingChunks })
  const worker = new Worker(captureWorkerUrl, { name: 'capture', type: 'module' })
  worker.onmessage = ({ data }: MessageEvent<CaptureReport>) => take(data)
  worker.postMessage({ chunks, format: microphoneFormat } satisfies CaptureWork, [chunks])
  return {
    rateHz: track.getSettings().sampleRate ?? 0,
    isAsleep: () => false,
    wake: () => undefined,
    close() {
      worker.onmessage = null
      worker.terminate()
    },
  }
}

/** A context at 16 kHz where the browser lets a microphone into one, else at the device's own rate. */
async function readContext(
  stream: MediaStream,
  contextRateHz: number | undefined,
  take: (report: CaptureReport) => void,
): Promise<Flow> {
  const rates =
    contextRateHz === undefined ? [microphoneFormat.sampleRateHz, undefined] : [contextRateHz, undefined]
  let refusal: unknown
  for (const sampleRate of rates) {
    const context = new AudioContext({ sampleRate, latencyHint: batchSeconds })
    const wake = (): void => {
      if (context.state === 'suspended') void context.resume()
    }
    try {
      const source = context.createMediaStreamSource(stream)
      await context.audioWorklet.addModule(captureWorkletUrl)
      const node = new AudioWorkletNode(context, 'capture', {
        numberOfOutputs: 0,
        channelCount: 1,
        channelCountMode: 'explicit',
        processorOptions: microphoneFormat satisfies CaptureFormat,
      })
      node.port.onmessage = ({ data }: MessageEvent<CaptureReport>) => take(data)
      source.connect(node)
      wake()
      return {
        rateHz: context.sampleRate,
        isAsleep: () => context.state === 'suspended',
        wake,
        close() {
          node.port.onmessage = null
          void context.close()
        },
      }
    } catch (thrown) {
      refusal = thrown
      void context.close()
    }
  }
  throw refusal
}
