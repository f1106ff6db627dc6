import { samplingConfig, type Config } from '@contract'
import { tap } from '../../flow/tap'
import { LogMel, type MelFeatures } from '../../hearing/logMel'
import type {
  AnswerOptions,
  AnswerPiece,
  ContextFill,
  Ear,
  Listener,
  ListenerConversation,
  ListenerEvents,
  Question,
  Spoken,
} from '../listener'
import type { DecodeOptions } from './decodeTokens'
import { detokenize } from './detokenize'
import { History } from './history'
import type { Prompt } from './promptTokens'
import { readAnswer } from './readAnswer'
import { TokenSampler } from './sampleToken'
import type { VoxtralModel } from './voxtralModel'

/** What is written down has no more tokens than these beside one for every 80 ms that were heard: nobody speaks faster. */
const mostTokensBeside = 32

/** Voxtral: it hears the audio itself, and what it heard and computed of a conversation is quick to have again. */
export class VoxtralListener implements Listener {
  readonly model: VoxtralModel
  readonly name: string
  readonly #histories = new WeakMap<ListenerConversation, History>()
  readonly #ears = new WeakMap<Ear, LogMel>()

  constructor(model: VoxtralModel) {
    this.model = model
    this.name = model.name
  }

  listen(): Ear {
    const logMel = new LogMel(this.model.config.mel)
    this.#ears.set(logMel, logMel)
    return logMel
  }

  async *answer(
    conversation: ListenerConversation,
    question: Question,
    { signal, soFar, on }: AnswerOptions,
  ): AsyncGenerator<AnswerPiece, void> {
    const history = this.#historyOf(conversation)
    const given = await history.hear(question, signal)
    on?.heard?.()
    const { written, toolSteps } = soFar ?? { written: '', toolSteps: [] }
    const prompt = history.prompt(given, written, toolSteps)
    const { sampling } = conversation.settings
    // What was found may need no word more.
    const chosen = toolSteps.length > 0 ? { ...sampling, minNewTokens: 0 } : sampling
    const tokens = tap(this.#decode(prompt, chosen, history.answerTokens, signal, on), (token) => {
      given.answer.push(token)
      on?.token?.()
    })
    yield* readAnswer(tokens, this.model.tokenizer, toolSteps.length)
  }

  async *transcribe(
    conversation: ListenerConversation,
    spoken: Spoken,
    { signal, on }: Pick<AnswerOptions, 'signal' | 'on'>,
  ): AsyncGenerator<string, void> {
    const history = this.#historyOf(conversation)
    history.requireRoom(spoken)
    const heard = await history.encode(spoken, signal)
    on?.heard?.()
    const prompt = history.transcription(heard)
    const { sampling } = conversation.settings
    const tokens = this.#decode(prompt, sampling, history.answerTokens, signal, on)
    yield* detokenize(
      tap(tokens, () => on?.token?.()),
      this.model.tokenizer,
    )
  }

  async writeDown(
    conversation: ListenerConversation,
    said: number | Spoken,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const history = this.#historyOf(conversation)
    const heard = await (typeof said === 'number'
      ? history.heardOf(said, signal)
      : history.encode(said, signal))
    if (heard === undefined) return undefined
    const options = this.#options(samplingConfig.parse({}), mostTokensBeside + heard.tokens)
    const tokens = this.model.decoder.decodeBeside(history.transcription(heard), options, signal)
    let text = ''
    for await (const piece of detokenize(tokens, this.model.tokenizer)) text += piece
    return text.trim()
  }

  preparation(conversation: ListenerConversation): ((signal: AbortSignal) => Promise<void>) | undefined {
    const history = this.#historyOf(conversation)
    if (!history.getReady()) return undefined
    return async (signal) => {
      await history.hearEarlier(signal)
      await this.model.decoder.prefill(history.beginning, history.contextTokens, signal)
    }
  }

  fill(conversation: ListenerConversation): ContextFill {
    return this.#historyOf(conversation).fill
  }

  release(): void {
    this.model.release()
  }

  #historyOf(conversation: ListenerConversation): History {
    const known = this.#histories.get(conversation)
    if (known) return known
    const history = new History(this.model, conversation, (spoken) => this.#melOf(spoken))
    this.#histories.set(conversation, history)
    return history
  }

  /** The log-mel of what was spoken: most of it is there where it grew with the audio. */
  #melOf(spoken: Spoken): MelFeatures {
    const grown = spoken.ear && this.#ears.get(spoken.ear)
    if (grown) return grown.soFar()
    const logMel = new LogMel(this.model.config.mel)
    logMel.push(spoken.samples)
    return logMel.finish()
  }

  #decode(
    prompt: Prompt,
    sampling: Config['sampling'],
    maxNewTokens: number,
    signal: AbortSignal,
    on?: ListenerEvents,
  ): AsyncIterable<number> {
    const onPrefill: DecodeOptions['onPrefill'] = (...lengths) => on?.prefill?.(...lengths)
    const options = { ...this.#options(sampling, maxNewTokens), onPrefill }
    return this.model.decoder.decode(prompt, options, signal)
  }

  #options(sampling: Config['sampling'], maxNewTokens: number): DecodeOptions {
    const { stopTokens } = this.model
    const sampler = new TokenSampler(sampling, stopTokens)
    return {
      choose: (logits, answer) => sampler.next(logits, answer),
      stopTokens,
      maxNewTokens,
    }
  }
}
