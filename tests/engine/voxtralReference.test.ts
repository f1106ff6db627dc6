import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadVoxtral, type VoxtralModel } from '../../src-main/engine/listeners/voxtral/voxtralModel'
import { graphFile } from '../../src-main/engine/listeners/voxtral/modelFiles'
import { Session } from '../../src-main/engine/onnx/session'
import { Decoder } from '../../src-main/engine/listeners/voxtral/decodeTokens'
import type { HeardAudio } from '../../src-main/engine/listeners/voxtral/encodeAudio'
import { LogMel, type MelFeatures } from '../../src-main/engine/hearing/logMel'
import { chatPrompt, transcriptionPrompt } from '../../src-main/engine/listeners/voxtral/prompt'
import type { NextLogits } from '../../src-main/engine/listeners/voxtral/stepLogits'
import { TokenSampler } from '../../src-main/engine/listeners/voxtral/sampleToken'
import { config } from '../../src-preload/contract'
import {
  featuresDifference,
  melDifference,
  readReference,
  synthesize,
  type ReferenceAudio,
} from '../fixtures/voxtral/readReference'

const reference = readReference()
const { signal } = new AbortController()

function melOf(listener: VoxtralModel, audio: ReferenceAudio): MelFeatures {
  const logMel = new LogMel(listener.config.mel)
  logMel.push(synthesize(audio))
  return logMel.finish()
}

/** 64 greedy tokens; as in the reference, no stop token counts. */
async function answer(
  listener: VoxtralModel,
  prompt: Parameters<VoxtralModel['decoder']['decode']>[0],
): Promise<number[]> {
  const sampler = new TokenSampler(config.parse({}).sampling, new Set())
  const tokens: number[] = []
  const options = {
    choose: (logits: NextLogits, soFar: readonly number[]) => sampler.next(logits, soFar),
    stopTokens: new Set<number>(),
    maxNewTokens: 64,
  }
  for await (const token of listener.decoder.decode(prompt, options, signal)) tokens.push(token)
  return tokens
}

describe.each([
  ['a float32 KV cache', reference.modelDirs.f32],
  ['a half-precision KV cache', reference.modelDirs.f16Kv],
])("Hugging Face's numbers, with %s", (_, modelDir) => {
  let listener: VoxtralModel
  beforeAll(async () => {
    listener = await loadVoxtral(modelDir)
  })
  afterAll(() => listener.release())

  describe.each(reference.audios.map((audio) => [audio.name, audio] as const))('%s', (_name, audio) => {
    let heard: HeardAudio

    it('has the same log-mel to 1e-4', () => {
      const mel = melOf(listener, audio)
      expect(mel.windows).toHaveLength(audio.windows)
      expect(melDifference(audio, mel.windows)).toBeLessThan(1e-4)
    })

    it('has the same audio embeddings to 1e-3', async () => {
      heard = await listener.encoder.encode(melOf(listener, audio), 'full', signal)
      expect(heard.tokens).toBe(audio.prompts.chat.audioTokens)
      expect(featuresDifference(audio, heard.embeddings)).toBeLessThan(1e-3)
    })

    it('answers with the same 64 tokens in a chat', async () => {
      const prompt = chatPrompt(listener.tokenizer, reference.question, [], { heard })
      expect(prompt.flatMap((part) => ('tokens' in part ? part.tokens : []))).toEqual([
        ...audio.prompts.chat.before,
        ...audio.prompts.chat.after,
      ])
      expect(await answer(listener, prompt)).toEqual(audio.prompts.chat.answer)
    })

    it('transcribes with the same 64 tokens', async () => {
      const prompt = transcriptionPrompt(listener.tokenizer, heard, reference.language)
      expect(await answer(listener, prompt)).toEqual(audio.prompts.transcription.answer)
    })
  })

  it('answers the same whether the beginning of a prompt is cached or not', async () => {
    const heard = await listener.encoder.encode(melOf(listener, reference.audios[1]), 'full', signal)
    const prompt = chatPrompt(listener.tokenizer, reference.question, [], { heard })
    const expected = reference.audios[1].prompts.chat.answer
    expect(await answer(listener, prompt)).toEqual(expected)
    expect(await answer(listener, prompt)).toEqual(expected)
    listener.decoder.forget()
    expect(await answer(listener, prompt)).toEqual(expected)
  })
})

it.each([
  ['past and present cannot share their memory', false, true],
  ['a prompt cannot go on behind what is cached', true, false],
])('answers the same, and computes a longer prompt anew, where %s', async (_, inPlace, canGoOn) => {
  const modelDir = reference.modelDirs.f32
  const listener = await loadVoxtral(modelDir)
  const [decoder, embed] = await Promise.all([
    Session.load(graphFile(modelDir, 'decoder_model_merged')),
    Session.load(graphFile(modelDir, 'embed_tokens')),
  ])
  const growing = { ...listener, decoder: new Decoder(decoder, embed, listener.config, inPlace, canGoOn) }
  const audio = reference.audios[2]
  const heard = await listener.encoder.encode(melOf(listener, audio), 'full', signal)
  const prompt = chatPrompt(listener.tokenizer, reference.question, [], { heard })
  for (let turn = 0; turn < 2; turn++)
    expect(await answer(growing, prompt)).toEqual(audio.prompts.chat.answer)
  let cached = -1
  const options = {
    choose: () => 7,
    stopTokens: new Set<number>(),
    maxNewTokens: 1,
    onPrefill: (_: number, tokens: number) => (cached = tokens),
  }
  for await (const _ of growing.decoder.decode([...prompt, { tokens: [5, 6] }], options, signal));
  expect(cached).toBe(0)
  growing.decoder.release()
  listener.release()
})
