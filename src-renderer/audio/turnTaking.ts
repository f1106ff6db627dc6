import { agrees, learnEndpoint, type EndJudgement } from './endpointDelay'
import {
  cancelUtterance,
  closeIfDue,
  hearUtterance,
  openUtterance,
  reopenUtterance,
  resume,
} from './openUtterance'
import {
  frameMs,
  type Answer,
  type BargeIn,
  type FrameEvent,
  type TurnAction,
  type TurnEvent,
  type TurnStep,
  type TurnTakingState,
} from './turnTakingState'
import type { TurnTakingSettings } from './turnTakingSettings'

/** Of a vowel, where nobody measured it. */
const unknownBrightness = 0.2
/** Frames: the net that tells words from signs of listening was taught words with up to 130 ms of silence behind them. */
const longestJudged = 5

/**
 * Decides whose turn it is, from the frames, the key and the clock alone.
 *
 *                 voice: open + pre-roll                softEndMs without voice: pause
 *          .------------------------------> OPEN BY VOICE ------------------> PAUSE (frames wait)
 *          |                                 | ^  ^                            |    |
 *          |                                 | |  '-- voice: frames that waited'    |
 *          |                           press | |                                    | endpoint delay: commit
 *          |                                 v | reopen                             v
 *       CLOSED ---------------------------> OPEN BY KEY ---- release + tail: commit --> COMMITTED
 *        ^ | press: open + pre-roll            ^                                    |   (= CLOSED, and
 *        | |                                   | press: silence, interrupt, open    |   can be reopened)
 *        | | an answer is thought or spoken    |                                    |
 *        | '--> ANSWERING ---------------------+     voice within reopenWithinMs, --'
 *        |        |    ^                             or by hand: silence, reopen --> OPEN BY VOICE
 *        |        |    | bargeInWithinMs without a word: unduck
 *        |        v    |
 *        |      LIKELY BARGE-IN (one likely frame that is no echo: duck)
 *        |        | bargeInVoiceMs of words: silence, interrupt, open + pre-roll --> OPEN BY VOICE
 *        '--------+ stop: silence, interrupt
 *
 * While an answer sounds, half duplex hears no voice, and duck only leaves LIKELY BARGE-IN by unducking alone.
 *
 * Too little voice, mute and stop end what is open with a cancel. Mute leads to CLOSED from everywhere but lets an
 * answer go on; while muted neither voice nor key opens anything. The endpoint delay is learnt (`endpointDelay.ts`):
 * from the silences of pauses, from reopenings, and from turns without any. In a PAUSE a model may say how likely it is
 * the end (end-of-turn), which makes the delay of that pause shorter or longer; the state stays.
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
    case 'continue':
      return goOn(state, at, settings)
    case 'mute': {
      const next = { ...state, muted: true, bargeIn: undefined, smoothedVoice: 0 }
      return cancelUtterance(next, 'muted', unduck(state))
    }
    case 'unmute':
      return nothing({ ...state, muted: false })
    case 'stop': {
      const next: TurnTakingState = { ...state, answer: 'none', bargeIn: undefined, smoothedVoice: 0 }
      return cancelUtterance(next, 'stopped', endAnswer(state))
    }
    case 'end-of-turn':
      return nothing(noteEndOfTurn(state, event.pause, event))
    case 'answer':
      return answerWith(state, event.answer, at, settings)
  }
}

function hear(
  before: TurnTakingState,
  event: FrameEvent,
  at: number,
  settings: TurnTakingSettings,
): TurnStep {
  const { frame, voice, level, blockLevels = [level], echo = 0 } = event
  if (before.muted) return nothing({ ...before, newestFrame: frame, unusedFrom: frame + 1 })
  const isEcho = echo >= settings.echoShare
  const faintest = Math.max(settings.quietLevel, settings.levelOfSpeech * before.noiseFloor)
  const lastLoud = blockLevels.findLastIndex((each) => each >= faintest)
  const isVoice = voice >= settings.voiceProbability && !isEcho && lastLoud >= 0
  const voiceEndAt = at - frameMs * (1 - (lastLoud + 1) / blockLevels.length)
  const isLoud = level >= Math.max(settings.quietLevel, settings.levelOverRoom * before.noiseFloor)
  const silentMs = at - frameMs - before.lastVoiceAt
  const state: TurnTakingState = {
    ...before,
    newestFrame: frame,
    smoothedVoice: before.smoothedVoice + settings.smoothing * ((isEcho ? 0 : voice) - before.smoothedVoice),
    noiseFloor:
      isVoice || before.answer === 'speaking' ? before.noiseFloor : follow(before.noiseFloor, level),
    lastVoiceAt: isVoice ? voiceEndAt : before.lastVoiceAt,
  }
  if (state.open) return hearUtterance(state, state.open, isVoice, silentMs, at, settings)
  const echoes = (settings.duplex === 'half' && state.answer === 'speaking') || at < state.echoUntil
  if (!settings.handsFree || echoes)
    return { state: { ...state, bargeIn: undefined }, actions: unduck(state) }
  if (state.answer !== 'none') {
    const isOther = isLoud && !isEcho
    const heard = {
      maybe: isOther && voice >= settings.duckProbability,
      isLikely: isOther && voice >= settings.bargeInProbability,
      goesOn: lastLoud === blockLevels.length - 1,
    }
    return settings.duplex === 'duck-only' && state.answer === 'speaking'
      ? duckWhileHeard(state, heard.maybe, at, settings)
      : considerBargeIn(state, event, heard, at, settings)
  }
  if (!isLoud || state.smoothedVoice < settings.onsetProbability) return nothing(state)
  if (mayReopen(state, at - frameMs, settings))
    return reopenUtterance(learnt(state, at - frameMs, settings), 0, frameMs, at, settings)
  return openUtterance(state, { by: 'voice', preRollMs: settings.preRollMs, voiceMs: frameMs }, at, settings)
}

function considerBargeIn(
  state: TurnTakingState,
  { level, brightness = unknownBrightness, echo = 0, word }: FrameEvent,
  { maybe, isLikely, goesOn }: { maybe: boolean; isLikely: boolean; goesOn: boolean },
  at: number,
  settings: TurnTakingSettings,
): TurnStep {
  if (!state.bargeIn && !maybe) return nothing(state)
  const before = state.bargeIn ?? beginBargeIn(state, at - frameMs, settings)
  const { since, voiceSince } = before
  const isOpen = isLikely && brightness >= settings.openMouthBrightness
  const isConsonant = isLikely && at - since > 2 * frameMs && brightness >= settings.consonantBrightness
  // The answer's own words are words too.
  const isOwn = echo >= settings.echoShare / 4
  const frames = [...before.frames, { at, level, isLikely, isOpen, isConsonant, word: isOwn ? 0 : word }]
  const bargeIn: BargeIn = { since, voiceSince, frames }
  const voiceMs = msOf(frames, 'isLikely')
  if (mayReopen(state, since, settings)) {
    if (voiceMs >= (state.answer === 'thinking' ? settings.reopenVoiceMs : settings.bargeInVoiceMs))
      return reopenUtterance(learnt(state, since, settings), 0, voiceMs, at, settings)
  } else if (interrupts(bargeIn, { isLikely, goesOn, word }, at, settings)) {
    const next: TurnTakingState = { ...state, answer: 'none', bargeIn: undefined }
    const preRollMs = at - voiceSince + settings.bargeInPreRollMs
    return openUtterance(next, { by: 'voice', preRollMs, voiceMs }, at, settings, endAnswer(state))
  }
  if (isPast(bargeIn, at, settings) || (!isLikely && at - since >= settings.bargeInWithinMs)) {
    const newest = newestVoice(frames)
    if (msOf(newest, 'isLikely') < settings.shortestVoiceMs || newest.length === frames.length)
      return {
        state: { ...state, bargeIn: undefined, noBargeIn: { at, voiceSince } },
        actions: [{ type: 'unduck' }],
      }
    // What began it was something else, but somebody is speaking now.
    return nothing({ ...state, bargeIn: { since: newest[0].at - frameMs, voiceSince, frames: newest } })
  }
  return { state: { ...state, bargeIn }, actions: state.bargeIn ? [] : [{ type: 'duck' }] }
}

/**
 * Whether the voice so far ends the answer: a short word by its sound alone, when two frames say so, surely while it is
 * said or likely when it is over; what goes on for long enough because it is no sign of listening, or for longer than one.
 */
