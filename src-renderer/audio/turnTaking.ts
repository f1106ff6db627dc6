import { microphoneFormat } from '@contract'
import type { TurnTakingSettings } from './turnTakingSettings'

const frameMs = (1000 * microphoneFormat.frameSamples) / microphoneFormat.sampleRateHz

/** What happens, in the order in which it happens. The clock is an event too: it closes what frames no longer do. */
export type TurnEvent =
  /** Frames are numbered upwards without a hole; the time of the event is the end of the frame. */
  | { readonly type: 'frame'; readonly frame: number; readonly voice: number; readonly level: number }
  | { readonly type: 'clock' | 'press' | 'release' | 'mute' | 'unmute' | 'stop' }
  /** What the app answers with now: nothing, silence while it thinks, or sound. */
  | { readonly type: 'answer'; readonly answer: Answer }

export type Answer = 'none' | 'thinking' | 'speaking'
export type CancelReason = 'no-voice' | 'muted' | 'stopped'

/** What is to be done, in this order. */
export type TurnAction =
  | { readonly type: 'open'; readonly by: 'voice' | 'key' }
  | { readonly type: 'frame'; readonly frame: number }
  | { readonly type: 'commit'; readonly speechEndAt: number }
  | { readonly type: 'cancel'; readonly reason: CancelReason }
  /** `silence` also ends ducking. */
  | { readonly type: 'duck' | 'unduck' | 'silence' | 'interrupt' }

/** An utterance that is being spoken. */
interface OpenUtterance {
  readonly by: 'voice' | 'key'
  readonly openedAt: number
  readonly voiceMs: number
  readonly releasedAt: number | undefined
}

/** Somebody may be speaking into the answer. */
interface BargeIn {
  readonly since: number
  readonly voiceMs: number
}

export interface TurnTakingState {
  readonly muted: boolean
  readonly answer: Answer
  readonly open: OpenUtterance | undefined
  readonly bargeIn: BargeIn | undefined
  readonly smoothedVoice: number
  /** RMS of the room when nobody speaks. */
  readonly noiseFloor: number
  readonly lastVoiceAt: number
  readonly newestFrame: number
  /** The oldest frame that no utterance has taken: pre-roll begins here at the earliest. */
  readonly unusedFrom: number
  /** In half-duplex, until when the room still echoes. */
  readonly echoUntil: number
}

export const initialTurnTaking: TurnTakingState = {
  muted: false,
  answer: 'none',
  open: undefined,
  bargeIn: undefined,
  smoothedVoice: 0,
  noiseFloor: 0,
  lastVoiceAt: -Infinity,
  newestFrame: -1,
  unusedFrom: 0,
  echoUntil: -Infinity,
}

export interface TurnStep {
  readonly state: TurnTakingState
  readonly actions: readonly TurnAction[]
}

/**
 * Decides whose turn it is, from the frames, the key and the clock alone.
 *
 *                 voice: open + pre-roll                    endpointMs without voice: commit
 *          .------------------------------> OPEN BY VOICE ------------------------------------.
 *          |                                   | press                                        |
 *       CLOSED ---------------------------> OPEN BY KEY ---- release + tail: commit ----------+--> CLOSED
 *        ^ | press: open + pre-roll            ^                                              |
 *        | |                                   | press: silence, interrupt, open              |
 *        | | an answer is thought or spoken    |                            too little voice, |
 *        | '--> ANSWERING ---------------------+                       mute, stop: cancel ----'
 *        |        |    ^
 *        |        |    | bargeInWithinMs without enough voice: unduck
 *        |        v    |
 *        |      LIKELY BARGE-IN (one likely frame: duck)
 *        |        | bargeInVoiceMs of voice: silence, interrupt, open + pre-roll --> OPEN BY VOICE
 *        '--------+ stop: silence, interrupt
 *
 * Mute leads to CLOSED from everywhere but lets an answer go on; while muted neither voice nor key opens anything.
 *
 * @param at time of the event on the shared clock
 */
export function takeTurns(
  state: TurnTakingState,
  event: TurnEvent,
  at: number,
  settings: TurnTakingSettings,
): TurnStep {
  switch (event.type) {
    case 'frame':
      return hear(state, event, at, settings)
    case 'clock':
      return closeIfDue(state, at - settings.framesLateMs, settings)
    case 'press':
      return press(state, at, settings)
    case 'release':
      if (state.open?.by !== 'key' || state.open.releasedAt !== undefined) return nothing(state)
      return nothing({ ...state, open: { ...state.open, releasedAt: at } })
    case 'mute': {
      const next = { ...state, muted: true, bargeIn: undefined, smoothedVoice: 0 }
      const actions: TurnAction[] = state.bargeIn ? [{ type: 'unduck' }] : []
      return cancel(next, 'muted', actions)
    }
    case 'unmute':
      return nothing({ ...state, muted: false })
    case 'stop': {
      const next: TurnTakingState = { ...state, answer: 'none', bargeIn: undefined, smoothedVoice: 0 }
      return cancel(next, 'stopped', endAnswer(state))
    }
    case 'answer': {
      const isOver = event.answer === 'none' && state.answer !== 'none'
      return {
        state: {
          ...state,
          answer: event.answer,
          bargeIn: isOver ? undefined : state.bargeIn,
          echoUntil: isOver && settings.halfDuplex ? at + settings.echoTailMs : state.echoUntil,
        },
        actions: isOver && state.bargeIn ? [{ type: 'unduck' }] : [],
      }
    }
  }
}

