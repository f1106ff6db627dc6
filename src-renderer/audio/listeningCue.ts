/** What is told by a sound: listening begins, or is over. */
export type ListeningCue = 'begins' | 'ends'

/** Up for the beginning, down for the end; pure tones, which no model takes for a voice. */
const hertz: Readonly<Record<ListeningCue, number>> = { begins: 1174.66, ends: 880 }
const seconds = 0.09
/** -26 dB: beside a voice it is heard, and no more. */
const peak = 0.05

/** The samples of a short sound that swells and fades. @param rateHz of the samples */
export function listeningCue(cue: ListeningCue, rateHz: number): Float32Array<ArrayBuffer> {
  const length = Math.round(seconds * rateHz)
  return Float32Array.from({ length }, (_, at) => {
    const swell = Math.sin((Math.PI * at) / length) ** 2
    return peak * swell * Math.sin((2 * Math.PI * hertz[cue] * at) / rateHz)
  })
}
