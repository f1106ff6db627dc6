/** How a WAV says its samples. */
export interface WavShape {
  readonly bits: 8 | 16 | 24 | 32
  readonly float?: boolean
  readonly channels?: number
  readonly sampleRateHz?: number
}

/** A WAV file of the shape, every channel with the same samples (-1..1), written by the format's definition. */
export function wavBytes(samples: ArrayLike<number>, shape: WavShape): Uint8Array {
  const { bits, float = false, channels = 1, sampleRateHz = 16_000 } = shape
  const frameBytes = (bits / 8) * channels
  const bytes = new Uint8Array(44 + samples.length * frameBytes)
  const view = new DataView(bytes.buffer)
  const text = (at: number, value: string): void => bytes.set(new TextEncoder().encode(value), at)
  text(0, 'RIFF')
  view.setUint32(4, bytes.length - 8, true)
  text(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, float ? 3 : 1, true)
  view.setUint16(22, channels, true)
  view.setUint32(24, sampleRateHz, true)
  view.setUint32(28, sampleRateHz * frameBytes, true)
  view.setUint16(32, frameBytes, true)
  view.setUint16(34, bits, true)
  text(36, 'data')
  view.setUint32(40, bytes.length - 44, true)
  for (let i = 0, at = 44; i < samples.length; i++)
    for (let channel = 0; channel < channels; channel++, at += bits / 8) {
      const sample = samples[i]
      if (float) view.setFloat32(at, sample, true)
      else if (bits === 8) view.setUint8(at, Math.round(sample * 127) + 128)
      else if (bits === 16) view.setInt16(at, Math.round(sample * 0x7fff), true)
      else if (bits === 32) view.setInt32(at, Math.round(sample * 0x7fffffff), true)
      else {
        const value = Math.round(sample * 0x7fffff)
        view.setUint16(at, value & 0xffff, true)
        view.setInt8(at + 2, value >> 16)
      }
    }
  return bytes
}
