import { AppError } from '@contract'
import { LogMel } from '../stages/logMel'
import type { Listener } from './listener'

/** Prompts from here on take other kernels than short ones on some cards. */
const promptTokens = 40

/**
 * Runs everything that a first turn runs, so that it is as fast as the tenth: kernels are compiled, pages are read and
 * memory is taken.
 * @param isCard whether a graphics card computes: then the answers are checked too
 * @throws inference-failed when the decoder contradicts itself: a prompt that it reads at once must lead to the same
 *   next token as the same prompt read in halves, which a driver's faulty attention was seen to break
 */
export async function warmUp(listener: Listener, isCard: boolean): Promise<void> {
  const { signal } = new AbortController()
  const mel = new LogMel(listener.config.mel)
  mel.push(new Float32Array(listener.config.mel.samplingRate / 4))
  await listener.encoder.encode(mel.finish(), 0, signal)

  const vocabulary = Math.min(512, listener.config.vocabSize)
  const prompt = Array.from({ length: promptTokens }, (_, i) => (i * 37 + 41) % vocabulary)
  const atOnce = await nextLogits(listener, prompt, signal)
  listener.decoder.forget()
  if (!isCard) return
  await nextLogits(listener, prompt.slice(0, promptTokens / 2), signal)
  const inHalves = await nextLogits(listener, prompt, signal)
  listener.decoder.forget()
  if (similarity(atOnce, inHalves) < 0.98)
    throw new AppError('inference-failed', 'The device computes wrongly: the same prompt led to two answers.')
}

async function nextLogits(
  listener: Listener,
  tokens: readonly number[],
  signal: AbortSignal,
): Promise<Float32Array> {
  let last = new Float32Array(0)
  const choose = (logits: Float32Array): number => {
    last = Float32Array.from(logits)
    return 0
  }
  const options = { choose, stopTokens: new Set<number>(), maxNewTokens: 2 }
  for await (const _ of listener.decoder.decode([{ tokens }], options, signal))
    if (last.length > 0) return last
  return last
}

/** The cosine of the angle between two vectors: 1 for the same, -1 where one is not finite. */
function similarity(a: Float32Array, b: Float32Array): number {
  let [ab, aa, bb] = [0, 0, 0]
  a.forEach((x, i) => {
    ab += x * b[i]
    aa += x * x
    bb += b[i] * b[i]
  })
  const cosine = ab / Math.sqrt(aa * bb)
  return Number.isNaN(cosine) ? -1 : cosine
}
