import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { speak, type SpokenChunk } from '../../src-main/engine/speaking/speak'
import { splitSentences } from '../../src-main/engine/speaking/splitSentences'
import { partNearMiddle, type SpeechPiece, type Voice } from '../../src-main/engine/speaking/voice'

const sampleRateHz = 10_000
const samplesPerChar = 500

/** A voice that hums 50 ms a character behind 100 ms of silence, at most `longest` characters at once. */
function hummingVoice(longest = 1000): Voice & { said: string[] } {
  const said: string[] = []
  return {
    said,
    name: 'hum',
    language: 'en-us',
    sampleRateHz,
    async *synthesize(spoken, signal): AsyncGenerator<SpeechPiece> {
      for (let start = 0; start < spoken.length; start += longest) {
        signal.throwIfAborted()
        await Promise.resolve()
        const end = Math.min(spoken.length, start + longest)
        said.push(spoken.slice(start, end))
        const samples = new Float32Array(1000 + (end - start) * samplesPerChar + 1000)
        samples.fill(0.5, 1000, samples.length - 1000)
        yield { samples, spoken: [start, end] }
      }
    },
    release: () => undefined,
  }
}

async function* once(text: string): AsyncGenerator<string> {
  await Promise.resolve()
  yield text
}

async function speakAll(text: string, voice: Voice, speed?: number): Promise<SpokenChunk[]> {
  const chunks: SpokenChunk[] = []
  const never = new AbortController().signal
  for await (const chunk of speak(splitSentences(once(text)), voice, { speed }, never)) chunks.push(chunk)
  return chunks
}

