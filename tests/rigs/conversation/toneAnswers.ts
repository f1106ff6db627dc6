import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { KokoroVoice } from '../../../src-main/engine/speaking/voices/kokoro/kokoroVoice'
import { phonemes } from '../../../src-main/engine/speaking/voices/kokoro/phonemes'
import { speak, type SpokenChunk } from '../../../src-main/engine/speaking/speak'
import { splitSentences, type Sentence } from '../../../src-main/engine/speaking/splitSentences'
import { spokenForm, type SpokenForm } from '../../../src-main/engine/speaking/spokenForm'
import { kokoroVocabulary } from '../../../src-main/engine/speaking/voices/kokoro/kokoroVocabulary'
import { readTones } from '../models/readTones'
import { makeToneVoice, tone } from '../models/toneVoice'

const texts = [
  'The river runs past the mill. The miller opens it. The water turns the wheel. Nobody knows why.',
  'Most birds sing at dawn. They tell where they are. All of them are well. That is all they say.',
  'It costs $5.20 today. Dr. Miller sold 1,250 tickets. That was about 40% of them. Ask him again.',
]
/** Too faint to be heard, and enough that no sample of speech is zero, as the silence of a loudspeaker is. */
const bias = 2 ** -14

/** An answer as the engine speaks it, and when each of its words is really over. */
export interface ToneAnswer {
  readonly text: string
  readonly sentences: readonly Sentence[]
  readonly chunks: readonly SpokenChunk[]
  /** All samples of the chunks. */
  readonly samples: Float32Array
  /** The sample behind the last phoneme of each written word, read back from the tones. */
  readonly wordEnds: readonly number[]
  /** The place in the text behind each word. */
  readonly writtenEnds: readonly number[]
}

/** Answers of the tone voice, whose sound can be read back to phonemes. */
export async function toneAnswers(most = texts.length): Promise<ToneAnswer[]> {
  const directory = mkdtempSync(join(tmpdir(), 'parley-tones-'))
  try {
    makeToneVoice(directory)
    mkdirSync(join(directory, 'voices'))
    const voice = await KokoroVoice.load(directory)
    const answers: ToneAnswer[] = []
    for (const text of texts.slice(0, most)) answers.push(await toneAnswer(text, voice))
    voice.release()
    return answers
  } finally {
    rmSync(directory, { recursive: true })
  }
}

async function toneAnswer(text: string, voice: KokoroVoice): Promise<ToneAnswer> {
  const sentences = await listOf(splitSentences(once(text)))
  const spoken = speak(each(sentences), voice, {}, new AbortController().signal)
  const chunks = (await listOf(spoken)).map((chunk) => ({
    ...chunk,
    samples: chunk.samples.map((sample) => sample + bias || bias),
  }))
  const wordEnds: number[] = []
  const writtenEnds: number[] = []
  let begin = 0
  for (const [i, chunk] of chunks.entries()) {
    const ends = await endsOfWords(
      spokenForm(sentences[i].text, voice.language),
      chunk.samples,
      voice.language,
    )
    for (const [j, { written }] of chunk.words.entries()) {
      // "$5.20" is one word, and said in five: it is over when the last of them is.
      const goesOn = j > 0 && written[0] < writtenEnds.at(-1)!
      wordEnds.splice(goesOn ? -1 : wordEnds.length, 1, begin + ends[j])
      writtenEnds.splice(goesOn ? -1 : writtenEnds.length, 1, written[1])
    }
    begin += chunk.samples.length
  }
  return {
    text,
    sentences,
    chunks,
    samples: Float32Array.from(chunks.flatMap(({ samples }) => [...samples])),
    wordEnds,
    writtenEnds,
  }
}

/** The samples behind the last tone of each word. */
async function endsOfWords(form: SpokenForm, samples: Float32Array, language: string): Promise<number[]> {
  const said = await phonemes(form.text, language)
  const heard = readTones(samples, { sampleRateHz: tone.sampleRateHz })
  const known = [...said].filter((phoneme) => kokoroVocabulary[phoneme])
  if (heard.tones.length !== known.length || heard.ids.some((id, i) => id !== kokoroVocabulary[known[i]]))
    throw new Error(`"${said}" cannot be read back`)
  const ends: number[] = []
  let isInWord = false
  for (const [i, phoneme] of known.entries()) {
    if (phoneme === ' ') isInWord = false
    else if (/\p{L}/u.test(phoneme)) {
      const end = heard.tones[i].endS * tone.sampleRateHz
      if (isInWord) ends[ends.length - 1] = end
      else ends.push(end)
      isInWord = true
    }
  }
  // A number is one word, and said in several.
  let last = -1
  const lasts: number[] = []
  for (const { spoken } of form.words) {
    const alone = await phonemes(form.text.slice(...spoken), language)
    last += alone.split(' ').filter((word) => /\p{L}/u.test(word)).length
    lasts.push(last)
  }
  if (last !== ends.length - 1) throw new Error(`"${form.text}" is said in other words`)
  return lasts.map((each) => ends[each])
}

async function listOf<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = []
  for await (const item of items) list.push(item)
  return list
}

async function* once(text: string): AsyncGenerator<string> {
  await Promise.resolve()
  yield text
}

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  await Promise.resolve()
  yield* items
}
