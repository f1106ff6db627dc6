import { setImmediate as nextTick } from 'node:timers/promises'
import { type Espeak, type EspeakWord, loadEspeak } from '../../espeak'
import { firstSentences } from '../../firstSentences'
import { spellSounds } from '../../heteronyms'
import { MappedText } from '../../mappedText'
import type { Mood } from '../../moodWords'
import { partNearMiddle, type OtherVoices, type SpeechPiece, type Voice } from '../../voice'

/** espeak-ng blocks while it speaks (about 12 ms a sentence): between stretches of this size an abort is seen. */
const longestStretchChars = 400

/** espeak-ng's own pace. */
const wordsPerMinute = 175

/** espeak-ng's own height, of 0 to 99; and how much a mood moves it. */
const usualPitch = 50
const pitchSteps: Readonly<Record<Mood, number>> = { glad: 24, urgent: 12, calm: -12, grave: -24 }

/** Of the hundred and more languages of espeak-ng those that a listener answers in, each with a man and a woman. */
const offered = ['en-us', 'en-gb-x-rp', 'de', 'es', 'fr', 'hi', 'it', 'nl', 'pt-br'].flatMap((name) =>
  ['', '+f3'].map((variant) => ({ id: `${name}${variant}`, language: name.replace('-x-rp', '') })),
)

/** Languages that it is asked for where no other voice speaks them, by the first part of their tag; of Japanese kana alone. */
const spoken = new Set(
  (
    'am ar bn cmn de el en es fa fr gu he hi hy it ja-hrkt ka kn ko ml nl pa pt ru si ta te th uk ur ' +
    'az ca cs da et eu fi hr hu is lt lv ms nb pl ro sk sl sq sv tr vi'
  ).split(' '),
)
/** Of the first sentences: the two that cost most. */
const saidFirst = 2

/**
 * The built-in voice: espeak-ng compiled to JavaScript, at 22,050 Hz. It needs no download and speaks when no other voice
 * can.
 */
export class EspeakVoice implements Voice {
  readonly name: string
  readonly language: string
  readonly sampleRateHz: number
  readonly others: OtherVoices
  readonly #espeak: Espeak

  private constructor(espeak: Espeak, name: string) {
    this.#espeak = espeak
    this.name = name
    this.language = name.split('+')[0].toLowerCase()
    this.sampleRateHz = espeak.sampleRateHz
    const isOffered = offered.some(({ id }) => id === name)
    this.others = {
      offered: isOffered ? offered : [{ id: name, language: this.language }, ...offered],
      get: (id) => new EspeakVoice(espeak, id),
    }
  }

  /**
   * @param name a name of espeak-ng such as `en-us`, with a variant after a plus sign: `en-us+f3`
   * @throws AppError `voice-unavailable` when espeak-ng cannot be loaded or does not know the language
   */
  static async load(name = 'en-us'): Promise<EspeakVoice> {
    const espeak = await loadEspeak()
    // Only then it looks whether it knows the language.
    espeak.synthesize('', { voice: name })
    return new EspeakVoice(espeak, name)
  }

  /** Says what nobody hears, so that the first answer costs no more than later ones. */
  async warmUp(): Promise<void> {
    for (const sentence of firstSentences.slice(0, saidFirst)) {
      this.#espeak.synthesize(sentence, { voice: this.name })
      await nextTick()
    }
  }

  /**
   * The voice of a language, which needs no loading of its own.
   * @param variant such as `+f3`
   * @returns undefined for a language that it is not asked for
   */
  static async ofLanguage(language: string, variant = ''): Promise<EspeakVoice | undefined> {
    const [first] = language.split('-')
    if (!spoken.has(first) && !spoken.has(language)) return undefined
    const known = offered.find((each) => each.language.split('-')[0] === first)?.id
    return new EspeakVoice(await loadEspeak(), (known ?? first) + variant)
  }

  async *synthesize(
    spoken: string,
    signal: AbortSignal,
    speed = 1,
    mood?: Mood,
  ): AsyncGenerator<SpeechPiece, void> {
    const pitch = usualPitch + (mood === undefined ? 0 : pitchSteps[mood])
    const manner = { voice: this.name, wordsPerMinute: wordsPerMinute * speed, pitch }
    for (const [start, end] of stretches(spoken, 0)) {
      signal.throwIfAborted()
      const stretch = spoken.slice(start, end)
      const spelt = this.language.startsWith('en') ? spellSounds(stretch) : MappedText.of(stretch)
      const { samples, words } = this.#espeak.synthesize(spelt.text, manner)
      yield { samples, spoken: [start, end], words: words.map((word) => placed(word, spelt, start)) }
      // Lets an abort come through; the signal itself is looked at above, so that its own reason is thrown.
      await nextTick()
    }
  }

  /** Nothing to give back: espeak-ng is shared and small, it stays for the process. */
  release(): void {
    return
  }
}

/** A word's place in the spoken text, where it was spelt by its sound. */
function placed(word: EspeakWord, spelt: MappedText, offset: number): EspeakWord {
  const [start, end] = word.start < word.end ? spelt.original(word.start, word.end) : [word.start, word.end]
  return { ...word, start: offset + start, end: offset + end }
}

function stretches(text: string, from: number): [number, number][] {
  const place = text.length > longestStretchChars ? partNearMiddle(text) : undefined
  if (place === undefined) return [[from, from + text.length]]
  return [...stretches(text.slice(0, place), from), ...stretches(text.slice(place), from + place)]
}
