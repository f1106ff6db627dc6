import { beforeAll, describe, expect, it } from 'vitest'
import { WordLikelihood } from '../../../src-renderer/audio/wordLikelihood'
import { convolve } from '../../rigs/conversation/convolve'
import { frameSamples } from '../../rigs/conversation/scene'
import { loadSounds, type SoundLibrary } from '../../rigs/conversation/soundLibrary'

describe('WordLikelihood', () => {
  let sounds: SoundLibrary
  beforeAll(async () => {
    sounds = await loadSounds()
  })

  /** The likeliest that it says of a sound, from 100 ms behind its onset to 100 ms behind its end. */
  const likeliest = (sound: Float32Array): number => {
    const words = new WordLikelihood()
    const before = 24 * frameSamples
    const samples = new Float32Array(before + sound.length + 4 * frameSamples).map(
      (_, i) => 0.0005 * Math.sin(i * i),
    )
    for (const [i, sample] of sound.entries()) samples[before + i] += sample
    let most = 0
    for (let from = 0; from + frameSamples <= samples.length; from += frameSamples) {
      words.hear(samples.slice(from, from + frameSamples))
      if (from >= before + 3 * frameSamples) most = Math.max(most, words.now())
    }
    return most
  }
  const shareOver = (clips: readonly Float32Array[], least: number): number =>
    clips.filter((clip) => likeliest(clip) >= least).length / clips.length

  it('tells "no", "stop", "wait", "hello" and "yes" from hums and "uh-huh", in voices that it was not taught', () => {
    expect(sounds.words.length).toBeGreaterThan(15)
    expect(shareOver(sounds.words, 0.75)).toBeGreaterThan(0.9)
    expect(shareOver(sounds.mmHm, 0.75)).toBeLessThan(0.1)
  })

  it('hears no word in what several say far away, whatever room it is', () => {
    const speech = sounds.speech.filter(({ length }) => length > 16000)
    for (const first of [0, 3, 6, 9]) {
      const mixed = new Float32Array(16000)
      for (let talker = 0; talker < 8; talker++) {
        const clip = speech[(first + talker) % speech.length]
        for (let i = 0; i < mixed.length; i++) mixed[i] += clip[(i + 3000 * talker) % clip.length] / 8
      }
      // What a room makes of it, without what comes straight.
      const room = Float32Array.from(
        { length: 6400 },
        (_, i) => 0.05 * Math.sin(i * i * 0.37) * Math.exp(-i / (800 + 200 * first)),
      )
      const far = convolve(mixed, room).subarray(6400, 16000)
      expect(likeliest(far)).toBeLessThan(0.5)
    }
  })

  it('knows of silence and of noise that they are no word', () => {
    expect(likeliest(new Float32Array(8000))).toBeLessThan(0.5)
    const hiss = new Float32Array(8000).map((_, i) => 0.05 * Math.sin(i * i * 0.37))
    expect(likeliest(hiss)).toBeLessThan(0.75)
  })
})
