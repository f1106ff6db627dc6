import { microphoneFormat, type Clock } from '@contract'
import type { Capture, CaptureEvents, OpenCapture } from './captureTypes'
import type { Derive } from './derive'
import type { EchoReport } from './echoReport'
import { echoSignal } from './echoSignal'
import { measureEcho, type TimedSamples } from './echoTest'
import type { Playback } from './playbackTypes'
import { Resampler } from './resampler'
import type { Timers } from './timers'
import type { TurnTakingSettings } from './turnTakingSettings'
import type { VoiceEar } from './voiceActivity'

const { sampleRateHz, frameSamples } = microphoneFormat
const frameMs = (1000 * frameSamples) / sampleRateHz
/** The room is listened to before, and what comes late after. */
const beforeMs = 600
const afterMs = 800
/** What stalls for longer than the test itself takes does not come any more. */
const stallMs = 5000

/** Speech to test with, mono. */
export interface EchoSentence {
  readonly sampleRateHz: number
  readonly samples: Float32Array
}

export interface EchoTestParts {
  readonly playback: Playback
  readonly openCapture: OpenCapture
  /** The microphone that is in use. */
  readonly microphoneId: string
  readonly sentence: EchoSentence
  /** One that nothing was played for. */
  readonly turn: number
  readonly loadVoice: () => Promise<VoiceEar>
  readonly settings: TurnTakingSettings
  readonly clock: Clock
  readonly timers: Pick<Timers, 'after'>
  readonly derive: Derive
}

export type EchoTestEnd =
  | { readonly outcome: 'measured'; readonly report: EchoReport }
  /** The microphone delivers nothing; somebody spoke; the loudspeaker did not play; or the signal was aborted. */
  | { readonly outcome: 'dead-microphone' | 'disturbed' | 'not-played' | 'stopped' }

/**
 * Plays the test as an answer is played, records it with and without the browser's processing at the same time, and
 * measures what came back. Takes about five seconds.
 * @throws DOMException what getUserMedia throws
 */
export async function runEchoTest(parts: EchoTestParts, signal: AbortSignal): Promise<EchoTestEnd> {
  const { playback, turn, clock, sentence } = parts
  const played = echoSignal(sentence.samples, sentence.sampleRateHz)
  const lengthMs = (played.length * 1000) / sentence.sampleRateHz
  const heard = new Recording()
  const bare = new Recording()
  const begins: number[] = []
  let isBegun = false
  let heardAllAt: number | undefined
  let finish!: () => void
  const over = new Promise<'over'>((resolve) => (finish = () => resolve('over')))
  const watch = (): void => {
    if (!isBegun && heard.ms >= beforeMs) {
      isBegun = true
      playback.play(turn, sentence.sampleRateHz, played)
      playback.end(turn)
    }
    if (!isBegun) return
    const heardSamples = playback.heardSamples(turn)
    if (heardSamples >= played.length) heardAllAt ??= clock()
    else if (heardSamples > 0) begins.push(clock() - (heardSamples * 1000) / sentence.sampleRateHz)
    if (heardAllAt !== undefined && clock() - heardAllAt >= afterMs) finish()
  }
  const captures = await openBoth(parts, heard, bare, watch)
  try {
    const end = await Promise.race([over, stopOrStall(signal, beforeMs + lengthMs + stallMs, parts.timers)])
    if (end === 'stopped') return { outcome: 'stopped' }
    if (heard.ms < beforeMs) return { outcome: 'dead-microphone' }
    if (begins.length === 0) return { outcome: 'not-played' }
  } finally {
    for (const capture of captures) capture.close()
    if (heardAllAt === undefined) void playback.silence(turn)
  }
  const trial = {
    played: { samples: toMicrophoneRate(played, sentence.sampleRateHz), beganAt: median(begins) },
    heard: heard.whole(),
    bare: bare.ms < lengthMs ? undefined : bare.whole(),
    voice: await voiceOf(heard.frames, parts),
  }
  const report = parts.derive('echo test', () => measureEcho(trial, parts.settings))
  return typeof report === 'string' ? { outcome: report } : { outcome: 'measured', report }
}

/** Frames of a microphone, one behind the other. */
class Recording {
  readonly frames: Float32Array[] = []
  readonly #begins: number[] = []

  take(samples: Float32Array, endAt: number): void {
    this.frames.push(samples)
    this.#begins.push(endAt - this.ms)
  }

  get ms(): number {
    return this.frames.length * frameMs
  }

  whole(): TimedSamples {
    const samples = new Float32Array(this.frames.length * frameSamples)
    this.frames.forEach((frame, i) => samples.set(frame, i * frameSamples))
    return { samples, beganAt: median(this.#begins) }
  }
}

/** The bare microphone is a gain, the processed one a must. */
async function openBoth(
  { openCapture, microphoneId }: EchoTestParts,
  heard: Recording,
  bare: Recording,
  watch: () => void,
): Promise<Capture[]> {
  const events = (recording: Recording, then?: () => void): CaptureEvents => ({
    frame({ samples, endAt }) {
      recording.take(samples, endAt)
      then?.()
    },
    trouble: () => undefined,
    recovered: () => undefined,
  })
  const processing = (isOn: boolean) =>
    ({
      deviceId: microphoneId,
      echoCancellation: isOn,
      noiseSuppression: isOn,
      autoGainControl: isOn,
    }) as const
  const [main, second] = await Promise.allSettled([
    openCapture(processing(true), events(heard, watch)),
    openCapture(processing(false), events(bare)),
  ])
  const captures = [main, second].flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
  if (main.status === 'fulfilled') return captures
  for (const capture of captures) capture.close()
  throw main.reason
}

function stopOrStall(
  signal: AbortSignal,
  ms: number,
  timers: EchoTestParts['timers'],
): Promise<'stopped' | 'stalled'> {
  return new Promise((resolve) => {
    const endTimer = timers.after(ms, () => resolve('stalled'))
    const stop = (): void => {
      endTimer()
      resolve('stopped')
    }
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop)
  })
}

/** Where no model can be had, every sound may be a voice. */
async function voiceOf(frames: readonly Float32Array[], { loadVoice }: EchoTestParts): Promise<number[]> {
  try {
    const voice = await loadVoice()
    return await Promise.all(frames.map((frame) => voice.hear(frame)))
  } catch {
    return frames.map(() => 1)
  }
}

function toMicrophoneRate(samples: Float32Array, rateHz: number): Float32Array {
  const resampler = new Resampler(rateHz, sampleRateHz)
  const padded = new Float32Array(samples.length + resampler.lookahead)
  padded.set(samples)
  const output = new Float32Array(Math.ceil((padded.length * sampleRateHz) / rateHz) + 2)
  return output.subarray(0, resampler.push(padded, padded.length, output))
}

/** The middle one: a busy window looks late now and then. */
function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]
}