function hear(
  before: TurnTakingState,
  { frame, voice, level }: Extract<TurnEvent, { type: 'frame' }>,
  at: number,
  settings: TurnTakingSettings,
): TurnStep {
  if (before.muted) return nothing({ ...before, newestFrame: frame, unusedFrom: frame + 1 })
  const isVoice = voice >= settings.voiceProbability
  const isLoud = level >= Math.max(settings.quietLevel, settings.levelOverRoom * before.noiseFloor)
  const state: TurnTakingState = {
    ...before,
    newestFrame: frame,
    smoothedVoice: before.smoothedVoice + settings.smoothing * (voice - before.smoothedVoice),
    noiseFloor:
      isVoice || before.answer === 'speaking' ? before.noiseFloor : follow(before.noiseFloor, level),
    lastVoiceAt: isVoice ? at : before.lastVoiceAt,
  }
  if (state.open) {
    const voiceMs = state.open.voiceMs + (isVoice ? frameMs : 0)
    const next = { ...state, open: { ...state.open, voiceMs } }
    return closeIfDue(next, at, settings, [{ type: 'frame', frame }])
  }
  const echoes = settings.halfDuplex && (state.answer === 'speaking' || at < state.echoUntil)
  if (!settings.handsFree || echoes) return nothing(state)
  if (state.answer !== 'none')
    return considerBargeIn(state, isLoud && voice >= settings.bargeInProbability, at, settings)
  if (!isLoud || state.smoothedVoice < settings.onsetProbability) return nothing(state)
  return open(state, 'voice', at, settings.preRollMs, settings)
}

function considerBargeIn(
  state: TurnTakingState,
  isLikely: boolean,
  at: number,
  settings: TurnTakingSettings,
): TurnStep {
  if (!state.bargeIn && !isLikely) return nothing(state)
  const since = state.bargeIn?.since ?? at - frameMs
  const voiceMs = (state.bargeIn?.voiceMs ?? 0) + (isLikely ? frameMs : 0)
  if (voiceMs >= settings.bargeInVoiceMs) {
    const next: TurnTakingState = { ...state, answer: 'none', bargeIn: undefined }
    const fromMs = at - since + settings.bargeInPreRollMs
    return open(next, 'voice', at, fromMs, settings, endAnswer(state), voiceMs)
  }
  if (at - since >= settings.bargeInWithinMs)
    return { state: { ...state, bargeIn: undefined }, actions: [{ type: 'unduck' }] }
  return {
    state: { ...state, bargeIn: { since, voiceMs } },
    actions: state.bargeIn ? [] : [{ type: 'duck' }],
  }
}

function press(state: TurnTakingState, at: number, settings: TurnTakingSettings): TurnStep {
  if (state.muted) return nothing(state)
  if (state.open) return nothing({ ...state, open: { ...state.open, by: 'key', releasedAt: undefined } })
  const next: TurnTakingState = { ...state, answer: 'none', bargeIn: undefined }
  // Voice in the pre-roll counts: who speaks before pressing has spoken.
  const voiceMs = at - state.lastVoiceAt <= settings.preRollMs ? frameMs : 0
  return open(next, 'key', at, settings.preRollMs, settings, endAnswer(state), voiceMs)
}

function open(
  state: TurnTakingState,
  by: 'voice' | 'key',
  at: number,
  preRollMs: number,
  settings: TurnTakingSettings,
  before: readonly TurnAction[] = [],
  voiceMs = frameMs,
): TurnStep {
  const frames = Math.ceil(Math.min(preRollMs, settings.keptMs - frameMs) / frameMs)
  const from = Math.max(state.unusedFrom, state.newestFrame - frames)
  const actions: TurnAction[] = [...before, { type: 'open', by }]
  for (let frame = from; frame <= state.newestFrame; frame++) actions.push({ type: 'frame', frame })
  return {
    state: { ...state, open: { by, openedAt: at, voiceMs, releasedAt: undefined } },
    actions,
  }
}

/** Closes the utterance whose time has come: `heardUntil` is how far its audio is surely known. */
function closeIfDue(
  state: TurnTakingState,
  heardUntil: number,
  settings: TurnTakingSettings,
  before: readonly TurnAction[] = [],
): TurnStep {
  const { open } = state
  if (!open) return { state, actions: before }
  const silentSince = Math.max(state.lastVoiceAt, open.openedAt)
  const isDue =
    heardUntil - open.openedAt >= settings.longestMs ||
    (open.by === 'voice'
      ? heardUntil - silentSince >= settings.endpointMs
      : open.releasedAt !== undefined && heardUntil >= open.releasedAt + settings.releaseTailMs)
  if (!isDue) return { state, actions: before }
  const wasSpoken = open.voiceMs >= (open.by === 'voice' ? settings.shortestVoiceMs : frameMs)
  const speechEndAt = Number.isFinite(state.lastVoiceAt) ? state.lastVoiceAt : heardUntil
  return {
    state: { ...state, open: undefined, smoothedVoice: 0, unusedFrom: state.newestFrame + 1 },
    actions: [
      ...before,
      wasSpoken ? { type: 'commit', speechEndAt } : { type: 'cancel', reason: 'no-voice' },
    ],
  }
}

/** What was heard so far is no part of any later utterance. */
function cancel(state: TurnTakingState, reason: CancelReason, before: readonly TurnAction[]): TurnStep {
  return {
    state: { ...state, open: undefined, unusedFrom: state.newestFrame + 1 },
    actions: state.open ? [...before, { type: 'cancel', reason }] : before,
  }
}

function endAnswer(state: TurnTakingState): readonly TurnAction[] {
  return state.answer === 'none' ? [] : [{ type: 'silence' }, { type: 'interrupt' }]
}

/** The room's level: falls fast, rises slowly, so that speech does not count as room. */
function follow(floor: number, level: number): number {
  return floor + (level < floor ? 0.2 : 0.02) * (level - floor)
}

function nothing(state: TurnTakingState): TurnStep {
  return { state, actions: [] }
}