describe('speak', () => {
  it('speaks the spoken form, sentence by sentence', async () => {
    const voice = hummingVoice()
    const chunks = await speakAll(
      '**This is the first one.** It costs $5 and it is worth all of that. 🎉',
      voice,
    )
    expect(voice.said).toEqual([
      'This is the first one.',
      'It costs five dollars and it is worth all of that.',
    ])
    expect(chunks.map((chunk) => chunk.sentence)).toEqual([0, 1])
    expect(chunks.every((chunk) => chunk.sampleRateHz === sampleRateHz)).toBe(true)
  })

  it('places every word in the written answer and in the sound', async () => {
    const text = 'This is the first one. It costs $5 and it is worth all of that.'
    for (const chunk of await speakAll(text, hummingVoice())) {
      let last = 0
      for (const word of chunk.words) {
        expect(word.startSample).toBe(last)
        expect(word.endSample).toBeGreaterThan(word.startSample)
        expect(word.endSample).toBeLessThanOrEqual(chunk.samples.length)
        last = word.endSample
      }
    }
    const written = (await speakAll(text, hummingVoice())).flatMap((chunk) =>
      chunk.words.map((word) => text.slice(...word.written)),
    )
    expect(written.join(' ')).toBe('This is the first one. It costs $5 $5 and it is worth all of that.')
  })

  it('takes the times that the voice knows', async () => {
    const voice = hummingVoice()
    const knowing: Voice = {
      ...voice,
      async *synthesize(spoken, signal) {
        for await (const piece of voice.synthesize(spoken, signal)) {
          const words = [...spoken.matchAll(/\S+/g)].map((match) => ({
            start: match.index,
            end: match.index + match[0].length,
            startSample: 1000 + match.index * samplesPerChar,
          }))
          yield { ...piece, words }
        }
      },
    }
    const [chunk] = await speakAll('One three seven.', knowing)
    // 15 ms are kept in front of the speech.
    expect(chunk.words.map((word) => word.startSample)).toEqual([150, 4 * 500 + 150, 10 * 500 + 150])
  })

  it('pauses once behind a sentence, however many pieces it comes in, and shorter at speed', async () => {
    const text = 'This is a sentence that the voice cannot say at once.'
    const pauseOf = (chunk: SpokenChunk): number =>
      chunk.samples.length - 1 - chunk.samples.findLastIndex((s) => s !== 0)
    const chunks = await speakAll(text, hummingVoice(10))
    expect(chunks.length).toBe(6)
    expect(chunks.every((chunk) => chunk.sentence === 0)).toBe(true)
    for (const chunk of chunks.slice(0, -1)) expect(pauseOf(chunk)).toBeLessThan(400)
    // 280 ms asked for, 30 ms kept of the voice's own silence.
    expect(pauseOf(chunks.at(-1)!)).toBeGreaterThanOrEqual(2800)
    expect(pauseOf(chunks.at(-1)!)).toBeLessThan(3200)
    const fast = await speakAll(text, hummingVoice(), 2)
    expect(pauseOf(fast[0])).toBeLessThan(1800)
  })

  it('yields nothing where there is nothing to say', async () => {
    expect(await speakAll('🎉 --- !!!', hummingVoice())).toEqual([])
  })

  it('changes the voice between two sentences, to one that the model has', async () => {
    const [loaded, other] = [hummingVoice(), hummingVoice()]
    const offered = ['hum', 'buzz'].map((id) => ({ id, language: 'en-us' }))
    const both: Voice = { ...loaded, others: { offered, get: (id) => (id === 'buzz' ? other : loaded) } }
    let voiceId: string | undefined
    const second = 'This is the second one, and it is as long as what is spoken at once.'
    const text = `This is the very first one. ${second} This is the third one.`
    const never = new AbortController().signal
    const ids = ['buzz', 'nobody']
    for await (const _ of speak(splitSentences(once(text)), both, { voiceId: () => voiceId }, never))
      voiceId = ids.shift()
    expect(loaded.said).toEqual(['This is the very first one.', 'This is the third one.'])
    expect(other.said).toEqual([second])
  })

  it('has another language said by a voice that knows it, each word in its place', async () => {
    const [loaded, spanish] = [hummingVoice(), { ...hummingVoice(), language: 'es' }]
    const offered = [
      { id: 'em_two', language: 'es' },
      { id: 'ef_one', language: 'es' },
    ]
    const both: Voice = {
      ...loaded,
      name: 'af_heart',
      others: { offered, get: (id) => (id === 'ef_one' ? spanish : hummingVoice()) },
    }
    const text = 'You ask "¿Dónde está el baño?" where it is.'
    const chunks = await speakAll(text, both)
    expect(spanish.said).toEqual(['"¿Dónde está el baño?"'])
    expect(loaded.said.join(' ')).toBe('You ask where it is.')
    const written = chunks.flatMap((chunk) => chunk.words.map((word) => text.slice(...word.written)))
    expect(written.join(' ')).toBe(text)
  })

  it('has the built-in voice say what the model cannot, at the same rate', async () => {
    const voice = hummingVoice()
    const chunks = await speakAll('The word Москва means Moscow.', voice)
    expect(voice.said).toEqual(['The word', 'means Moscow.'])
    expect(chunks.map((chunk) => chunk.sampleRateHz)).toEqual([sampleRateHz, sampleRateHz, sampleRateHz])
    // A word of two syllables.
    expect(chunks[1].samples.length / sampleRateHz).toBeGreaterThan(0.3)
    expect(chunks[1].samples.length / sampleRateHz).toBeLessThan(1.5)
  })

  it('tells of a language that nobody can say', async () => {
    const voice = hummingVoice()
    const unspoken: string[] = []
    const never = new AbortController().signal
    const sentences = splitSentences(once('Tokyo is written 東京です there.'))
    const options = { unspoken: (language: string) => void unspoken.push(language) }
    for await (const _ of speak(sentences, voice, options, never));
    expect(unspoken).toEqual(['ja'])
    expect(voice.said).toEqual(['Tokyo is written', 'there.'])
  })

  it('says so when the voice is silent', async () => {
    const voice = hummingVoice()
    const silent: Voice = {
      ...voice,
      async *synthesize(spoken) {
        await Promise.resolve()
        yield { samples: new Float32Array(5000), spoken: [0, spoken.length] }
      },
    }
    await expect(speakAll('Hello there.', silent)).rejects.toMatchObject({ code: 'inference-failed' })
  })

  it('stops with the reason of the signal', async () => {
    const stop = new AbortController()
    const chunks: SpokenChunk[] = []
    const speaking = (async () => {
      const text = 'This is the first one. '.repeat(20)
      for await (const chunk of speak(splitSentences(once(text)), hummingVoice(10), {}, stop.signal)) {
        if (chunks.push(chunk) === 3) stop.abort()
      }
    })()
    await expect(speaking).rejects.toMatchObject({ name: 'AbortError' })
    expect(chunks.length).toBe(3)
  })
})

