import type { TurnTakingSettings } from './turnTakingSettings'

/** Share of the newest pause in what is known of all: about the last eight count. */
const newestShare = 0.12
/** A reopening costs the speaker more than a wait: one of them outweighs four turns that went well. */
const reopenedMs = 80
const uneventfulMs = 20
const leastCautionMs = -200
const mostCautionMs = 300

/** What is known of how a speaker pauses. */
export interface EndpointDelay {
  /** The pauses inside utterances, their mean and their mean distance from it. */
  readonly pauseMs: number
  readonly spreadMs: number
  /** What the turns taught: how much longer, or shorter, than the pauses ask for. */
  readonly cautionMs: number
}

/** A stranger: 600 ms with usual patience, longer than most pauses inside sentences. */
export const initialEndpointDelay: EndpointDelay = { pauseMs: 300, spreadMs: 100, cautionMs: 100 }

export type EndpointLesson =
  /** Speech went on after this much silence. */
  | { readonly type: 'pause'; readonly silenceMs: number }
  /** An utterance was ended too early. */
  | { readonly type: 'reopened' }
  /** An utterance was ended, and that was right. */
  | { readonly type: 'uneventful' }

/** Takes a lesson. */
export function learnEndpoint(delay: EndpointDelay, lesson: EndpointLesson): EndpointDelay {
  switch (lesson.type) {
    case 'pause': {
      const distance = lesson.silenceMs - delay.pauseMs
      return {
        ...delay,
        pauseMs: delay.pauseMs + newestShare * distance,
        spreadMs: delay.spreadMs + newestShare * (Math.abs(distance) - delay.spreadMs),
      }
    }
    case 'reopened':
      return { ...delay, cautionMs: Math.min(mostCautionMs, delay.cautionMs + reopenedMs) }
    case 'uneventful':
      return { ...delay, cautionMs: Math.max(leastCautionMs, delay.cautionMs - uneventfulMs) }
  }
}

/** The silence that ends an utterance of this speaker. */
export function endpointDelayMs(
  { pauseMs, spreadMs, cautionMs }: EndpointDelay,
  { patience, endpointShortestMs, endpointLongestMs }: TurnTakingSettings,
): number {
  const wanted = pauseMs + (0.5 + 3 * patience) * spreadMs + cautionMs
  return Math.min(endpointLongestMs, Math.max(endpointShortestMs, wanted))
}
