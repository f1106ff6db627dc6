import { config as configSchema, type Config } from '../../../src-preload/contract'
import { loadEngineModels, type EngineModels } from '../../../src-main/engine/models/engineModels'
import { Utterance } from '../../../src-main/engine/hearing/utterance'
import { runTurn, type TurnSettings } from '../../../src-main/engine/turn'
import { EspeakVoice } from '../../../src-main/engine/speaking/voices/espeak/espeakVoice'
import type { Voice } from '../../../src-main/engine/speaking/voice'
import { voxtralOf } from '../../rigs/models/voxtralOf'
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
  voxtralOf(models).decoder.forget()
  const settings: TurnSettings = {
    speed: 1,
    tools: [],
    mayCall: () => Promise.resolve(),
    onStep: () => undefined,
    now: Date.now,
  }
  const sampling = { ...config.sampling, maxNewTokens }
  const told = { settings: { ...config, sampling }, tools: [], exchanges: [], audioOf: () => undefined }
  const spoken = new Utterance(listener.listen?.())
  spoken.push(question)
  const { voice, spokeMs } = timedVoice(models.voice)
  let tokens = 0
  const on = { token: () => void tokens++ }
  const { signal } = new AbortController()
  const own = ownTime()
  const asked = { question: { spoken, exchange: undefined } }
  for await (const _chunk of runTurn(asked, told, { listener, voice }, settings, on, signal));
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
