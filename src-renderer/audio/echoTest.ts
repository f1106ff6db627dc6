import { microphoneFormat, type Duplex } from '@contract'
import { EchoGate } from './echoGate'
import type { EchoReport } from './echoReport'
import { findEcho } from './echoSearch'
import { measureFrame } from './frameSound'
import { Resampler } from './resampler'
import { takeTurns } from './turnTaking'
import { WordLikelihood } from './wordLikelihood'
import type { TurnTakingSettings } from './turnTakingSettings'
import { initialTurnTaking, type TurnEvent } from './turnTakingState'

const { sampleRateHz, frameSamples } = microphoneFormat
const frameMs = (1000 * frameSamples) / sampleRateHz
/** Delays are looked for at this rate: a quarter of a millisecond is fine enough, and costs a sixteenth. */
const searchRateHz = 4000
/** Bluetooth is late by up to 300 ms on either way; and the loudspeaker's clock may be behind. */
const longestDelayMs = 600
const clockSlackMs = 40
/** The sweep and the beginning of the sentence are enough. */
const searchedMs = 1000
/** By chance nothing explains more of a second of noise or of other speech. */
const foundShare = 0.02
/** Nothing but rounding: every live microphone has more. */
const deadLevel = 1e-6
/** An echo this much (2 dB) over the room can be measured. */
const overNoise = 1.6
const removedDb = 20
/** Quieter than this for more of the time, an answer would rather not be disturbed at all. */
const mostMistaken = 0.4

/** Samples at the microphone's rate, without a hole. */
export interface TimedSamples {
  readonly samples: Float32Array
  /** When the first of them left the loudspeaker, or was at the microphone, on the shared clock. */
  readonly beganAt: number
}

/** What was recorded while the test was played. The recordings begin with half a second of the quiet room. */
export interface EchoTrial {
  readonly played: TimedSamples
  /** The microphone as it is; absent where it cannot be had without the browser's processing. */
  readonly bare: TimedSamples | undefined
  /** The microphone as the app hears it. */
  readonly heard: TimedSamples
  /** Likelihood of voice in each frame of `heard`. */
  readonly voice: readonly number[]
}

/**
 * Measures how what is played comes back into the microphone, and lets turn taking itself say whether it would have been
 * taken for a voice. Nothing can be said when the microphone delivers nothing, or when somebody spoke meanwhile.
 */
export function measureEcho(
  trial: EchoTrial,
  settings: TurnTakingSettings,
): EchoReport | 'dead-microphone' | 'disturbed' {
  const { played, bare, heard } = trial
  if (isDead(bare ?? heard)) return 'dead-microphone'
  const delayMs = findDelayMs(played, bare ?? heard)
  const echoDb = bare && delayMs !== undefined ? echoLevelDb(played, bare, delayMs) : undefined
  const leftDb = delayMs === undefined ? undefined : echoLevelDb(played, heard, delayMs)
  const { mistakenShare, isInterrupted } = mistakeVoice(trial, settings)
  // A voice before there was anything to hear, or without any echo, was somebody's.
  if (spokeBefore(trial, settings) || (delayMs === undefined && mistakenShare > 0)) return 'disturbed'
  return {
    delayMs,
    echoDb,
    leftDb,
    isRemoved: leftDb === undefined || (echoDb !== undefined && leftDb <= echoDb - removedDb),
    mistakenShare,
    proposal: propose(mistakenShare, isInterrupted),
  }
}

/** Never taken for a voice: it may be interrupted. Now and then: it may duck for nothing. Often: better not even that. */
function propose(mistakenShare: number, isInterrupted: boolean): Duplex {
  if (mistakenShare === 0 && !isInterrupted) return 'full'
  return mistakenShare <= mostMistaken ? 'duck-only' : 'half'
}

function isDead({ samples }: TimedSamples): boolean {
  return samples.every((sample) => Math.abs(sample) <= deadLevel)
}

function spokeBefore({ played, heard, voice }: EchoTrial, settings: TurnTakingSettings): boolean {
  const frames = voice.slice(0, Math.max(0, Math.floor((played.beganAt - heard.beganAt) / frameMs)))
  const spokenMs = frames.filter((likelihood) => likelihood >= settings.bargeInProbability).length * frameMs
  return spokenMs >= settings.shortestVoiceMs
}

