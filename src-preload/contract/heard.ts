/** Where a word of an answer ends: in the written answer, in UTF-16 units, and in the audio of its turn, in samples. */
export interface SaidWord {
  readonly end: number
  readonly endSample: number
}

/**
 * The words of a chunk of audio.
 * @param samplesBefore samples of its turn that come before the chunk
 */
export function saidWords(
  words: readonly { readonly written: readonly [start: number, end: number]; readonly endSample: number }[],
  samplesBefore: number,
): SaidWord[] {
  return words.map(({ written, endSample }) => ({ end: written[1], endSample: samplesBefore + endSample }))
}

/**
 * The place in the written answer, in UTF-16 units, behind the last word whose last sample was played.
 * @param words of one turn, in order
 * @param playedSamples of its audio
 */
export function heardEnd(words: readonly SaidWord[], playedSamples: number): number {
  return words.findLast(({ endSample }) => endSample <= playedSamples)?.end ?? 0
}
