import { answerWithTools, type ToolCalling } from './answerWithTools'
import { prefetch } from './flow/prefetch'
import { tap } from './flow/tap'
import type { Listener, ListenerConversation, ListenerEvents, Question, Spoken } from './listeners/listener'
import type { Asides } from './speaking/asides'
import { speak, type SpokenChunk } from './speaking/speak'
import { splitSentences, type Sentence } from './speaking/splitSentences'
import type { Voice } from './speaking/voice'

/** The models through which an utterance goes. */
export interface TurnModels {
  readonly listener: Pick<Listener, 'answer' | 'transcribe'>
  /** Absent: the answer is only written. */
  readonly voice?: Voice | undefined
}

/** What was asked; or what was spoken, to be written down word by word. */
export type Asked = { readonly question: Question } | { readonly transcribe: Spoken }

/** What a turn needs beside the models. */
export interface TurnSettings extends ToolCalling {
  readonly speed: number
  /** Which of the model's voices says the next sentence; absent: the one it was loaded with. */
  readonly voiceId?: () => string | undefined
  /** See `speak`. */
  readonly followsMood?: () => boolean
  /** What the voice says between sentences and is no part of the answer; absent: nothing. */
  readonly asides?: Asides
  /** See `speak`. */
  readonly unspoken?: (language: string) => void
}

/** What a turn tells on its way. */
export interface TurnEvents extends ListenerEvents {
  text?(piece: string): void
  sentence?(sentence: Sentence): void
}

/**
 * ONE UTTERANCE, from the question to the audio of the answer. Every stage runs while the ones behind it still work: the first
 * sentence is spoken while the second is being written. Aborting the signal ends it at once, with the native run in flight, and
 * throws the signal's reason.
 */
export async function* runTurn(
  asked: Asked,
  conversation: ListenerConversation,
  models: TurnModels,
  settings: TurnSettings,
  on: TurnEvents,
  signal: AbortSignal,
): AsyncGenerator<SpokenChunk, void> {
  const { listener, voice } = models
  const { asides } = settings
  const written =
    'transcribe' in asked
      ? listener.transcribe(conversation, asked.transcribe, { signal, on })
      : answerWithTools(listener, conversation, asked.question, settings, on, signal)
  // Text is small and people read faster than they listen: the listener never waits for the voice.
  const text = prefetch(
    tap(written, (piece) => on.text?.(piece)),
    Infinity,
    signal,
  )
  const sentences = prefetch(
    tap(voice && asides ? asides.between(splitSentences(text)) : splitSentences(text), (sentence) =>
      on.sentence?.(sentence),
    ),
    2,
    signal,
  )
  if (voice === undefined) return await drain(sentences)
  yield* prefetch(speak(sentences, voice, settings, signal), 1, signal)
}

/** Takes everything and keeps nothing: what passes was told on its way. */
async function drain(source: AsyncIterable<unknown>): Promise<void> {
  const iterator = source[Symbol.asyncIterator]()
  while (!(await iterator.next()).done);
}
