import type { TurnTakingSettings } from './turnTakingSettings'

/** Share of the newest pause in what is known of all: about the last eight count. */
const newestShare = 0.12
/** A reopening costs the speaker more than a wait: one of them outweighs four turns that went well. */
const reopenedMs = 80
const uneventfulMs = 20
const leastCautionMs = -200
const mostCautionMs = 300
/** From here on an end counts as likely: more than even, for to interrupt costs more than to wait. */
const likelyEnd = 0.57
/** From here on, and below here, a model is taken for certain: small ones rarely say more. */
const certainEnd = 0.65
const certainPause = 0.45
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
export function learnEndpoint(delay: EndpointDelay, lesson: EndpointLesson): EndpointDelay {
  switch (lesson.type) {
    case 'pause': {
      const distance = lesson.silenceMs - delay.pauseMs
      return {
        ...delay,
        pauseMs: delay.pauseMs + newestShare * distance,
        spreadMs: delay.spreadMs + newestShare * (Math.abs(distance) - delay.spreadMs),
        rightShare: judge(delay.rightShare, lesson.endProbability, false),
      }
    }
    case 'reopened':
      return { ...delay, cautionMs: Math.min(mostCautionMs, delay.cautionMs + reopenedMs) }
    case 'uneventful':
      return {
        ...delay,
        cautionMs: Math.max(leastCautionMs, delay.cautionMs - uneventfulMs),
        rightShare: judge(delay.rightShare, lesson.endProbability, true),
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
  { patience, endpointShortestMs, endpointLongestMs }: TurnTakingSettings,
  endProbability = likelyEnd,
): number {
  const wanted = pauseMs + (0.5 + 3 * patience) * spreadMs + cautionMs
  const learnt = Math.min(endpointLongestMs, Math.max(endpointShortestMs, wanted))
  const isLikely = endProbability > likelyEnd
  const certainty = within01(
    (endProbability - likelyEnd) / ((isLikely ? certainEnd : certainPause) - likelyEnd),
  )
  // To wait longer takes a model that is nearly always right: where it is wrong, that is felt in every turn.
  const trust = isLikely
    ? within01((rightShare - guessingShare) / (trustedShare - guessingShare))
    : within01((rightShare - trustedShare) / (1 - trustedShare))
  return learnt + trust * certainty * ((isLikely ? endpointShortestMs : endpointLongestMs) - learnt)
}

function within01(value: number): number {
  return Math.min(1, Math.max(0, value))
}

function judge(rightShare: number, endProbability: number | undefined, wasEnd: boolean): number {
  if (endProbability === undefined) return rightShare
  return rightShare + newestShare * (Number(endProbability > likelyEnd === wasEnd) - rightShare)
}
