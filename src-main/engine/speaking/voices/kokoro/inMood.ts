import { voiceBlend } from '@contract'
import type { Mood } from '../../moodWords'
import { weightedMean } from './weightedMean'

/**
 * Of Kokoro's English women and men those whose voices are highest and lowest in the middle, by recordings of all of them
 * (bf_alice 246 Hz, af_jessica 216; af_alloy 150, af_kore 160; am_eric 165, am_fenrir 150; am_onyx 97, am_echo 110).
 */
const extremes = {
  f: { bright: ['bf_alice', 'af_jessica'], dark: ['af_alloy', 'af_kore'] },
  m: { bright: ['am_eric', 'am_fenrir'], dark: ['am_onyx', 'am_echo'] },
} as const

/** How much slower they are than others, by the length of the same words said by blends with them. */
const slowness: Readonly<Record<string, number>> = { bf_alice: 0.25, am_eric: -0.05, am_onyx: -0.3 }

/** Towards which of them, and how far: it has to stay the same person. */
const leanings = {
  glad: ['bright', 0.5],
  urgent: ['bright', 0.35],
  calm: ['dark', 0.2],
  grave: ['dark', 0.35],
} as const satisfies Record<Mood, readonly ['bright' | 'dark', number]>

/**
 * The style vectors of a voice in a mood, blended with those of a brighter or darker one of the same sex; and by how much that has
 * to be said faster to last as long as before.
 * @param own of the voice itself, which are given where the others are not there
 * @param stylesOf reads those of another voice
 */
export async function inMood(
  name: string,
  own: Float32Array,
  mood: Mood,
  stylesOf: (voice: string) => Promise<Float32Array>,
): Promise<{ styles: Float32Array; pace: number }> {
  const [leaning, share] = leanings[mood]
  const blended: readonly string[] = voiceBlend(name)?.voices ?? [name]
  const sex = blended[0][1] === 'm' ? 'm' : 'f'
  const other = extremes[sex][leaning].find((voice) => !blended.includes(voice))
  const styles = other && (await stylesOf(other).catch(() => undefined))
  if (other === undefined || styles === undefined) return { styles: own, pace: 1 }
  return {
    styles: weightedMean([own, styles], [1 - share, share]),
    pace: 1 + share * (slowness[other] ?? 0),
  }
}
