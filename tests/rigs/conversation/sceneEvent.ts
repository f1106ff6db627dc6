/** What a user does in a scene by hand, and what goes wrong in it. */
export interface SceneEvent {
  readonly at: number
  readonly what: SceneAct | SceneFault
}

export const sceneActs = ['ask', 'press', 'release', 'stop', 'mute', 'continue', 'leave'] as const
export type SceneAct = (typeof sceneActs)[number]

/**
 * Of the microphone: it is unplugged and another one is there, or none may be opened; its frames stop, or hold nothing. Of the
 * voice activity: it computes no more, or is not there from the beginning. Of the loudspeaker: none can be opened, or the browser
 * waits for a gesture. Of the engine: it dies and comes back, stays away, or its line is cut; it sends what is no message, tells of
 * turns that are over, fails a turn, or has its store damaged. Of the computer: it sleeps for a minute.
 */
export const sceneFaults = [
  ...(['microphone-unplugged', 'microphone-refused', 'microphone-stalls', 'microphone-zeros'] as const),
  ...(['voice-fails', 'voice-missing', 'loudspeaker-missing', 'loudspeaker-blocked'] as const),
  ...(['engine-dies', 'engine-lost', 'line-cut', 'no-message', 'stale-turn', 'turn-fails'] as const),
  ...(['store-damaged', 'sleep'] as const),
] as const
export type SceneFault = (typeof sceneFaults)[number]
