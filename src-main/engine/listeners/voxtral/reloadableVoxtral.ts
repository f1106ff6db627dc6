import { AppError } from '@contract'
import type { ReloadableModel } from '../../flow/reloadableModel'
import type { DecodeOptions } from './decodeTokens'
import type { Decoding, Hearing, VoxtralModel } from './voxtralModel'

/**
 * A Voxtral that comes back when it was away. What is known of a conversation outlives that, but for the KV cache.
 * @param contextTokens of a conversation that there is memory for now
 */
export function reloadableVoxtral(
  first: VoxtralModel,
  source: ReloadableModel<VoxtralModel>,
  contextTokens: () => number,
): VoxtralModel {
  const encoder: Hearing = {
    tokensOf: (samples, marginTokens) => first.encoder.tokensOf(samples, marginTokens),
    encode: (features, marginTokens, signal) =>
      source.use((model) => model.encoder.encode(features, marginTokens, signal)),
    release: () => undefined,
  }
  const decoder: Decoding = {
    forget: () => void source.useLoaded((model) => Promise.resolve(model.decoder.forget())),
    prefill: (prompt, capacity, signal) =>
      source.use((model) => model.decoder.prefill(prompt, capacity, signal)),
    decode: (prompt, options, signal) =>
      source.values((model, answer: readonly number[]) => {
        // Begun anew, it goes on behind what it has answered.
        if (answer.length === 0) return model.decoder.decode(prompt, options, signal)
        const before = [...answer]
        const rest: DecodeOptions = {
          ...options,
          choose: (logits, more) => options.choose(logits, [...before, ...more]),
          maxNewTokens: options.maxNewTokens - before.length,
        }
        return model.decoder.decode([...prompt, { tokens: before }], rest, signal)
      }),
    // Nobody waits for it: it brings no model back, and no model has to make room for it.
    async *decodeBeside(...how) {
      const tokens: number[] = []
      const done = source.useLoaded(async (model) => {
        for await (const token of model.decoder.decodeBeside(...how)) tokens.push(token)
      })
      if (done === undefined) throw new AppError('busy', { kind: 'listener-away' }, { retryable: true })
      await done
      yield* tokens
    },
    release: () => undefined,
  }
  const config = {
    ...first.config,
    /** Of what the listener can tell apart, as much as there is memory for. */
    get longestContext() {
      return Math.min(first.config.longestContext, contextTokens())
    },
  }
  return { ...first, config, encoder, decoder, release: () => undefined }
}
