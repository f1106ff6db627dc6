/**
 * What eight-bit weights take once they are floats, laid out as a processor reads them, in sizes of their file. Measured with the
 * public file.
 */
const asFloats = 3.8
/** What a sentence of 510 phonemes computes in, which is some 30 s of sound at a few hundred channels. Measured as well. */
const workBytes = 400e6

/**
 * What a Kokoro takes of memory, loaded and with a long sentence under way.
 * @param graph the name of its file, or the dtype in it
 * @param weightBytes of its files
 */
export function kokoroMemoryBytes(graph: string, weightBytes: number): number {
  const isEightBit = /int8|quantized|q8/.test(graph)
  return Math.round(weightBytes * (isEightBit ? asFloats : 1)) + workBytes
}
