import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { env } from '@huggingface/transformers'
import { KokoroTTS } from 'kokoro-js'
import { KokoroVoice } from '../../../src-main/engine/speaking/voices/kokoro/kokoroVoice'
import { speak } from '../../../src-main/engine/speaking/speak'
import { splitSentences } from '../../../src-main/engine/speaking/splitSentences'
import { peerKokoro } from '../../rigs/models/peerKokoro'
import { besidePeer, median, type BenchSection } from '../result'

/** Of twelve words, without a mark at which it could be parted. */
const sentence = 'The old town by the river has a very good market today.'
const rounds = 4

interface Said {
  readonly firstMs: number
  readonly ms: number
  readonly soundMs: number
}

/**
 * A real Kokoro from a directory on the processor: a sentence from its text to its sound, by Parley's own way, beside
 * kokoro-js on the same weights. Both find phonemes, run the model once and hold the samples.
 */
export function benchKokoro(directory: string): BenchSection {
  return async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'parley-peer-'))
    try {
      const { dtype } = peerKokoro(directory, path.join(folder, 'kokoro'))
      env.allowRemoteModels = false
      env.localModelPath = folder
      const voice = await KokoroVoice.load(directory)
      const peer = await KokoroTTS.from_pretrained('kokoro', { dtype, device: 'cpu' })
      const ours = (): Promise<Said> => sayByParley(voice)
      const theirs = (): Promise<Said> => sayByPeer(peer)
      const runs: { ours: Said[]; theirs: Said[] } = { ours: [], theirs: [] }
      await ours()
      await theirs()
      for (let round = 0; round < rounds; round++) {
        runs.ours.push(await ours())
        runs.theirs.push(await theirs())
      }
      voice.release()
      const of = (side: 'ours' | 'theirs', figure: (run: Said) => number): number =>
        median(runs[side].map(figure))
      const factor = ({ ms, soundMs }: Said): number => ms / soundMs
      const [share, firstMs] = [of('ours', factor), of('ours', ({ firstMs }) => firstMs)]
      return [
        {
          ...besidePeer(['kokoro-real-time-factor', 'x'], share, of('theirs', factor), 3),
          goal: '<= 0.4, and a third of the peer',
          ok: share <= 0.4 && share * 3 <= of('theirs', factor),
        },
        {
          ...besidePeer(
            ['kokoro-first-sound', 'ms'],
            firstMs,
            of('theirs', ({ firstMs }) => firstMs),
            1,
          ),
          goal: '<= 500 ms',
          ok: firstMs <= 500,
        },
      ]
    } finally {
      rmSync(folder, { recursive: true })
    }
  }
}

async function sayByParley(voice: KokoroVoice): Promise<Said> {
  async function* text(): AsyncGenerator<string> {
    await Promise.resolve()
    yield sentence
  }
  const { signal } = new AbortController()
  const start = performance.now()
  let [samples, firstMs] = [0, 0]
  for await (const chunk of speak(splitSentences(text()), voice, {}, signal)) {
    firstMs ||= performance.now() - start
    samples += chunk.samples.length
  }
  return { firstMs, ms: performance.now() - start, soundMs: samples / 24 }
}

async function sayByPeer(peer: KokoroTTS): Promise<Said> {
  const start = performance.now()
  const { audio } = (await peer.generate(sentence)) as { audio: Float32Array }
  const ms = performance.now() - start
  return { firstMs: ms, ms, soundMs: audio.length / 24 }
}
