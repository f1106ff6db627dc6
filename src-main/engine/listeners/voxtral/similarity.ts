/** The cosine of the angle between two vectors: 1 for the same, -1 where one is not finite. */
export function similarity(a: Float32Array, b: Float32Array): number {
  let [ab, aa, bb] = [0, 0, 0]
  a.forEach((x, i) => {
    ab += x * b[i]
    aa += x * x
    bb += b[i] * b[i]
  })
  const cosine = ab / Math.sqrt(aa * bb)
  return Number.isNaN(cosine) ? -1 : cosine
}
