import { describe, expect, it } from 'vitest'
import type { SpokenChunk } from '../../src-main/engine/speaking/speak'
import { VoicePace } from '../../src-main/engine/voicePace'

/** A second of sound. */
const said = (voice: string, workMs: number): SpokenChunk => ({
  sentence: 0,
  samples: new Float32Array(24_000),
  sampleRateHz: 24_000,
  words: [],
  voice,
  workMs,
})

describe('the pace of voices', () => {
  it('tells once that a voice is slower than its sound, when enough was said', () => {
    const pace = new VoicePace()
    const told = Array.from({ length: 20 }, () => pace.add(said('slow', 1600)))
    expect(told.filter((factor) => factor !== undefined)).toEqual([1.6])
    expect(told.findIndex((factor) => factor !== undefined)).toBe(7)
  })

  it('judges each voice by its own, and forgives one busy moment', () => {
    const pace = new VoicePace()
    pace.add(said('fast', 5000))
    for (let i = 0; i < 20; i++) expect(pace.add(said('fast', 300))).toBeUndefined()
    const told = Array.from({ length: 10 }, () => pace.add(said('slow', 2000)))
    expect(told).toContain(2)
  })
})