function interrupts(
  bargeIn: BargeIn,
  { isLikely, goesOn, word = 1 }: { isLikely: boolean; goesOn: boolean; word: number | undefined },
  at: number,
  settings: TurnTakingSettings,
): boolean {
  const { frames } = bargeIn
  const voiceMs = msOf(frames, 'isLikely')
  const isOpen = msOf(frames, 'isOpen') >= settings.bargeInOpenMs
  const loudest = Math.max(...frames.map((each) => each.level))
  const newest = frames.slice(-2)
  const isBelow = (share: number): boolean => newest.every((each) => each.level < share * loudest)
  const least = isBelow(settings.overShare) ? settings.wordOverProbability : settings.wordProbability
  // What was over long ago is not judged any more: the silence behind it says nothing.
  const isRecent = frames.slice(-longestJudged).some((each) => each.level >= settings.overShare * loudest)
  const isWord = newest.every((each) => (each.word ?? 0) >= least)
  if (voiceMs >= settings.wordVoiceMs && isRecent && isWord) return true
  if (voiceMs < settings.bargeInVoiceMs || word < settings.signProbability) return false
  const isClear = isOpen && (!isBelow(settings.fadingShare) || msOf(frames, 'isConsonant') > 0)
  return isClear || (isLikely && goesOn && isPast(bargeIn, at, settings))
}

