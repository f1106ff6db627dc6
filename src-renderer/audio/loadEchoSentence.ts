import sentenceUrl from '../../resources/echoSentence.wav?url'
import type { EchoSentence } from './runEchoTest'

/** As voices deliver it: the playback resamples it like an answer. */
const sampleRateHz = 24_000

/** The sentence of the echo test. */
export async function loadEchoSentence(): Promise<EchoSentence> {
  const response = await fetch(sentenceUrl)
  const context = new OfflineAudioContext(1, 1, sampleRateHz)
  const audio = await context.decodeAudioData(await response.arrayBuffer())
  return { sampleRateHz, samples: audio.getChannelData(0) }
}
