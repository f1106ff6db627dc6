const loudest = 32_768

/** Samples in -1..1 as 16-bit PCM; louder ones are clipped, NaN is silence. */
export function toPcm16(samples: Float32Array): Int16Array {
  const pcm = new Int16Array(samples.length)
  // What is NaN becomes 0 there.
  for (let i = 0; i < pcm.length; i++)
    pcm[i] = Math.max(-loudest, Math.min(loudest - 1, Math.round(samples[i] * loudest)))
  return pcm
}

/** The samples of 16-bit PCM. */
export function fromPcm16(pcm: Int16Array): Float32Array {
  const samples = new Float32Array(pcm.length)
  for (let i = 0; i < pcm.length; i++) samples[i] = pcm[i] / loudest
  return samples
}
