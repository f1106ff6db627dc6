import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { isAbort } from '@contract'
import { liveHandles } from '../../src-main/engine/onnx/liveHandles'
import { Session } from '../../src-main/engine/onnx/session'
import { styleRows, styleSize } from '../../src-main/engine/speaking/voices/kokoro/kokoroFiles'
import { KokoroVoice } from '../../src-main/engine/speaking/voices/kokoro/kokoroVoice'
import { voiceOf, type Voice } from '../../src-main/engine/speaking/voice'
import { phonemes } from '../../src-main/engine/speaking/voices/kokoro/phonemes'
import { speak, type SpokenChunk } from '../../src-main/engine/speaking/speak'
import { splitSentences, type Sentence } from '../../src-main/engine/speaking/splitSentences'
import { spokenForm } from '../../src-main/engine/speaking/spokenForm'
import { kokoroVocabulary } from '../../src-main/engine/speaking/voices/kokoro/kokoroVocabulary'
import { readTones, type ToneReading } from '../rigs/models/readTones'
import { makeToneVoice, type ToneTypes } from '../rigs/models/toneVoice'

const sampleRateHz = 24_000
const never = new AbortController().signal

async function* once(text: string): AsyncGenerator<string> {
  await Promise.resolve()
  yield text
}

async function sentencesOf(text: string): Promise<Sentence[]> {
  const sentences: Sentence[] = []
  for await (const sentence of splitSentences(once(text))) sentences.push(sentence)
  return sentences
}