/** How late the played samples are in the recording; undefined where they are not found. */
function findDelayMs(played: TimedSamples, recording: TimedSamples): number | undefined {
  const toSamples = (ms: number): number => Math.round((ms * searchRateHz) / 1000)
  const low = toLow(recording.samples)
  const offset = toSamples(played.beganAt - recording.beganAt)
  const from = Math.max(0, offset - toSamples(clockSlackMs))
  const heard = low.slice(from, offset + toSamples(searchedMs + longestDelayMs))
  // What was played while that was heard, earlier by the longest delay and later by what the clocks may differ.
  const reference = new Float32Array(heard.length + toSamples(longestDelayMs + clockSlackMs))
  const begin = offset - from + toSamples(longestDelayMs)
  reference.set(toLow(played.samples).subarray(0, reference.length - begin), begin)
  const { share, lag } = findEcho(heard, reference)
  return share < foundShare ? undefined : (lag * 1000) / searchRateHz - clockSlackMs
}

function toLow(samples: Float32Array): Float32Array {
  const resampler = new Resampler(sampleRateHz, searchRateHz)
  const padded = new Float32Array(samples.length + resampler.lookahead)
  padded.set(samples)
  const low = new Float32Array(Math.ceil((padded.length * searchRateHz) / sampleRateHz) + 1)
  return low.subarray(0, resampler.push(padded, padded.length, low))
}

/** The recording's energy over the room's, while what was played is in it, over the energy of that; undefined: none. */
function echoLevelDb(played: TimedSamples, recording: TimedSamples, delayMs: number): number | undefined {
  const indexAt = (at: number): number => Math.round(((at - recording.beganAt) * sampleRateHz) / 1000)
  const from = indexAt(played.beganAt + delayMs)
  const noise = power(recording.samples.subarray(0, Math.max(0, indexAt(played.beganAt - clockSlackMs))))
  const withEcho = power(recording.samples.subarray(from, from + played.samples.length))
  if (withEcho < overNoise * noise || withEcho === 0) return undefined
  return 10 * Math.log10((withEcho - noise) / power(played.samples))
}

function power(samples: Float32Array): number {
  let sum = 0
  for (const sample of samples) sum += sample * sample
  return samples.length === 0 ? 0 : sum / samples.length
}

/** Lets turn taking hear the recording as it would hear an answer. */
function mistakeVoice(
  { played, heard, voice }: EchoTrial,
  settings: TurnTakingSettings,
): { mistakenShare: number; isInterrupted: boolean } {
  const gate = new EchoGate()
  gate.play(1, sampleRateHz, played.samples)
  const endAt = played.beganAt + (played.samples.length * 1000) / sampleRateHz
  const isAnswer = (at: number): boolean => at >= played.beganAt && at <= endAt + settings.echoTailMs
  const words = new WordLikelihood()
  let ducking = initialTurnTaking
  let open = initialTurnTaking
  let frames = 0
  let ducked = 0
  let isInterrupted = false
  const step = (event: TurnEvent, at: number): void => {
    const handsFree = { ...settings, handsFree: true }
    ducking = takeTurns(ducking, event, at, { ...handsFree, duplex: 'duck-only' }).state
    const taken = takeTurns(open, event, at, { ...handsFree, duplex: 'full' })
    open = taken.state
    isInterrupted ||= taken.actions.some(({ type }) => type === 'interrupt')
  }
  for (let frame = 0; (frame + 1) * frameSamples <= heard.samples.length; frame++) {
    const samples = heard.samples.slice(frame * frameSamples, (frame + 1) * frameSamples)
    const at = heard.beganAt + (frame + 1) * frameMs
    const playedSamples = Math.round(((at - played.beganAt) * sampleRateHz) / 1000)
    const isAnswering = isAnswer(at)
    if (isAnswering && frames === 0) step({ type: 'answer', answer: 'speaking' }, at)
    if (!isAnswering && frames > 0) break
    const echo = gate.hear(samples, Math.min(played.samples.length, Math.max(0, playedSamples)))
    // Before the answer there is only the room, whatever is said in it.
    const likelihood = isAnswering ? (voice[frame] ?? 0) : 0
    const isLikely = likelihood >= settings.duckProbability
    words.hear(samples)
    const said = { voice: likelihood, echo: isLikely ? echo() : 0, word: isLikely ? words.now() : 0 }
    step({ type: 'frame', frame, ...said, ...measureFrame(samples) }, at)
    if (!isAnswering) continue
    frames++
    if (ducking.bargeIn) ducked++
  }
  return { mistakenShare: frames === 0 ? 0 : ducked / frames, isInterrupted }
}
