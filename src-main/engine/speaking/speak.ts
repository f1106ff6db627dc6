import { AppError } from '@contract'
import { timed } from '../flow/timed'
import { languageRuns, type LanguageRun } from './languageRuns'
import { moodOf } from './moodOf'
import type { Mood } from './moodWords'
import { shapeSpeech, type ShapedSpeech } from './shapeSpeech'
import { SpeechLevel } from './speechLevel'
import type { Sentence } from './splitSentences'
import { spokenForm, type SpokenForm } from './spokenForm'
import { voiceOf, type SpeechPiece, type Voice } from './voice'
import { voiceForLanguage } from './voiceForLanguage'

export interface SpokenWord {
  /** Place in the written answer, in UTF-16 units; words that stand for the same text share it. */
  written: [start: number, end: number]
  /** Place in the chunk's samples. */
  startSample: number
  endSample: number
}

export interface SpokenChunk {
  /** Index of the sentence; a very long one comes in several chunks. */
  sentence: number
  /** Mono, -1..1, never empty; chunks are played end to end, pauses included. */
  samples: Float32Array
  sampleRateHz: number
  words: SpokenWord[]
  /** The voice that said it, and how long it took for that. */
  voice: string
  workMs: number
}

export interface SpeakOptions {
  /** Relative to the voice's own pace, 0.5 to 2; the pauses follow it. */
  speed?: number
  /** Which of the model's voices says the next sentence; undefined: the one it was loaded with. */
  voiceId?: () => string | undefined
  /** Whether the next sentence is said in its mood. */
  followsMood?: () => boolean
  /** Nobody here can say what is written in that language: it is left out. */
  unspoken?: (language: string) => void
}

/** How much faster a sentence is said in its mood: about a tenth, as people do. */
const paces: Readonly<Record<Mood, number>> = { glad: 1.15, calm: 0.92, grave: 0.89, urgent: 1.19 }

/** Between two languages. */
const languagePauseMs = 60

/** What was learnt of the voices of this process. */
const level = new SpeechLevel()

/** A stretch of a sentence that one voice says. */
interface SpokenStretch {
  voice: Voice
  form: SpokenForm
  /** Its place in the written answer. */
  start: number
}

/**
 * Speaks sentence after sentence, each as soon as the one before is taken; what is in another language by a voice that
 * knows it. Sentences with nothing to say (an emoji, a rule) yield nothing.
 *
 * @throws the signal's reason when it aborts; AppError of the voice; `inference-failed` when the voice returned
 *   silence for everything
 */
export async function* speak(
  sentences: AsyncIterable<Sentence>,
  loaded: Voice,
  options: SpeakOptions,
  signal: AbortSignal,
): AsyncGenerator<SpokenChunk, void> {
  let voice = loaded
  let before: string | undefined
  let silent = 0
  let heard = 0
  for await (const sentence of sentences) {
    signal.throwIfAborted()
    voice = voiceOf(loaded, options.voiceId?.())
    const runs = languageRuns(sentence.text, voice.language, before)
    before = runs.at(-1)?.language
    const mood = options.followsMood?.() === true ? moodOf(sentence.text, runs[0].language) : undefined
    const speed = spokenSpeed((options.speed ?? 1) * (mood === undefined ? 1 : paces[mood]))
    const stretches = await stretchesOf(sentence, runs, voice, options)
    for (const [i, { voice, form, start }] of stretches.entries()) {
      for await (const { item: piece, workMs } of timed(voice.synthesize(form.text, signal, speed, mood))) {
        signal.throwIfAborted()
        const isLast = piece.spoken[1] >= form.text.length
        const behind = i + 1 < stretches.length ? languagePauseMs : sentence.pauseAfterMs
        const pauseMs = isLast ? behind : innerPauseMs(form.text.slice(...piece.spoken))
        const shaped = shapeSpeech(piece.samples, voice.sampleRateHz, pauseMs / speed)
        if (!shaped) {
          silent++
          continue
        }
        heard++
        level.apply(voice.name, shaped.samples, voice.sampleRateHz)
        // What is no part of the answer has no words of it.
        const words = sentence.end === sentence.start ? [] : timeWords(piece, shaped, form, start)
        const { samples } = shaped
        const { name, sampleRateHz } = voice
        yield { sentence: sentence.index, samples, sampleRateHz, words, voice: name, workMs }
      }
    }
  }
  if (silent > 0 && heard === 0) {
    throw new AppError('inference-failed', { kind: 'voice-silent', voice: voice.name })
  }
}

/** As fast as a voice can. */
const spokenSpeed = (speed: number): number => Math.min(2, Math.max(0.5, speed))

/** What of a sentence is to be said, by whom. */
async function stretchesOf(
  sentence: Sentence,
  runs: readonly LanguageRun[],
  own: Voice,
  { unspoken }: SpeakOptions,
): Promise<SpokenStretch[]> {
  const stretches: SpokenStretch[] = []
  for (const { start, end, language } of runs) {
    const text = sentence.text.slice(start, end)
    const voice = language === own.language ? own : await voiceForLanguage(own, language)
    if (voice === undefined) {
      unspoken?.(language)
      continue
    }
    const form = spokenForm(text, voice.language)
    if (form.text !== '') stretches.push({ voice, form, start: sentence.start + start })
  }
  return stretches
}

/** The pause where a sentence that is too long for the voice was parted. */
function innerPauseMs(said: string): number {
  if (/[.!?…。！？]["'”’)]*\s*$/u.test(said)) return 280
  return /[,;:—–]\s*$/u.test(said) ? 110 : 0
}

/** When each word is heard: as the voice says, else shared out by length over the trimmed speech. */
function timeWords(piece: SpeechPiece, shaped: ShapedSpeech, form: SpokenForm, offset: number): SpokenWord[] {
  const words = form.words.filter(({ spoken }) => spoken[0] >= piece.spoken[0] && spoken[0] < piece.spoken[1])
  const starts = piece.words
    ? knownStarts(words, piece.words, shaped)
    : sharedStarts(lengthsOf(words, form.text, piece.phonemes), shaped.speechSamples)
  return words.map(({ written }, i) => ({
    written: [offset + written[0], offset + written[1]],
    startSample: starts[i],
    endSample: starts[i + 1] ?? shaped.speechSamples,
  }))
}

function knownStarts(
  words: SpokenForm['words'],
  known: NonNullable<SpeechPiece['words']>,
  shaped: ShapedSpeech,
): number[] {
  let last = 0
  return words.map(({ spoken }) => {
    // A word that the voice did not name (a lone sign) begins with the word before it.
    const found = known.find((word) => word.start < spoken[1] && word.end > spoken[0])
    const start = found ? found.startSample - shaped.trimmedStart : last
    last = Math.min(shaped.speechSamples, Math.max(last, start))
    return last
  })
}

/** Phonemes a word where they can be told apart, else letters; a digit takes about as long as four letters. */
function lengthsOf(words: SpokenForm['words'], text: string, phonemes: string | undefined): number[] {
  const said = phonemes?.split(/\s+/u).filter((word) => /\p{L}/u.test(word)) ?? []
  if (said.length === words.length) return said.map((word) => [...word].length)
  return words.map(({ spoken }) => {
    const word = text.slice(...spoken)
    return Math.max(1, word.length + 3 * (word.match(/\d/gu)?.length ?? 0))
  })
}

function sharedStarts(lengths: readonly number[], speechSamples: number): number[] {
  const total = lengths.reduce((sum, length) => sum + length, 0)
  let before = 0
  return lengths.map((length) => {
    const start = Math.round((before / total) * speechSamples)
    before += length
    return start
  })
}
