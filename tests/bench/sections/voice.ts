import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { env } from '@huggingface/transformers'
import { KokoroTTS } from 'kokoro-js'
import { KokoroVoice } from '../../../src-main/engine/speaking/voices/kokoro/kokoroVoice'
import { speak } from '../../../src-main/engine/speaking/speak'
import { splitSentences } from '../../../src-main/engine/speaking/splitSentences'
import { randomVoice } from '../../rigs/models/randomVoice'
import { besidePeer, median, type BenchSection } from '../result'

/** As long as the first clause of an answer is when it is sent to be spoken. */
const clause = 'Well, that is a very good question to me.'
const rounds = 4

interface Spoken {
  readonly ms: number
  /** Seconds that it takes to make a second of sound. */
  readonly share: number
}

/**
 * The first clause of an answer, from its text to its sound, on a random Kokoro of the full size on the CPU, beside
 * kokoro-js on the same file. Both find phonemes, run the model once and hold the samples; Parley trims the silence, too.
 */
export const benchVoice: BenchSection = async () => {
  const modelDir = randomVoice()
  const voice = await KokoroVoice.load(modelDir)
  env.allowRemoteModels = false
  env.localModelPath = path.dirname(modelDir)
  const peer = await KokoroTTS.from_pretrained(path.basename(modelDir), { dtype: 'fp32', device: 'cpu' })
  const { signal } = new AbortController()

  async function* text(): AsyncGenerator<string> {
    await Promise.resolve()
    yield clause
  }
  const ours = async (): Promise<Spoken> => {
    const start = performance.now()
    let samples = 0
    let firstMs: number | undefined
    for await (const chunk of speak(splitSentences(text()), voice, {}, signal)) {
      firstMs ??= performance.now() - start
      samples += chunk.samples.length
    }
    return { ms: firstMs!, share: spentOf(start, samples) }
  }
  const theirs = async (): Promise<Spoken> => {
    const start = performance.now()
    const { audio } = (await peer.generate(clause)) as { audio: Float32Array }
    return { ms: performance.now() - start, share: spentOf(start, audio.length) }
  }

  await theirs() // Parley has run once while it loaded
  const spoken: { ours: Spoken[]; theirs: Spoken[] } = { ours: [], theirs: [] }
  for (let round = 0; round < rounds; round++) {
    spoken.ours.push(await ours())
    spoken.theirs.push(await theirs())
  }
  voice.release()
  const of = (side: 'ours' | 'theirs', figure: keyof Spoken): number =>
    median(spoken[side].map((run) => run[figure]))
  const share = of('ours', 'share')
  return [
    besidePeer(['voice-first-chunk', 'ms'], of('ours', 'ms'), of('theirs', 'ms'), 0.95),
    {
      ...besidePeer(['voice-real-time-share', 'x'], share, of('theirs', 'share'), 1),
      goal: 'sooner made than said: < 1',
      ok: share < 1,
    },
  ]
}

const spentOf = (start: number, samples: number): number =>
  (performance.now() - start) / 1000 / (samples / 24_000)