describe('partNearMiddle', () => {
  it('takes the best place near the middle', () => {
    const halves = (text: string): [string, string] => {
      const place = partNearMiddle(text)!
      return [text.slice(0, place), text.slice(place)]
    }
    expect(halves('One, two. Three, four.')).toEqual(['One, two. ', 'Three, four.'])
    expect(halves('one two, three four')).toEqual(['one two, ', 'three four'])
    expect(halves('one two three four')).toEqual(['one two ', 'three four'])
    expect(halves('One. ' + 'two three four five six '.repeat(5))[0].length).toBeGreaterThan(40)
    expect(halves('👨‍👩‍👧👨‍👩‍👧')).toEqual(['👨‍👩‍👧', '👨‍👩‍👧'])
    expect(partNearMiddle('é')).toBeUndefined()
  })

  it('always parts what can be parted, and tears no character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        const place = partNearMiddle(text)
        if (place === undefined) return
        expect(place).toBeGreaterThan(0)
        expect(place).toBeLessThan(text.length)
        expect(text.slice(0, place).isWellFormed()).toBe(true)
      }),
    )
  })

  it('tells whose sound it is and how long it was worked on, not how long it lay there', async () => {
    const hum = hummingVoice()
    const voice: Voice = {
      ...hum,
      async *synthesize(spoken, signal) {
        await sleep(30)
        yield* hum.synthesize(spoken, signal)
      },
    }
    const text = 'The first sentence is here. The second one comes right behind it.'
    const workMs: number[] = []
    const hourMs = 3_600_000
    let passedMs = 0
    const now = performance.now.bind(performance)
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => now() + passedMs)
    for await (const chunk of speak(splitSentences(once(text)), voice, {}, new AbortController().signal)) {
      expect(chunk.voice).toBe('hum')
      workMs.push(chunk.workMs)
      // Nobody asks for the next one for an hour.
      passedMs += hourMs
    }
    clock.mockRestore()
    expect(workMs).toHaveLength(2)
    // Timers may be a little early.
    for (const ms of workMs) expect(ms).toBeGreaterThan(28)
    expect(workMs[1]).toBeLessThan(hourMs)
  })
})

describe('the mood of what is said', () => {
  const text =
    'I am sorry, that is very sad for all of us. The capital of France is the city of Paris, in the north. That is wonderful news for all of us!'
  async function manners(
    followsMood: () => boolean,
    speed?: number,
  ): Promise<[string | undefined, number][]> {
    const said: [string | undefined, number][] = []
    const hum = hummingVoice(20)
    const voice: Voice = {
      ...hum,
      synthesize(spoken, signal, pace = 1, mood) {
        said.push([mood, Number(pace.toFixed(3))])
        return hum.synthesize(spoken, signal)
      },
    }
    const chunks = speak(
      splitSentences(once(text)),
      voice,
      { speed, followsMood },
      new AbortController().signal,
    )
    for await (const _ of chunks);
    return said
  }

  it('is followed sentence by sentence, never within one, and by about a tenth of pace', async () => {
    expect(await manners(() => true)).toEqual([
      ['grave', 0.89],
      [undefined, 1],
      ['glad', 1.15],
    ])
    expect(await manners(() => true, 2)).toEqual([
      ['grave', 1.78],
      [undefined, 2],
      ['glad', 2],
    ])
  })

  it('is not followed unless it is wished, from the next sentence on', async () => {
    expect(await manners(() => false)).toEqual([
      [undefined, 1],
      [undefined, 1],
      [undefined, 1],
    ])
    let asked = 0
    expect((await manners(() => asked++ > 0)).map(([mood]) => mood)).toEqual([undefined, undefined, 'glad'])
  })
})
