import { endpointDelayMs, learnEndpoint } from './endpointDelay'
import {
  frameMs,
  type CancelReason,
  type OpenUtterance,
  type TurnAction,
  type TurnStep,
  type TurnTakingState,
} from './turnTakingState'
import type { TurnTakingSettings } from './turnTakingSettings'

/** Begins an utterance with its pre-roll. */
export function openUtterance(
  state: TurnTakingState,
  how: { readonly by: 'voice' | 'key'; readonly preRollMs: number; readonly voiceMs: number },
  at: number,
  settings: TurnTakingSettings,
  before: readonly TurnAction[] = [],
): TurnStep {
  const { by, voiceMs } = how
  const frames = Math.ceil(Math.min(how.preRollMs, settings.keptMs - frameMs) / frameMs)
  const from = Math.max(state.unusedFrom, state.newestFrame - frames)
  return {
    state: {
      ...state,
      // Whoever asks something else was done with the last question.
      endpoint:
        state.committed?.by === 'voice'
          ? learnEndpoint(
              state.endpoint,
              { type: 'uneventful', endProbability: state.committed.judgement?.probability },
              settings,
            )
          : state.endpoint,
      committed: undefined,
      open: { ...fresh, by, openedAt: at, voiceMs },
    },
    actions: [
      ...before,
      { type: 'open', by, interrupts: before.some(({ type }) => type === 'interrupt') },
      ...frameActions(from, state.newestFrame),
    ],
  }
}

/**
 * Takes the last utterance up again, with everything that was heard since.
 * @param waitMs how long it does not end by silence
 */
export function reopenUtterance(
  state: TurnTakingState,
  waitMs: number,
  moreVoiceMs: number,
  at: number,
  settings: TurnTakingSettings,
): TurnStep {
  const { committed } = state
  if (!committed) return { state, actions: [] }
  const from = Math.max(committed.nextFrame, state.newestFrame + 1 - Math.floor(settings.keptMs / frameMs))
  return {
    state: {
      ...state,
      answer: 'none',
      bargeIn: undefined,
      committed: undefined,
      endpoint: learnEndpoint(state.endpoint, { type: 'reopened' }, settings),
      open: {
        ...fresh,
        by: 'voice',
        openedAt: at,
        earlierMs: committed.lengthMs,
        voiceMs: committed.voiceMs + moreVoiceMs,
        waitsUntil: at + waitMs,
      },
    },
    actions: [
      ...(state.answer === 'none' ? [] : [{ type: 'silence' } as const]),
      { type: 'reopen' },
      ...frameActions(from, state.newestFrame),
    ],
  }
}

/** The frames that wait in a pause, which is over. */
export function resume(state: TurnTakingState): TurnStep {
  if (!state.open?.pause) return { state, actions: [] }
  return {
    state: { ...state, open: { ...state.open, pause: undefined } },
    actions: frameActions(state.open.pause.heldFrom, state.newestFrame),
  }
}

/**
 * One more frame of the utterance that is open, the newest of the state.
 * @param silentMs silence before the frame
 */
export function hearUtterance(
  before: TurnTakingState,
  open: OpenUtterance,
  isVoice: boolean,
  silentMs: number,
  at: number,
  settings: TurnTakingSettings,
): TurnStep {
  const frame = before.newestFrame
  const heard: OpenUtterance = isVoice
    ? { ...open, voiceMs: open.voiceMs + frameMs, waitsUntil: -Infinity }
    : open
  let state: TurnTakingState = { ...before, open: heard }
  let actions: readonly TurnAction[] = []
  if (!heard.pause) actions = [{ type: 'frame', frame }]
  else if (isVoice) {
    const endProbability = heard.pause.judgement?.probability
    const pause = { type: 'pause', silenceMs: silentMs, endProbability } as const
    const endpoint = learnEndpoint(state.endpoint, pause, settings)
    ;({ state, actions } = resume({ ...state, endpoint }))
  }
  return pauseIfDue(closeIfDue(state, at, settings, actions), at, settings)
}

/** Closes the utterance whose time has come: `heardUntil` is how far its audio is surely known. */
export function closeIfDue(
  state: TurnTakingState,
  heardUntil: number,
  settings: TurnTakingSettings,
  before: readonly TurnAction[] = [],
): TurnStep {
  const { open } = state
  if (!open) return { state, actions: before }
  const lengthMs = open.earlierMs + heardUntil - open.openedAt
  const endpointMs = endpointDelayMs(state.endpoint, settings, open.pause?.judgement)
  // Frames are coarse: the one that ends nearest to the delay closes, not the first behind it.
  const isDue =
    lengthMs >= settings.longestMs ||
    (open.by === 'voice'
      ? heardUntil >= open.waitsUntil && heardUntil - silentSince(state, open) >= endpointMs - frameMs / 2
      : open.releasedAt !== undefined && heardUntil >= open.releasedAt + settings.releaseTailMs)
  if (!isDue) return { state, actions: before }
  const closed = { ...state, open: undefined, smoothedVoice: 0, unusedFrom: state.newestFrame + 1 }
  if (!wasSpoken(open, settings))
    return { state: closed, actions: [...before, { type: 'cancel', reason: 'no-voice' }] }
  const { by, voiceMs, pause } = open
  const nextFrame = pause?.heldFrom ?? state.newestFrame + 1
  const speechEndAt = Number.isFinite(state.lastVoiceAt) ? state.lastVoiceAt : heardUntil
  return {
    state: {
      ...closed,
      committed: {
        by,
        at: heardUntil,
        speechEndAt,
        lengthMs,
        voiceMs,
        nextFrame,
        judgement: pause?.judgement,
        soundsSince: undefined,
        isAnswered: false,
      },
    },
    actions: [...before, { type: 'commit', speechEndAt, pausedAt: pause?.at }],
  }
}

/** What was heard so far is no part of any later utterance. */
export function cancelUtterance(
  state: TurnTakingState,
  reason: CancelReason,
  before: readonly TurnAction[],
): TurnStep {
  return {
    state: { ...state, open: undefined, committed: undefined, unusedFrom: state.newestFrame + 1 },
    actions: state.open ? [...before, { type: 'cancel', reason }] : before,
  }
}

const fresh = { earlierMs: 0, releasedAt: undefined, pause: undefined, waitsUntil: -Infinity } as const

/** The soft end: from here on frames wait, for one more of them would drop the answer that is begun in secret. */
function pauseIfDue({ state, actions }: TurnStep, at: number, settings: TurnTakingSettings): TurnStep {
  const { open } = state
  const isDue =
    open?.by === 'voice' &&
    !open.pause &&
    at >= open.waitsUntil &&
    wasSpoken(open, settings) &&
    at - silentSince(state, open) >= settings.softEndMs
  if (!isDue) return { state, actions }
  const number = state.pauses + 1
  const pause = { number, at, heldFrom: state.newestFrame + 1, judgement: undefined }
  return {
    state: { ...state, pauses: number, open: { ...open, pause } },
    actions: [...actions, { type: 'pause', pause: number }],
  }
}

function silentSince(state: TurnTakingState, open: OpenUtterance): number {
  return Math.max(state.lastVoiceAt, open.openedAt)
}

function wasSpoken(open: OpenUtterance, settings: TurnTakingSettings): boolean {
  return open.voiceMs >= (open.by === 'voice' ? settings.shortestVoiceMs : frameMs)
}

function frameActions(from: number, to: number): TurnAction[] {
  const actions: TurnAction[] = []
  for (let frame = from; frame <= to; frame++) actions.push({ type: 'frame', frame })
  return actions
}