async function speakAll(text: string, voice: Voice, speed = 1): Promise<SpokenChunk[]> {
  const chunks: SpokenChunk[] = []
  for await (const chunk of speak(splitSentences(once(text)), voice, { speed }, never)) chunks.push(chunk)
  return chunks
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

const idsOf = (said: string): number[] =>
  Array.from(said, (phoneme) => kokoroVocabulary[phoneme]).filter(Boolean)
const flaws = (heard: ToneReading): unknown[] => [heard.damaged, heard.overlaps, heard.clicksS]

describe('Kokoro', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'kokoro-'))
  let voice: KokoroVoice

  beforeAll(async () => {
    makeToneVoice(directory)
    makeToneVoice(path.join(directory, 'plain'))
    mkdirSync(path.join(directory, 'voices'))
    voice = await KokoroVoice.load(directory)
  })
  afterAll(() => {
    voice.release()
    rmSync(directory, { recursive: true })
  })

  it.each([
    [
      1,
      'The **capital** of France is Paris. It lies on the Seine, and about 2.1 million people live there! Dr. Lee (of the U.S.) paid $5 for it. The end.',
    ],
    [
      1.25,
      'Well, my good friend, that is quite a question. Let us see.\n\n- One thing is this.\n- The other thing is that.',
    ],
  ])('at speed %d says exactly the phonemes of the text, with no gap but the pauses', async (speed, text) => {
    const chunks = await speakAll(text, voice, speed)
    const heard = readTones(joined(chunks.map((chunk) => chunk.samples)), { sampleRateHz, speed })

    const sentences = await sentencesOf(text)
    const said = await Promise.all(
      sentences.map(async (sentence) => phonemes(spokenForm(sentence.text, 'en-us').text, 'en-us')),
    )
    expect(heard.ids).toEqual(said.flatMap(idsOf))
    expect(flaws(heard)).toEqual([[], [], []])
    expect(heard.gaps).toHaveLength(sentences.length - 1)
    heard.gaps.forEach(({ lengthS }, i) => {
      // Of the silence that the model pads with, 15 ms are kept in front and 30 ms behind, by frames of 5 ms.
      const keptMs = lengthS * 1000 - sentences[i].pauseAfterMs / speed
      expect(keptMs).toBeGreaterThan(35)
      expect(keptMs).toBeLessThan(56)
    })
  })

  it.each<Partial<ToneTypes>>([
    { style: 'f16', speed: 'f16', waveform: 'f16' },
    { ids: 'i32', speed: 'f64' },
    { speed: 'i32' },
    { speed: 'i64', waveform: 'f16' },
  ])('with %o says the same', async (types) => {
    const other = path.join(directory, JSON.stringify(types).replace(/\W+/g, '-'))
    makeToneVoice(other, types)
    const converted = await KokoroVoice.load(other)
    const text = 'The capital of France is Paris.'
    const heard = await Promise.all(
      [voice, converted].map(async (each) =>
        readTones(joined((await speakAll(text, each)).map(({ samples }) => samples)), { sampleRateHz }),
      ),
    )
    converted.release()
    expect(heard[0].ids.length).toBeGreaterThan(20)
    expect(heard[1].ids).toEqual(heard[0].ids)
    expect(flaws(heard[1])).toEqual([[], [], []])
  })

  it('says a text of more than 510 phonemes in pieces, and all of it', async () => {
    const text =
      'Then the old man went on and on about the things that he had seen, and nobody listened. '.repeat(8)
    const pieces: string[] = []
    const heard: number[] = []
    let end = 0
    for await (const piece of voice.synthesize(text, never)) {
      expect(piece.spoken[0]).toBe(end)
      end = piece.spoken[1]
      pieces.push(text.slice(...piece.spoken))
      const reading = readTones(piece.samples, { sampleRateHz })
      expect(reading.ids.length).toBeLessThanOrEqual(510)
      expect(reading.ids).toEqual(idsOf(piece.phonemes!))
      heard.push(...reading.ids)
    }
    expect(end).toBe(text.length)
    expect(pieces.length).toBeGreaterThan(1)
    for (const piece of pieces) expect(piece).toMatch(/[.] $/)
    const all = idsOf(await phonemes(text, 'en-us'))
    expect(all.length).toBeGreaterThan(510)
    const withoutSpaces = (ids: number[]): number[] => ids.filter((id) => id !== kokoroVocabulary[' '])
    expect(withoutSpaces(heard)).toEqual(withoutSpaces(all))
  })

  it('says words when they are said', async () => {
    const [chunk] = await speakAll('One two three four five.', voice)
    const heard = readTones(chunk.samples, { sampleRateHz })
    const spaces = heard.tones.filter(({ id }) => id === kokoroVocabulary[' ']).map(({ endS }) => endS)
    chunk.words.slice(1).forEach((word, i) => {
      expect(Math.abs(word.startSample / sampleRateHz - spaces[i])).toBeLessThan(0.12)
    })
  })

  it('ends a run in flight when aborted, and speaks on afterwards', async () => {
    const stop = new AbortController()
    // A run that nothing but its signal ends.
    const run = vi.spyOn(Session.prototype, 'run').mockImplementationOnce(
      (_, signal) =>
        new Promise((_, reject) => {
          signal!.addEventListener('abort', () => reject(signal!.reason as Error))
          stop.abort()
        }),
    )
    const next = voice.synthesize('Hello there.', stop.signal)[Symbol.asyncIterator]().next()
    await expect(next).rejects.toSatisfy(isAbort)
    run.mockRestore()
    expect((await speakAll('Hello there.', voice)).length).toBe(1)
  })

  it('uses the style of the number of phonemes', async () => {
    const text = 'Hello there.'
    const count = idsOf(await phonemes(text, 'en-us')).length
    for (const [name, row] of [
      ['af_right', count],
      ['af_wrong', count + 1],
    ] as const) {
      // Their sum is more than a number can hold.
      const rows = new Float32Array(510 * 256).fill(3e38)
      rows.fill(0, row * 256, (row + 1) * 256)
      writeFileSync(path.join(directory, 'voices', `${name}.bin`), new Uint8Array(rows.buffer))
    }
    const right = await KokoroVoice.load(directory, 'af_right')
    expect((await speakAll(text, right)).length).toBe(1)
    right.release()
    const wrong = await KokoroVoice.load(directory, 'af_wrong')
    await expect(speakAll(text, wrong)).rejects.toMatchObject({ code: 'inference-failed' })
    wrong.release()
  })

  it('speaks with every voice that kokoro-js brings, but Japanese and Chinese', async () => {
    const folder = path.join(path.dirname(createRequire(import.meta.url).resolve('kokoro-js')), '../voices')
    const names = readdirSync(folder).map((file) => file.replace('.bin', ''))
    expect(names).toHaveLength(54)
    const unavailable = names.filter((name) => /^[jz]/.test(name))
    const one = await KokoroVoice.load(path.join(directory, 'plain'))
    const offered = one.others.offered.map(({ id }) => id)
    expect(offered).toEqual(names.filter((name) => !unavailable.includes(name)).sort())
    const loaded = vi.spyOn(Session, 'load')
    for (const id of offered) expect((await speakAll('Hola 3.', one.others.get(id))).length).toBe(1)
    expect(loaded).not.toHaveBeenCalled()
    loaded.mockRestore()
    expect(one.others.get('ff_siwis').language).toBe('fr')
    one.release()
    for (const name of [...unavailable, 'af_nobody', '../../etc', 'x', '']) {
      await expect(KokoroVoice.load(directory, name)).rejects.toMatchObject({ code: 'voice-unavailable' })
    }
  })

  it('blends two voices, each wholly at its end, and reads them once', async () => {
    const voices = path.join(directory, 'voices')
    const heart = new Float32Array(styleRows * styleSize).map((_, i) => Math.sin(i))
    const emma = heart.map((number, i) => number * Math.cos(i))
    writeFileSync(path.join(voices, 'af_first.bin'), new Uint8Array(heart.buffer))
    writeFileSync(path.join(voices, 'bf_second.bin'), new Uint8Array(emma.buffer))
    const one = await KokoroVoice.load(directory, 'af_first+bf_second:0.3')
    const plainRun = Object.getOwnPropertyDescriptor(Session.prototype, 'run')!.value as Session['run']
    const run = vi.spyOn(Session.prototype, 'run')
    const fed: Float32Array[] = []
    run.mockImplementation(function (this: Session, feeds, signal) {
      fed.push(Float32Array.from(feeds.style.read() as Float32Array))
      return plainRun.call(this, feeds, signal)
    })
    const text = 'The water is better.'
    const styleOf = async (name: string, language: string): Promise<Float32Array> => {
      const voice = voiceOf(one, name)
      expect([voice.name, voice.language]).toEqual([name, language])
      expect((await speakAll(text, voice)).length).toBe(1)
      return fed.at(-1)!
    }
    const rowOf = async (styles: Float32Array, language: string): Promise<Float32Array> => {
      const row = idsOf(await phonemes(text, language)).length
      return styles.slice(row * styleSize, (row + 1) * styleSize)
    }
    const [american, british] = [await rowOf(heart, 'en-us'), await rowOf(emma, 'en-gb')]
    expect(await styleOf('af_first+bf_second:0', 'en-us')).toEqual(american)
    expect(await styleOf('af_first+bf_second:1', 'en-gb')).toEqual(british)
    expect(await styleOf('af_first', 'en-us')).toEqual(american)
    const other = await rowOf(emma, 'en-us')
    const blended = american.map((number, i) => 0.7 * number + 0.3 * other[i])
    rmSync(path.join(voices, 'bf_second.bin'))
    expect(await styleOf('af_first+bf_second:0.3', 'en-us')).toEqual(blended)
    // What the model does not have is said by the one that is loaded.
    expect(voiceOf(one, 'af_first+bf_nobody:0.3')).toBe(one)
    run.mockRestore()
    one.release()
  })

  it('names what is missing or damaged', async () => {
    await expect(KokoroVoice.load(path.join(directory, 'nowhere'))).rejects.toThrow(
      /nowhere lacks onnx\/model\.onnx and tokenizer\.json/,
    )
    const broken = path.join(directory, 'broken')
    makeToneVoice(broken)
    writeFileSync(path.join(broken, 'tokenizer.json'), '{}')
    await expect(KokoroVoice.load(broken)).rejects.toMatchObject({ code: 'model-invalid' })
    rmSync(path.join(broken, 'tokenizer.json'))
    await expect(KokoroVoice.load(broken)).rejects.toThrow(/lacks tokenizer\.json/)
    makeToneVoice(broken)
    writeFileSync(path.join(broken, 'onnx', 'model.onnx'), 'no model')
    await expect(KokoroVoice.load(broken)).rejects.toMatchObject({ code: 'model-invalid' })
    writeFileSync(path.join(directory, 'voices', 'af_short.bin'), new Uint8Array(100))
    await expect(KokoroVoice.load(directory, 'af_short')).rejects.toMatchObject({ code: 'model-invalid' })
    expect(existsSync(broken)).toBe(true)
    const numbers = new Float32Array(styleRows * styleSize)
    numbers[5000] = NaN
    writeFileSync(path.join(directory, 'voices', 'af_none.bin'), new Uint8Array(numbers.buffer))
    await expect(KokoroVoice.load(directory, 'af_none')).rejects.toThrow(
      /af_none\.bin is damaged \(it holds something that is not a number\)/,
    )
    for (const id of [1.5, -1, 'x']) {
      makeToneVoice(broken)
      writeFileSync(path.join(broken, 'tokenizer.json'), JSON.stringify({ model: { vocab: { a: id } } }))
      await expect(KokoroVoice.load(broken)).rejects.toThrow(/tokenizer\.json is not that of a Kokoro model/)
    }
  })

  it('keeps nothing of what it made', async () => {
    const before = { ...liveHandles() }
    await speakAll('This is the first one, my friend. This is the second one.', voice)
    const other = await KokoroVoice.load(directory)
    other.release()
    expect({ ...liveHandles() }).toEqual(before)
  })
})
