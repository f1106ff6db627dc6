import type { VoiceEnd } from '@contract'
import type { TurnTakingSettings } from './turnTakingSettings'

/** As many as a picture of them needs. */
const keptPauses = 60
/** Share of the newest pause in what is known of all: about the last eight count. */
const newestShare = 0.12
/** Share of the newest word in how far a model is trusted: about the last four count, so that it soon earns it, or loses it. */
const newestTrustShare = 0.25
const leastCautionMs = -200
const mostCautionMs = 300
/** An end-of-turn model that is right so often is followed all the way; one that guesses is not followed at all. */
const trustedShare = 0.8
const guessingShare = 0.5

/** What is known of how a speaker pauses. */
export interface EndpointDelay {
  /** The pauses inside utterances, their mean and their mean distance from it. */
  readonly pauseMs: number
  readonly spreadMs: number
  /** What the turns taught: how much longer, or shorter, than the pauses ask for. */
  readonly cautionMs: number
  /**
   * How often an end-of-turn model was right about this speaker lately, 0..1: when it said that the speaker was done, and
   * when it said that more was to come. One that always says the same is right about every pause, and about no end.
   */
  readonly doneRightShare: number
  readonly moreRightShare: number
  /** The newest pauses, oldest first: to be shown, for nothing follows from them. */
  readonly recentMs: readonly number[]
}

/** What is known of a silence: how likely the speaker is done, as an end-of-turn model says, and how the voice ended. */
export interface EndJudgement {
  readonly probability: number
  readonly voice?: VoiceEnd | undefined
}

/**
 * A stranger: 400 ms with usual patience, and who is cut off is taken up again. An end-of-turn model alone has to be right
 * about the stranger first: of people the built-in one is right little more often than a guess (AUC 0.57). Where the voice
 * says the same, it is followed at once (models/endOfTurn/README.md has the figures).
 */
export const initialEndpointDelay: EndpointDelay = {
  pauseMs: 200,
  spreadMs: 100,
  cautionMs: 0,
  doneRightShare: 0.5,
  moreRightShare: 0.5,
  recentMs: [],
}

/** `endProbability` is what an end-of-turn model said of the silence, if it did. */
export type EndpointLesson =
  /** Speech went on after this much silence. */
  | { readonly type: 'pause'; readonly silenceMs: number; readonly endProbability?: number }
  /** An utterance was ended too early. */
  | { readonly type: 'reopened' }
  /** An utterance was ended, and that was right. */
  | { readonly type: 'uneventful'; readonly endProbability?: number }

/** Takes a lesson. */
export function learnEndpoint(
  delay: EndpointDelay,
  lesson: EndpointLesson,
  settings: TurnTakingSettings,
): EndpointDelay {
  switch (lesson.type) {
    case 'pause': {
      const distance = lesson.silenceMs - delay.pauseMs
      return {
        ...delay,
        pauseMs: delay.pauseMs + newestShare * distance,
        spreadMs: delay.spreadMs + newestShare * (Math.abs(distance) - delay.spreadMs),
        recentMs: [...delay.recentMs, Math.round(lesson.silenceMs)].slice(-keptPauses),
        ...trustAfter(delay, false, lesson.endProbability, settings),
      }
    }
    case 'reopened':
      return { ...delay, cautionMs: Math.min(mostCautionMs, delay.cautionMs + settings.reopenedLongerMs) }
    case 'uneventful':
      return {
        ...delay,
        cautionMs: Math.max(leastCautionMs, delay.cautionMs - settings.uneventfulShorterMs),
        ...trustAfter(delay, true, lesson.endProbability, settings),
      }
  }
}

function trustAfter(
  { doneRightShare, moreRightShare }: EndpointDelay,
  wasDone: boolean,
  endProbability: number | undefined,
  { endLikelyProbability }: TurnTakingSettings,
): Partial<EndpointDelay> {
  if (endProbability === undefined) return {}
  const after = (share: number, isRight: boolean): number =>
    share + newestTrustShare * (Number(isRight) - share)
  return endProbability > endLikelyProbability
    ? { doneRightShare: after(doneRightShare, wasDone) }
    : { moreRightShare: after(moreRightShare, !wasDone) }
}

/** Whether the model and the voice say the same of a silence: two that are often wrong are seldom wrong together. */
export function agrees({ probability, voice }: EndJudgement, settings: TurnTakingSettings): boolean {
  return voice === (probability > settings.endLikelyProbability ? 'let-go' : 'held')
}

/**
 * The silence that ends an utterance of this speaker.
 * @param judgement what is known of this silence: a likely end leads to the shortest delay and an unlikely one to the
 *   longest, as far as the model was right about this speaker before, or the voice agrees
 */
export function endpointDelayMs(
  { pauseMs, spreadMs, cautionMs, doneRightShare, moreRightShare }: EndpointDelay,
  settings: TurnTakingSettings,
  judgement: EndJudgement = { probability: settings.endLikelyProbability },
): number {
  const { patience, endpointShortestMs, endpointLongestMs, endLikelyProbability } = settings
  const wanted = pauseMs + (0.5 + 3 * patience) * spreadMs + cautionMs
  const learnt = Math.min(endpointLongestMs, Math.max(endpointShortestMs, wanted))
  const { probability } = judgement
  const isLikely = probability > endLikelyProbability
  const isAgreed = agrees(judgement, settings)
  const certainty = isAgreed
    ? 1
    : isLikely
      ? within01((probability - endLikelyProbability) / settings.endCertainBeyond)
      : within01((endLikelyProbability - probability) / settings.pauseCertainBeyond)
  // A stranger of whom both say the same is as one of whom the model was always right.
  const headStart = isAgreed ? 1 - guessingShare : 0
  // To wait longer takes a model that is nearly always right: where it is wrong, that is felt in every turn.
  const trust = isLikely
    ? within01((doneRightShare + headStart - guessingShare) / (trustedShare - guessingShare))
    : within01((moreRightShare + headStart - trustedShare) / (1 - trustedShare))
  return learnt + trust * certainty * ((isLikely ? endpointShortestMs : endpointLongestMs) - learnt)
}

function within01(value: number): number {
  return Math.min(1, Math.max(0, value))
}
