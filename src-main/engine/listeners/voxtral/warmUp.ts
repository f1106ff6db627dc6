import { AppError } from '@contract'
import { LogMel } from '../../hearing/logMel'
import { similarity } from './similarity'
import type { NextLogits } from './stepLogits'
import type { VoxtralModel } from './voxtralModel'

/** Prompts of 32 tokens and more take other kernels than short ones on some cards. */
const promptLengths = [48, 64] as const
const shortTokens = 16
/**
 * Answers of one decoder must be as alike as this cosine. Kernels of four-bit weights may round what they multiply to
 * eight bits for many tokens and not for one, and that grows from layer to layer: 3 B of random weights in q4 were
 * measured 0.91 on the processor, 100 M 0.9994, and in fp16 0.99998. Where attention goes wrong in every layer of a large
 * model, nothing is left in common. Finer faults the probe finds.
 */
const leastSimilarity = 0.5

/**
 * Runs everything that a first turn runs, so that it is as fast as the tenth: kernels are compiled, pages are read and
 * memory is taken, that of `contextTokens` of keys and values as well: what has to be moved as a conversation grows would
 * be computed anew, and a card's memory may still be planned otherwise now.
 * @param isCard whether a graphics card computes: then the answers are checked too
 * @throws inference-failed when the decoder contradicts itself: a prompt that it reads at once must lead to the same
 *   next token as the same prompt read token by token, which a driver's faulty attention was seen to break, and as the
 *   same prompt whose beginning is in the KV cache
 */
export async function warmUp(model: VoxtralModel, isCard: boolean, contextTokens: number): Promise<void> {
  const { signal } = new AbortController()
  const mel = new LogMel(model.config.mel)
  mel.push(new Float32Array(model.config.mel.samplingRate / 4))
  await model.encoder.encode(mel.finish(), 0, signal)

  const vocabulary = Math.min(512, model.config.vocabSize)
  const prompt = Array.from({ length: promptLengths[1] }, (_, i) => (i * 37 + 41) % vocabulary)
  await model.decoder.prefill([{ tokens: prompt.slice(0, 1) }], contextTokens)
  model.decoder.forget()
  const follow = async (length: number, atOnce: number): Promise<Float32Array> => {
    const logits = await nextLogits(model, prompt.slice(0, length), atOnce, signal)
    model.decoder.forget()
    return logits
  }
  for (const length of isCard ? promptLengths : promptLengths.slice(0, 1)) {
    const atOnce = await follow(length, length)
    if (!isCard) continue
    const oneByOne = await follow(length, shortTokens)
    // As the second turn of a conversation is: what is new comes behind what is cached, in one run.
    await model.decoder.prefill([{ tokens: prompt.slice(0, shortTokens) }], contextTokens)
    const goneOn = await follow(length, length)
    if ([oneByOne, goneOn].some((answer) => similarity(atOnce, answer) < leastSimilarity))
      throw new AppError('inference-failed', { kind: 'computes-wrongly' })
  }
  await model.decoder.tryReplays?.(contextTokens)
}

/** What follows a prompt of which the first `atOnce` tokens are read in one run, and the others one by one. */
async function nextLogits(
  model: VoxtralModel,
  prompt: readonly number[],
  atOnce: number,
  signal: AbortSignal,
): Promise<Float32Array> {
  let last = new Float32Array(0)
  const choose = (logits: NextLogits, more: readonly number[]): number => {
    last = Float32Array.from(logits.whole())
    return prompt.at(atOnce + more.length) ?? 0
  }
  const options = { choose, stopTokens: new Set<number>(), maxNewTokens: prompt.length - atOnce + 1 }
  for await (const _ of model.decoder.decode([{ tokens: prompt.slice(0, atOnce) }], options, signal));
  return last
}
