import { prefetch } from './flow/prefetch'
import { tap } from './flow/tap'
import type { Decoding, Hearing } from './listeners/voxtral/voxtralModel'
import type { HeardAudio } from './listeners/voxtral/encodeAudio'
import type { DecodeOptions } from './listeners/voxtral/decodeTokens'
import { detokenize, type TokenBytes } from './listeners/voxtral/detokenize'
import type { MelFeatures } from './hearing/logMel'
import type { Prompt } from './listeners/voxtral/promptTokens'
import { speak, type SpokenChunk } from './speaking/speak'
import { splitSentences, type Sentence } from './speaking/splitSentences'
import type { Voice } from './speaking/voice'
import { withoutThoughts } from './listeners/withoutThoughts'

/** The models through which an utterance goes. */
export interface TurnModels {
  readonly encoder: Hearing
  readonly decoder: Pick<Decoding, 'decode'>
  readonly tokenizer: TokenBytes
  /** Absent: the answer is only written. */
  readonly voice?: Voice
}

/** What was asked: the log-mel of an utterance, or typed text. */
export type Asked = { readonly mel: MelFeatures } | { readonly text: string }

/** What a turn needs beside the models. */
export interface TurnSettings {
  readonly audioMarginTokens: number | 'full'
  readonly speed: number
  /** Which of the model's voices says the next sentence; absent: the one it was loaded with. */
  readonly voiceId?: () => string | undefined
  /** See `speak`. */
  readonly unspoken?: (language: string) => void
  readonly decode: DecodeOptions
  /** Puts what was asked behind the conversation so far. */
  prompt(asked: { readonly heard: HeardAudio } | { readonly text: string }): Prompt
}

/** What a turn tells on its way. */
export interface TurnEvents {
  heard?(): void
  token?(token: number): void
  text?(piece: string): void
  sentence?(sentence: Sentence): void
}

/**
 * ONE UTTERANCE, from the log-mel of the question to the audio of the answer. Every stage runs while the ones behind it
 * still work: the first sentence is spoken while the second is being decoded. Aborting the signal ends it at once, with
 * the native run in flight, and throws the signal's reason.
 */
export async function* runTurn(
  asked: Asked,
  models: TurnModels,
  settings: TurnSettings,
  on: TurnEvents,
  signal: AbortSignal,
): AsyncGenerator<SpokenChunk, void> {
  const question =
    'text' in asked
      ? asked
      : { heard: await models.encoder.encode(asked.mel, settings.audioMarginTokens, signal) }
  on.heard?.()
  const tokens = models.decoder.decode(settings.prompt(question), settings.decode, signal)
  const written = detokenize(
    tap(tokens, (token) => on.token?.(token)),
    models.tokenizer,
  )
  // Text is small and people read faster than they listen: the decoder never waits for the voice.
  const text = prefetch(
    tap(withoutThoughts(written), (piece) => on.text?.(piece)),
    Infinity,
    signal,
  )
  const sentences = prefetch(
    tap(splitSentences(text), (sentence) => on.sentence?.(sentence)),
    2,
    signal,
  )
  if (models.voice === undefined) return await drain(sentences)
  yield* prefetch(speak(sentences, models.voice, settings, signal), 1, signal)
}

/** Takes everything and keeps nothing: what passes was told on its way. */
async function drain(source: AsyncIterable<unknown>): Promise<void> {
  const iterator = source[Symbol.asyncIterator]()
  while (!(await iterator.next()).done);
}
