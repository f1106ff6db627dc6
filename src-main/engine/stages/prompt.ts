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

/** Stands before the question behind an answer that was interrupted, so that "go on" means from there. */
export const cutNote =
  'I stopped you there and heard no more of that answer. If I ask you to go on, continue from that place.'

/**
 * Voxtral's chat prompt: `<s>[INST][BEGIN_AUDIO][AUDIO]...text[/INST]answer</s>[INST]...[/INST]`.
 * Voxtral takes no system prompt (its model card), so the persona stands in the first turn: behind the audio, or before
 * the typed text. Behind an answer that was cut, `cutNote` stands in the same place.
 * @param question absent: only what its prompt begins with
 */
export function chatPrompt(
  tokenizer: PromptTokenizer,
  persona: string,
  history: readonly Exchange[],
  question?: Question,
): Prompt {
  const id = (name: string): number => tokenizer.special(name)
  const ask = (asked: Question, before: Exchange | undefined): Prompt => {
    const told = before === undefined ? persona : before.isCut ? cutNote : ''
    if ('text' in asked) {
      const text = told === '' ? asked.text : `${told}\n\n${asked.text}`
      return [{ tokens: [id('[INST]'), ...tokenizer.encode(text), id('[/INST]')] }]
    }
    const after = told === '' ? [] : tokenizer.encode(told)
    return [
      { tokens: [id('[INST]'), id('[BEGIN_AUDIO]')] },
      { audio: asked.heard },
      { tokens: [...after, id('[/INST]')] },
    ]
  }
  return [
    { tokens: [id('<s>')] },
    ...history.flatMap((exchange, i) => [
      ...ask(exchange.question, history[i - 1]),
      { tokens: [...exchange.answer, id('</s>')] },
    ]),
    ...(question === undefined ? [] : ask(question, history.at(-1))),
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
