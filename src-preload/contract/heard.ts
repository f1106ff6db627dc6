/** What a chunk of spoken audio says: its words, in order, by their place in the written answer and in its samples. */
export interface SpokenWords {
  readonly sampleCount: number
  readonly words: readonly {
    readonly written: readonly [start: number, end: number]
    readonly endSample: number
  }[]
}

/**
 * The place in the written answer, in UTF-16 units, behind the last word whose last sample was played.
 * @param chunks of one turn, in order
 * @param playedSamples of them, at their rate
 */
export function heardEnd(chunks: Iterable<SpokenWords>, playedSamples: number): number {
  let end = 0
  let before = 0
  for (const { words, sampleCount } of chunks) {
    for (const word of words) if (before + word.endSample <= playedSamples) end = word.written[1]
    before += sampleCount
    if (before > playedSamples) break
  }
  return end
}
