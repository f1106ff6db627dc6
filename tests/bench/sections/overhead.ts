import { config as configSchema, type Config } from '../../../src-preload/contract'
import { loadEngineModels, type EngineModels } from '../../../src-main/engine/models/engineModels'
import { LogMel } from '../../../src-main/engine/hearing/logMel'
import { chatPrompt } from '../../../src-main/engine/listeners/voxtral/prompt'
import { TokenSampler } from '../../../src-main/engine/listeners/voxtral/sampleToken'
import { runTurn, type TurnSettings } from '../../../src-main/engine/turn'
import { EspeakVoice } from '../../../src-main/engine/speaking/voices/espeak/espeakVoice'
import type { Voice } from '../../../src-main/engine/speaking/voice'
import { speakQuestion } from '../../rigs/speakQuestion'
import { ownTime, threadMs } from '../ownTime'
import { median, type BenchSection } from '../result'

const runs = 15
/** An answer that is cut short, beside the whole one: what grows between them is the cost of a token. */
const shortTokens = 8

/**
 * What a turn costs beside its models: the time in which the engine's own thread is busy. Native runs do not count, and
 * the built-in voice, which speaks on this thread, is taken off.
 */
export const benchOverhead: BenchSection = async () => {
  const config = configSchema.parse({})
  const models = await loadEngineModels(config)
  const voice = await EspeakVoice.load()
  const question = await speakQuestion('Tell me a story.')
  const perTurn: number[] = []
  const perToken: number[] = []
  for (let run = 0; run < runs; run++) {
    const short = await ownTimeOfTurn({ ...models, voice }, config, question, shortTokens)
    const whole = await ownTimeOfTurn({ ...models, voice }, config, question, 200)
    const tokenMs = (whole.ownMs - short.ownMs) / (whole.tokens - short.tokens)
    perToken.push(tokenMs)
    perTurn.push(short.ownMs - tokenMs * short.tokens)
  }
  models.release()
  const turnMs = median(perTurn)
  const tokenMs = median(perToken)
  return [
    { name: 'overhead-turn', unit: 'ms', value: turnMs, goal: '< 5 ms', ok: turnMs < 5 },
    { name: 'overhead-token', unit: 'ms', value: tokenMs, goal: '< 0.2 ms', ok: tokenMs < 0.2 },
  ]
}

/** A turn from the last sample of the question to the last chunk of the answer, nothing of it cached. */
async function ownTimeOfTurn(
  models: Pick<EngineModels, 'listener' | 'voice'>,
  config: Config,
  question: Float32Array,
  maxNewTokens: number,
): Promise<{ ownMs: number; tokens: number }> {
  const { listener } = models
  listener.decoder.forget()
  const sampler = new TokenSampler(config.sampling, listener.stopTokens)
  const settings: TurnSettings = {
    audioMarginTokens: config.audioMarginTokens,
    speed: 1,
    decode: {
      choose: (logits, answer) => sampler.next(logits, answer),
      stopTokens: listener.stopTokens,
      maxNewTokens,
    },
    prompt: (asked) => chatPrompt(listener.tokenizer, config.persona, [], asked),
  }
  const logMel = new LogMel(listener.config.mel)
  logMel.push(question)
  const { voice, spokeMs } = timedVoice(models.voice)
  let tokens = 0
  const on = { token: () => void tokens++ }
  const { signal } = new AbortController()
  const own = ownTime()
  const asked = { mel: logMel.finish() }
  for await (const _chunk of runTurn(asked, { ...listener, voice }, settings, on, signal));
  return { ownMs: own() - spokeMs(), tokens }
}

/** The voice, with the time in which it kept this thread: until it gives a piece it waits for nothing. */
function timedVoice(plain: Voice): { voice: Voice; spokeMs: () => number } {
  let ms = 0
  const voice: Voice = {
    name: plain.name,
    language: plain.language,
    sampleRateHz: plain.sampleRateHz,
    async *synthesize(...args) {
      const pieces = plain.synthesize(...args)[Symbol.asyncIterator]()
      for (;;) {
        const start = threadMs()
        const next = pieces.next()
        ms += threadMs() - start
        const piece = await next
        if (piece.done) return
        yield piece.value
      }
    },
    release: () => undefined,
  }
  return { voice, spokeMs: () => ms }
}