/** The frames from where the voice began that is heard now; a frame without it is no end. */
function newestVoice(frames: BargeIn['frames']): BargeIn['frames'] {
  const isSilent = (at: number): boolean => !frames[at].isLikely && !(frames[at - 1]?.isLikely ?? false)
  let from = frames.length
  while (from > 0 && !isSilent(from - 1)) from--
  return frames.slice(from)
}

function msOf(frames: BargeIn['frames'], what: 'isLikely' | 'isOpen' | 'isConsonant'): number {
  return frameMs * frames.filter((frame) => frame[what]).length
}

/** The answer is quieter from the first likely frame until no more came for as long as a barge-in takes. */
function duckWhileHeard(
  state: TurnTakingState,
  maybe: boolean,
  at: number,
  settings: TurnTakingSettings,
): TurnStep {
  if (maybe) {
    const bargeIn = beginBargeIn(state, at - frameMs, settings)
    return { state: { ...state, bargeIn }, actions: state.bargeIn ? [] : [{ type: 'duck' }] }
  }
  if (!state.bargeIn || at - state.bargeIn.since < settings.bargeInWithinMs) return nothing(state)
  return { state: { ...state, bargeIn: undefined }, actions: [{ type: 'unduck' }] }
}

/** Behind a short rest a voice that was none goes on: its first word belongs to what it says. */
function beginBargeIn(
  { noBargeIn }: TurnTakingState,
  since: number,
  { bargeInWithinMs }: TurnTakingSettings,
): BargeIn {
  const goesOn = noBargeIn !== undefined && since - noBargeIn.at <= bargeInWithinMs
  const voiceSince = goesOn ? noBargeIn.voiceSince : since
  return { since, voiceSince, frames: [] }
}

/** Longer than "mm-hm", by a frame that it may have begun in and one that it may have ended in. */
function isPast({ since }: BargeIn, at: number, settings: TurnTakingSettings): boolean {
  return at - since > settings.bargeInWithinMs + frameMs
}

