/** Frames of samples as one piece. */
export function joinSamples(frames: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(frames.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const frame of frames) {
    all.set(frame, at)
    at += frame.length
  }
  return all
}
