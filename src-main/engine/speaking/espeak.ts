import { AppError } from '@contract'
import type { EspeakEvent, EspeakWorker } from '@echogarden/espeak-ng-emscripten'

export interface EspeakManner {
  /** A name of espeak-ng such as `en-us`, with a variant after a plus sign: `en-us+f3`. */
  voice: string
  /** 80 to 450; espeak-ng's own pace is 175. */
  wordsPerMinute?: number
  /** 0 to 99; the voice's own is 50. */
  pitch?: number
}

export interface EspeakWord {
  /** Place in the text, in UTF-16 units. */
  start: number
  end: number
  startSample: number
}

/** The one espeak-ng of this process. Its calls are short and block; voice, pace and pitch are set for each. */
export interface Espeak {
  readonly sampleRateHz: number
  /** Speaks plain text (or, on request, SSML): mono samples in -1..1, and where in them each word begins. */
  synthesize(
    text: string,
    manner: EspeakManner,
    markup?: 'plain' | 'ssml',
  ): { samples: Float32Array; words: EspeakWord[] }
  /** IPA: `_` between phonemes, a space between words, a newline between clauses; marks are not kept. */
  ipa(text: string, voice: string): string
}

let loading: Promise<Espeak> | undefined

/**
 * Loads espeak-ng once for the process (about 0.2 s, 24 MB read); the voice and the phonemes share it.
 *
 * @throws AppError `voice-unavailable` when its files cannot be read
 */
export function loadEspeak(): Promise<Espeak> {
  loading ??= openEspeak().catch((cause: unknown) => {
    loading = undefined
    throw new AppError('voice-unavailable', { kind: 'built-in-voice-broken' }, { cause })
  })
  return loading
}

/**
 * An espeak-ng of its own. Its voices waver by a random generator that runs on from call to call: only the first call
 * after opening gives the same samples every time.
 */
export async function openEspeak(): Promise<Espeak> {
  const { default: loadModule } = await import('@echogarden/espeak-ng-emscripten')
  const { eSpeakNGWorker } = await loadModule()
  const worker = new eSpeakNGWorker()
  const sampleRateHz = worker.get_samplerate()
  return {
    sampleRateHz,
    synthesize(text, manner, markup = 'plain') {
      take(worker, manner)
      return run(worker, markup === 'ssml' ? text : withoutMarkup(text), sampleRateHz)
    },
    ipa(text, voice) {
      take(worker, { voice })
      const { code, ipa } = worker.synthesize_ipa(withoutMarkup(text))
      if (code !== 0) throw new AppError('inference-failed', { kind: 'no-phonemes', code })
      return ipa
    },
  }
}

function take(worker: EspeakWorker, { voice, wordsPerMinute = 175, pitch = 50 }: EspeakManner): void {
  if (worker.set_voice(voice) !== 0) {
    throw new AppError('voice-unavailable', { kind: 'built-in-voice-unknown', voice })
  }
  worker.set_rate(Math.round(Math.min(450, Math.max(80, wordsPerMinute))))
  worker.set_pitch(Math.round(Math.min(99, Math.max(0, pitch))))
}

function run(
  worker: EspeakWorker,
  text: string,
  sampleRateHz: number,
): { samples: Float32Array; words: EspeakWord[] } {
  const blocks: Int16Array[] = []
  const events: EspeakEvent[] = []
  worker.synthesize(text, (block, blockEvents) => {
    blocks.push(block)
    events.push(...blockEvents)
    return false
  })
  return { samples: joined(blocks), words: wordsOf(events, text, sampleRateHz) }
}

function joined(blocks: readonly Int16Array[]): Float32Array {
  const samples = new Float32Array(blocks.reduce((sum, block) => sum + block.length, 0))
  let at = 0
  for (const block of blocks) for (const sample of block) samples[at++] = sample / 32_768
  return samples
}

/** Word events count in code points and name a written word again for each word that is said for it ("1999"). */
function wordsOf(events: readonly EspeakEvent[], text: string, sampleRateHz: number): EspeakWord[] {
  const units: number[] = []
  for (let unit = 0; unit < text.length; unit += text.codePointAt(unit)! > 0xffff ? 2 : 1) units.push(unit)
  units.push(text.length)
  const unitAt = (point: number): number => units[Math.min(Math.max(point, 0), units.length - 1)]

  const words: EspeakWord[] = []
  for (const event of events) {
    if (event.type !== 'word') continue
    const start = unitAt(event.text_position - 1)
    if (start <= (words.at(-1)?.start ?? -1)) continue
    const end = unitAt(event.text_position - 1 + event.word_length)
    words.push({ start, end, startSample: Math.round((event.audio_position * sampleRateHz) / 1000) })
  }
  return words
}

/** Blanks what espeak-ng would read as SSML or as its own phoneme notation; every place stays where it was. */
function withoutMarkup(text: string): string {
  return text.replace(/[<>]|\[\[|\]\]|&(?=#?\w+;)/g, (found) => ' '.repeat(found.length))
}
