import { tap } from './flow/tap'
import { speak, type SpeakOptions, type SpokenChunk } from './speaking/speak'
import { splitSentences } from './speaking/splitSentences'
import type { Voice } from './speaking/voice'
import { withoutThoughts } from './listeners/withoutThoughts'
import type { TurnEvents } from './turn'

/** Says a text as an answer is said, without anybody being asked. Aborting throws the signal's reason. */
export function sayText(
  text: string,
  voice: Voice,
  options: SpeakOptions,
  on: Pick<TurnEvents, 'sentence'>,
  signal: AbortSignal,
): AsyncGenerator<SpokenChunk, void> {
  const sentences = tap(splitSentences(withoutThoughts(written(text))), (sentence) => on.sentence?.(sentence))
  return speak(sentences, voice, options, signal)
}

async function* written(text: string): AsyncGenerator<string, void> {
  yield await Promise.resolve(text)
}
