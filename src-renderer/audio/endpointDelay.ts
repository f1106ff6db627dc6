import type { TurnTakingSettings } from './turnTakingSettings'

/** As many as a picture of them needs. */
const keptPauses = 60
/** Share of the newest pause in what is known of all: about the last eight count. */
const newestShare = 0.12
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
  /** How often an end-of-turn model was right about this speaker lately, 0..1. */
  readonly rightShare: number
  /** The newest pauses, oldest first: to be shown, for nothing follows from them. */
  readonly recentMs: readonly number[]
}

/**
 * A stranger: 600 ms with usual patience, longer than most pauses inside sentences. A model is believed at once that the
 * stranger is done, and half that not: who asks something short would else wait longest in the first turns.
 */
export const initialEndpointDelay: EndpointDelay = {
  pauseMs: 300,
  spreadMs: 100,
  cautionMs: 100,
  rightShare: 0.9,
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
  const rightShareBy = (wasEnd: boolean, endProbability: number | undefined): number => {
    if (endProbability === undefined) return delay.rightShare
    const isRight = endProbability > settings.endLikelyProbability === wasEnd
    return delay.rightShare + newestShare * (Number(isRight) - delay.rightShare)
  }
  switch (lesson.type) {
    case 'pause': {
      const distance = lesson.silenceMs - delay.pauseMs
      return {
        ...delay,
        pauseMs: delay.pauseMs + newestShare * distance,
        spreadMs: delay.spreadMs + newestShare * (Math.abs(distance) - delay.spreadMs),
        rightShare: rightShareBy(false, lesson.endProbability),
        recentMs: [...delay.recentMs, Math.round(lesson.silenceMs)].slice(-keptPauses),
      }
    }
    case 'reopened':
      return { ...delay, cautionMs: Math.min(mostCautionMs, delay.cautionMs + settings.reopenedLongerMs) }
    case 'uneventful':
      return {
        ...delay,
        cautionMs: Math.max(leastCautionMs, delay.cautionMs - settings.uneventfulShorterMs),
        rightShare: rightShareBy(true, lesson.endProbability),
      }
  }
}

/**
 * The silence that ends an utterance of this speaker.
 * @param endProbability what an end-of-turn model says of this silence: near 1 leads to the shortest delay and near 0
 *   to the longest, as far as the model was right about this speaker before
 */
export function endpointDelayMs(
  { pauseMs, spreadMs, cautionMs, rightShare }: EndpointDelay,
  settings: TurnTakingSettings,
  endProbability = settings.endLikelyProbability,
): number {
  const { patience, endpointShortestMs, endpointLongestMs, endLikelyProbability } = settings
  const wanted = pauseMs + (0.5 + 3 * patience) * spreadMs + cautionMs
  const learnt = Math.min(endpointLongestMs, Math.max(endpointShortestMs, wanted))
  const isLikely = endProbability > endLikelyProbability
  const certainty = isLikely
    ? within01((endProbability - endLikelyProbability) / settings.endCertainBeyond)
    : within01((endLikelyProbability - endProbability) / settings.pauseCertainBeyond)
  // To wait longer takes a model that is nearly always right: where it is wrong, that is felt in every turn.
  const trust = isLikely
    ? within01((rightShare - guessingShare) / (trustedShare - guessingShare))
    : within01((rightShare - trustedShare) / (1 - trustedShare))
  return learnt + trust * certainty * ((isLikely ? endpointShortestMs : endpointLongestMs) - learnt)
}

function within01(value: number): number {
  return Math.min(1, Math.max(0, value))
}
