import type { AnswerServer } from '../../../network/answerServer'
import { askWhole } from '../../../network/askWhole'
import { ServerError } from '../../../network/serverTrouble'
import { resample } from '../../../sound/resample'
import { decodeWav, type DecodedWav } from '../../../sound/wav'
import { atRate } from '../../atRate'
import type { Mood } from '../../moodWords'
import { partNearMiddle, type SpeechPiece, type Voice } from '../../voice'

export interface ServerVoiceOptions {
  readonly server: AnswerServer
  readonly model: string
  /** As the server calls it. */
  readonly voice: string
  /** A BCP 47 tag, such as `en-us`. */
  readonly language: string
  /** Says what the server does not. */
  readonly local: Voice
  /** Told once that the local voice speaks, until the server speaks again. */
  readonly steppedIn: (error: ServerError) => void
}

/** As OpenAI's voices and Kokoro speak; another rate is resampled. */
const sampleRateHz = 24_000
/** OpenAI's take 4096 characters. */
const longestChars = 2000
/** More than such a text takes to say, at 48 kHz in floats. */
const limits = { mostBytes: 60_000_000, withinMs: 30_000 }

/** A voice of a server that speaks as OpenAI's `/audio/speech` does. */
export class ServerVoice implements Voice {
  readonly name: string
  readonly language: string
  readonly sampleRateHz = sampleRateHz
  readonly #options: ServerVoiceOptions
  #hasFailed = false

  constructor(options: ServerVoiceOptions) {
    this.#options = options
    this.name = options.voice
    this.language = options.language.toLowerCase()
  }

  async *synthesize(
    spoken: string,
    signal: AbortSignal,
    speed = 1,
    mood?: Mood,
  ): AsyncGenerator<SpeechPiece, void> {
    for (const [start, end] of parts(spoken, 0)) {
      const text = spoken.slice(start, end)
      try {
        const { samples, sampleRateHz: rateHz } = await this.#say(text, signal, speed)
        yield { samples: await resample(samples, rateHz, sampleRateHz), spoken: [start, end] }
        this.#hasFailed = false
      } catch (thrown) {
        if (!(thrown instanceof ServerError)) throw thrown
        if (!this.#hasFailed) this.#options.steppedIn(thrown)
        this.#hasFailed = true
        for await (const piece of atRate(this.#options.local, sampleRateHz).synthesize(
          text,
          signal,
          speed,
          mood,
        ))
          yield { ...piece, spoken: [start + piece.spoken[0], start + piece.spoken[1]], words: undefined }
      }
    }
  }

  /** The local voice is left to whoever loaded it. */
  release(): void {
    this.#options.server.close()
  }

  async #say(input: string, signal: AbortSignal, speed: number): Promise<DecodedWav> {
    const { server, model, voice } = this.#options
    const body = { model, input, voice, response_format: 'wav', speed }
    const wav = await askWhole(server, '/audio/speech', body, limits, signal)
    try {
      return decodeWav(wav, server.host)
    } catch (cause) {
      throw server.trouble({ kind: 'nonsense' }, cause)
    }
  }
}

function parts(text: string, from: number): [start: number, end: number][] {
  const place = text.length > longestChars ? partNearMiddle(text) : undefined
  if (place === undefined) return [[from, from + text.length]]
  return [...parts(text.slice(0, place), from), ...parts(text.slice(place), from + place)]
}
