import type { Prompt } from './promptTokens'
import type { HeardAudio } from './encodeAudio'

/** What prompts need of the tokenizer. */
export interface PromptTokenizer {
  encode(text: string): number[]
  /** The id of a special token such as `[INST]`; throws when the model has none. */
  special(name: string): number
}

/** One question, spoken or typed. */
export type Question = { readonly heard: HeardAudio } | { readonly text: string }

/** A question and the tokens of its answer, without the stop token. */
export interface Exchange {
  readonly question: Question
  readonly answer: readonly number[]
  /** The answer was interrupted: what there is of it is what was heard. */
  readonly isCut?: boolean
}

/**
 * Stands behind an answer that was cut, so that "go on" means from there. Not beside the next question: the built-in
 * listener would take it for a part of that.
 */
export const cutMark = ' [interrupted]'

/**
 * Voxtral's chat prompt: `<s>[INST][BEGIN_AUDIO][AUDIO]...text[/INST]answer</s>[INST]...[/INST]`.
 * Voxtral takes no system prompt (its model card), so the persona stands in the first turn: behind the audio, or before
 * the typed text.
 * @param question absent: only what its prompt begins with
 * @param tools the tokens of what may be called, see `availableTools`: before the first question, as in version 13 of
 *   Mistral's format
 */
export function chatPrompt(
  tokenizer: PromptTokenizer,
  persona: string,
  history: readonly Exchange[],
  question?: Question,
  tools: readonly number[] = [],
): Prompt {
  const id = (name: string): number => tokenizer.special(name)
  const ask = (asked: Question, first: boolean): Prompt => {
    if ('text' in asked) {
      const text = first && persona !== '' ? `${persona}\n\n${asked.text}` : asked.text
      return [{ tokens: [id('[INST]'), ...tokenizer.encode(text), id('[/INST]')] }]
    }
    const after = first && persona !== '' ? tokenizer.encode(persona) : []
    return [
      { tokens: [id('[INST]'), id('[BEGIN_AUDIO]')] },
      { audio: asked.heard },
      { tokens: [...after, id('[/INST]')] },
    ]
  }
  return [
    { tokens: [id('<s>'), ...tools] },
    ...history.flatMap((exchange, i) => [
      ...ask(exchange.question, i === 0),
      { tokens: [...exchange.answer, ...(exchange.isCut ? tokenizer.encode(cutMark) : []), id('</s>')] },
    ]),
    ...(question === undefined ? [] : ask(question, history.length === 0)),
  ]
}

/**
 * Voxtral's transcription prompt in the order of mistral_common, the reference:
 * `<s>[INST][BEGIN_AUDIO][AUDIO]...[/INST]lang:en[TRANSCRIBE]`.
 * @param language two letters; absent: the model finds out
 */
export function transcriptionPrompt(
  tokenizer: PromptTokenizer,
  heard: HeardAudio,
  language?: string,
): Prompt {
  const id = (name: string): number => tokenizer.special(name)
  return [
    { tokens: [id('<s>'), id('[INST]'), id('[BEGIN_AUDIO]')] },
    { audio: heard },
    {
      tokens: [
        id('[/INST]'),
        ...(language === undefined ? [] : tokenizer.encode(`lang:${language}`)),
        id('[TRANSCRIBE]'),
      ],
    },
  ]
}
