import { describe, expect, it } from 'vitest'
import { voiceEnd } from '../../src-main/engine/hearing/voiceEnd'

const rateHz = 16_000
const silence = new Float32Array(0.16 * rateHz)

interface Sound {
  readonly hz?: number
  readonly endHz?: number
  readonly endDb?: number
  readonly noise?: number
}

/** A voice: a tone with overtones, whose pitch and level go from one to the other in its last 200 ms, and silence behind it. */
function voice({ hz = 120, endHz = hz, endDb = 0, noise = 0.0005 }: Sound = {}): Float32Array {
  const samples = new Float32Array(rateHz)
  const tail = 0.2 * rateHz
  let phase = 0
  let random = 1
  for (let i = 0; i < samples.length; i++) {
    const share = Math.max(0, (i - samples.length + tail) / tail)
    phase += (2 * Math.PI * (hz + share * (endHz - hz))) / rateHz
    const gain = 0.05 * 10 ** ((share * endDb) / 20)
    random = (random * 16_807) % 2_147_483_647
    for (let overtone = 1; overtone < 6; overtone++)
      samples[i] += (gain * Math.sin(overtone * phase)) / overtone
    samples[i] += noise * (random / 1_073_741_823 - 1)
  }
  const said = new Float32Array(samples.length + silence.length)
  said.set(samples)
  return said
}

describe('the end of a voice', () => {
  it('is let go where its pitch falls, of low voices and of high ones', () => {
    for (const hz of [90, 130, 220, 330])
      expect([hz, voiceEnd(voice({ hz, endHz: 0.8 * hz, endDb: -6 }))]).toEqual([hz, 'let-go'])
  })

  it('is held where it rises and is no softer', () => {
    for (const hz of [90, 130, 220, 300])
      expect([hz, voiceEnd(voice({ hz, endHz: 1.2 * hz }))]).toEqual([hz, 'held'])
  })

  it('is neither where it rises and dies away', () => {
    expect(voiceEnd(voice({ endHz: 150, endDb: -12 }))).toBeUndefined()
  })

  it('is not known of silence, of noise, and of what is too short for a pitch', () => {
    const noise = voice({ noise: 0.3 })
    for (const samples of [
      new Float32Array(0),
      new Float32Array(100),
      silence,
      new Float32Array(rateHz),
      noise,
    ])
      expect(voiceEnd(samples)).toBeUndefined()
    expect(voiceEnd(voice().subarray(-silence.length - 0.04 * rateHz))).toBeUndefined()
  })
})
