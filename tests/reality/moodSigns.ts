import type { Mood } from '../../src-main/engine/speaking/moodWords'

export type SaidMood = Mood | 'plain'

/** Signs that are not said, so that the same words are said in every mood. */
export const moodSigns: Readonly<Record<SaidMood, string>> = {
  ...{ plain: '', glad: ' 🎉', calm: ' 😌', grave: ' 😢', urgent: ' 🚨' },
}