function press(state: TurnTakingState, at: number, settings: TurnTakingSettings): TurnStep {
  if (state.muted) return nothing(state)
  if (state.open) {
    const { state: resumed, actions } = resume(state)
    return { state: { ...resumed, open: { ...resumed.open!, by: 'key', releasedAt: undefined } }, actions }
  }
  const next: TurnTakingState = { ...state, answer: 'none', bargeIn: undefined }
  // Voice in the pre-roll counts: who speaks before pressing has spoken.
  const voiceMs = at - state.lastVoiceAt <= settings.preRollMs ? frameMs : 0
  const how = { by: 'key', preRollMs: settings.preRollMs, voiceMs } as const
  return openUtterance(next, how, at, settings, endAnswer(state))
}

/** "I was not done": what is open waits longer, and what is closed is opened again. */
function goOn(state: TurnTakingState, at: number, settings: TurnTakingSettings): TurnStep {
  if (state.muted) return nothing(state)
  if (state.open) {
    const { state: resumed, actions } = resume(state)
    const waitsUntil = at + settings.continueWaitMs
    return { state: { ...resumed, open: { ...resumed.open!, waitsUntil } }, actions }
  }
  return reopenUtterance(state, settings.continueWaitMs, 0, at, settings)
}

function answerWith(
  state: TurnTakingState,
  answer: Answer,
  at: number,
  settings: TurnTakingSettings,
): TurnStep {
  const isOver = answer === 'none' && state.answer !== 'none'
  const { committed } = state
  return {
    state: {
      ...state,
      answer,
      committed: committed && {
        ...committed,
        soundsSince: committed.soundsSince ?? (answer === 'speaking' ? at : undefined),
        isAnswered: committed.isAnswered || (isOver && state.answer === 'speaking'),
      },
      bargeIn: isOver ? undefined : state.bargeIn,
      echoUntil: isOver && settings.duplex !== 'full' ? at + settings.echoTailMs : state.echoUntil,
    },
    actions: isOver ? unduck(state) : [],
  }
}

/**
 * Whether speech that begins at this time belongs to the utterance that was committed last. Where it was not sure that its
 * end was one, it may have been cut within a sentence, and people rest longer there.
 */
function mayReopen({ committed }: TurnTakingState, since: number, settings: TurnTakingSettings): boolean {
  if (committed?.by !== 'voice' || committed.isAnswered) return false
  const { judgement } = committed
  const { endLikelyProbability, reopenUnsureLongerMs } = settings
  const isSure = !judgement || (judgement.probability > endLikelyProbability && agrees(judgement, settings))
  const longerMs = isSure ? 0 : reopenUnsureLongerMs
  const soundedMs = committed.soundsSince === undefined ? 0 : since - committed.soundsSince
  return (
    since - committed.at <= settings.reopenWithinMs + longerMs &&
    soundedMs <= settings.reopenSoundedMs + longerMs
  )
}

/** The silence before a reopening was a pause too. */
function learnt(state: TurnTakingState, since: number, settings: TurnTakingSettings): TurnTakingState {
  const { speechEndAt = since, judgement } = state.committed ?? {}
  const pause = {
    type: 'pause',
    silenceMs: since - speechEndAt,
    endProbability: judgement?.probability,
  } as const
  return { ...state, endpoint: learnEndpoint(state.endpoint, pause, settings) }
}

/** Said too late, once more, or of an old pause, it changes nothing. */
function noteEndOfTurn(
  state: TurnTakingState,
  number: number,
  { probability, voice }: EndJudgement,
): TurnTakingState {
  const { open } = state
  if (open?.pause?.number !== number || open.pause.judgement !== undefined) return state
  return { ...state, open: { ...open, pause: { ...open.pause, judgement: { probability, voice } } } }
}

function endAnswer(state: TurnTakingState): readonly TurnAction[] {
  return state.answer === 'none' ? [] : [{ type: 'silence' }, { type: 'interrupt' }]
}

function unduck({ bargeIn }: TurnTakingState): readonly TurnAction[] {
  return bargeIn ? [{ type: 'unduck' }] : []
}

/** The room's level: falls fast, rises slowly, so that speech does not count as room. */
function follow(floor: number, level: number): number {
  return floor + (level < floor ? 0.2 : 0.02) * (level - floor)
}

function nothing(state: TurnTakingState): TurnStep {
  return { state, actions: [] }
}
