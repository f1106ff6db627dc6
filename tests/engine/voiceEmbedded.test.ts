import { describe, expect, it } from 'vitest'
import { isAbort } from '@contract'
import { EspeakVoice } from '../../src-main/engine/speaking/voices/espeak/espeakVoice'
import { speak, type SpokenChunk } from '../../src-main/engine/speaking/speak'
import { splitSentences } from '../../src-main/engine/speaking/splitSentences'
import type { SpeechPiece, Voice } from '../../src-main/engine/speaking/voice'
import { speakQuestion } from '../rigs/speakQuestion'

const never = new AbortController().signal

async function speakAll(text: string, voice: Voice, speed?: number): Promise<SpokenChunk[]> {
  const chunks: SpokenChunk[] = []
  async function* written(): AsyncGenerator<string> {
    for (const piece of text.split(/(?<=\s)/)) {
      await Promise.resolve()
      yield piece
    }
  }
  for await (const chunk of speak(splitSentences(written()), voice, { speed }, never)) chunks.push(chunk)
  return chunks
}

const seconds = (chunks: SpokenChunk[]): number =>
  chunks.reduce((sum, chunk) => sum + chunk.samples.length / chunk.sampleRateHz, 0)

describe('the embedded voice', () => {
  const text =
    'The capital of France is Paris. It lies on the Seine, and about 2.1 million people live there.'

  it('speaks, audibly and at a natural pace', async () => {
    const voice = await EspeakVoice.load()
    const chunks = await speakAll(text, voice)
    expect(chunks.map((chunk) => chunk.sentence)).toEqual([0, 1])
    for (const { samples } of chunks) {
      const rms = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length)
      expect(rms).toBeGreaterThan(0.02)
      expect(Math.max(...samples)).toBeLessThanOrEqual(1)
      expect(samples.every(Number.isFinite)).toBe(true)
    }
    // 18 words at 175 a minute are 6.2 s.
    expect(seconds(chunks)).toBeGreaterThan(4.5)
    expect(seconds(chunks)).toBeLessThan(8)
    expect(seconds(await speakAll(text, voice, 2))).toBeLessThan(seconds(chunks) * 0.7)
  })

  it('speaks like everybody whom it offers, each in a way of their own', async () => {
    const { others } = await EspeakVoice.load()
    const lengths = new Set<number>()
    for (const { id } of others.offered)
      lengths.add(seconds(await speakAll('One, two, three.', others.get(id))))
    expect(lengths.size).toBeGreaterThan(others.offered.length / 2)
  })

  it('knows when each word is said', async () => {
    const [chunk] = await speakAll(
      'One two three four five six seven eight nine ten.',
      await EspeakVoice.load(),
    )
    const starts = chunk.words.map((word) => word.startSample / chunk.sampleRateHz)
    for (let i = 1; i < starts.length; i++) {
      expect(starts[i] - starts[i - 1]).toBeGreaterThan(0.1)
      expect(starts[i] - starts[i - 1]).toBeLessThan(0.7)
    }
  })

  it('says everything of a text that is too long to be said at once', async () => {
    const voice = await EspeakVoice.load()
    const long = 'one two three four five six seven eight nine ten '.repeat(20).trim()
    const places: (readonly [number, number])[] = []
    for await (const piece of voice.synthesize(long, never)) places.push(piece.spoken)
    expect(places.length).toBeGreaterThan(2)
    expect(places[0][0]).toBe(0)
    for (let i = 1; i < places.length; i++) expect(places[i][0]).toBe(places[i - 1][1])
    expect(places.at(-1)![1]).toBe(long.length)
  })

  it('takes text as text, never as markup', async () => {
    const voice = await EspeakVoice.load()
    const duration = async (spoken: string): Promise<number> => {
      let samples = 0
      for await (const piece of voice.synthesize(spoken, never)) samples += piece.samples.length
      return samples / voice.sampleRateHz
    }
    const plain = await duration('a b c')
    expect(await duration('a <break time="5s"/> c')).toBeLessThan(plain + 4)
    expect(await duration('a [[h@l@U]] c')).toBeGreaterThan(plain)
    expect(await duration('so a <b is less than c > and so on')).toBeGreaterThan(1)
  })

  it('stops between stretches when aborted', async () => {
    const stop = new AbortController()
    const voice = await EspeakVoice.load()
    const pieces: SpeechPiece[] = []
    const speaking = (async () => {
      for await (const piece of voice.synthesize('one two three four five. '.repeat(100), stop.signal)) {
        if (pieces.push(piece) === 1) setImmediate(() => stop.abort())
      }
    })()
    await expect(speaking).rejects.toSatisfy(isAbort)
    expect(pieces.length).toBeLessThanOrEqual(2)
  })

  it('has other voices, and says which it has not', async () => {
    const german = await EspeakVoice.load('de+f2')
    expect(german.language).toBe('de')
    expect(seconds(await speakAll('Guten Morgen, wie geht es dir?', german))).toBeGreaterThan(1)
    await expect(EspeakVoice.load('tlh-qonos')).rejects.toMatchObject({ code: 'voice-unavailable' })
  })
})

describe('a spoken question', () => {
  it('is the same every time', async () => {
    const question = 'What is the capital of France?'
    const first = await speakQuestion(question)
    await speakQuestion('Something else.')
    expect(await speakQuestion(question)).toEqual(first)
    expect(first.length / 16_000).toBeGreaterThan(1)
  })

  it('has the silence, the noise and the pauses that were asked for', async () => {
    const plain = await speakQuestion('One. Two.')
    const padded = await speakQuestion('One. Two.', { leadMs: 500, trailMs: 250, noiseDb: -60 })
    expect(padded.length).toBe(plain.length + 12_000)
    const lead = padded.subarray(0, 8000)
    const rms = Math.sqrt(lead.reduce((sum, sample) => sum + sample * sample, 0) / lead.length)
    expect(20 * Math.log10(rms)).toBeCloseTo(-60, 0)
    const broken = await speakQuestion('One. <break time="2s"/> Two.', { ssml: true })
    expect(broken.length - plain.length).toBeGreaterThan(16_000)
  })
})
