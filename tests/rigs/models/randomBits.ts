/**
 * An endless source of 32-bit words that follows from `seed` alone (Marsaglia's xorshift, seeded by FNV-1a): each call
 * fills an array with the next ones.
 */
export function randomWords(seed: string): (words: Uint32Array) => void {
  let state = 2166136261
  for (let i = 0; i < seed.length; i++) state = Math.imul(state ^ seed.charCodeAt(i), 16777619)
  if (state === 0) state = 1
  return (words) => {
    // Of this call alone: a variable that outlives it would be several times slower to change.
    let word = state
    for (let i = 0; i < words.length; i++) {
      word ^= word << 13
      word ^= word >>> 17
      word ^= word << 5
      words[i] = word
    }
    state = word
  }
}

/** `count` numbers spread evenly about zero with this standard deviation; the same for the same `seed`. */
export function randomValues(seed: string, count: number, deviation: number): Float32Array {
  const words = new Uint32Array(count)
  randomWords(seed)(words)
  const values = new Float32Array(count)
  for (let i = 0; i < count; i++) values[i] = (words[i] / 2 ** 31 - 1) * deviation * Math.sqrt(3)
  return values
}
