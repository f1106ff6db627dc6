/** Samples in -1..1 as little-endian 16-bit PCM; louder ones are clipped, NaN is silence. */
export function pcm16(samples: Float32Array): Buffer {
  const pcm = Buffer.alloc(samples.length * 2)
  for (let i = 0; i < samples.length; i++)
    pcm.writeInt16LE(Math.max(-32_768, Math.min(32_767, Math.round(samples[i] * 32_768))) || 0, i * 2)
  return pcm
}
