import { phonemes } from '../../../src-main/engine/speaking/voices/kokoro/phonemes'
import { spokenForm } from '../../../src-main/engine/speaking/spokenForm'
import { splitSentences, type Sentence } from '../../../src-main/engine/speaking/splitSentences'
import { kokoroVocabulary } from '../../../src-main/engine/speaking/voices/kokoro/kokoroVocabulary'

export interface SaidSentence {
  readonly ids: readonly number[]
  readonly pauseAfterMs: number
}

/** What a tone voice has to say for an answer, sentence by sentence. */
export async function saidPhonemes(answer: string): Promise<SaidSentence[]> {
  const sentences: Sentence[] = []
  for await (const sentence of splitSentences(once(answer))) sentences.push(sentence)
  return Promise.all(
    sentences.map(async ({ text, pauseAfterMs }) => {
      const said = await phonemes(spokenForm(text, 'en-us').text, 'en-us')
      return { ids: Array.from(said, (phoneme) => kokoroVocabulary[phoneme]).filter(Boolean), pauseAfterMs }
    }),
  )
}

async function* once(text: string): AsyncGenerator<string> {
  await Promise.resolve()
  yield text
}
