import { performance } from 'node:perf_hooks'
import { config as configSchema } from '../../../src-preload/contract'
import { loadEngineModels } from '../../../src-main/engine/models/engineModels'
import { LogMel } from '../../../src-main/engine/stages/logMel'
import { chatPrompt } from '../../../src-main/engine/stages/prompt'
import { TokenSampler } from '../../../src-main/engine/stages/sampleToken'
import { runTurn, type TurnSettings } from '../../../src-main/engine/turn'
import type { Voice } from '../../../src-main/engine/stages/voice'
import { speakQuestion } from '../../rigs/speakQuestion'
import { ownTime } from '../ownTime'
import { median, type BenchSection } from '../result'

const runs = 15

/**
 * What a turn costs beside its models: the time in which the engine's own thread is busy. Native runs happen on threads
 * of their own and do not count; the built-in voice speaks on this thread, so its time is taken off.
 */
export const benchOverhead: BenchSection = async () => {
  const config = configSchema.parse({})
  const models = await loadEngineModels(config)
  const { listener } = models
  const question = await speakQuestion('Tell me a story.')
  const perTurn: number[] = []
  const perToken: number[] = []
  for (let run = 0; run < runs; run++) {
    listener.decoder.forget()
    const sampler = new TokenSampler(config.sampling, listener.stopTokens)
    let tokens = 0
    let voiceMs = 0
    const voice: Voice = {
      name: models.voice.name,
      language: models.voice.language,
      sampleRateHz: models.voice.sampleRateHz,
      async *synthesize(spoken, abort, speed) {
        const pieces = models.voice.synthesize(spoken, abort, speed)[Symbol.asyncIterator]()
        for (;;) {
          const start = performance.now()
          const piece = await pieces.next()
          voiceMs += performance.now() - start
          if (piece.done) return
          yield piece.value
        }
      },
      release: () => undefined,
    }
    const settings: TurnSettings = {
      audioMarginTokens: config.audioMarginTokens,
      speed: 1,
      decode: {
        choose: (logits, answer) => sampler.next(logits, answer),
        stopTokens: listener.stopTokens,
        maxNewTokens: 200,
      },
      prompt: (asked) => chatPrompt(listener.tokenizer, config.persona, [], asked),
    }
    const logMel = new LogMel(listener.config.mel)
    logMel.push(question)
    const on = { token: () => void tokens++ }
    const { signal } = new AbortController()

    const ofTurn = ownTime()
    for await (const _chunk of runTurn(
      { mel: logMel.finish() },
      { ...listener, voice },
      settings,
      on,
      signal,
    ));
    const busyMs = ofTurn() - voiceMs

    // The same prompt again, written only: prefill is one position, so nearly all of it is decode steps.
    const ofDecoding = ownTime()
    const text = { text: 'tell me a story' }
    let decoded = 0
    const count = { token: () => void decoded++ }
    for await (const _chunk of runTurn(text, { ...listener, voice: undefined }, settings, count, signal));
    perToken.push(ofDecoding() / decoded)
    perTurn.push(busyMs - perToken.at(-1)! * tokens)
  }
  models.release()
  const turnMs = median(perTurn)
  const tokenMs = median(perToken)
  return [
    { name: 'overhead-turn', unit: 'ms', value: turnMs, goal: '< 5 ms', ok: turnMs < 5 },
    { name: 'overhead-token', unit: 'ms', value: tokenMs, goal: '< 0.2 ms', ok: tokenMs < 0.2 },
  ]
}
