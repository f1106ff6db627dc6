import { WhisperFeatureExtractor } from '@huggingface/transformers'
import { LogMel, type MelFormat } from '../../../src-main/engine/hearing/logMel'
import { speakQuestion } from '../../rigs/speakQuestion'
import { median, timed, type BenchSection } from '../result'

/** Voxtral-Mini-3B's preprocessor_config.json. */
const format: MelFormat = {
  featureSize: 128,
  samplingRate: 16_000,
  hopLength: 160,
  nFft: 400,
  nSamples: 480_000,
}
const speechSamples = 4 * format.samplingRate
const runs = 7

/** Log-mel of 4 s of speech: all of it at once, and what is left to do when the last microphone frame arrives. */
export const benchMel: BenchSection = async () => {
  const spoken = await speakQuestion(
    'What is the capital of France, and how many people live there in the summer?',
  )
  const speech = new Float32Array(speechSamples)
  speech.set(spoken.subarray(0, speechSamples))
  const peer = new WhisperFeatureExtractor({
    feature_size: format.featureSize,
    sampling_rate: format.samplingRate,
    hop_length: format.hopLength,
    n_fft: format.nFft,
    n_samples: format.nSamples,
    nb_max_frames: format.nSamples / format.hopLength,
    chunk_length: 30,
  })
  const whole = (): void => {
    const logMel = new LogMel(format)
    logMel.push(speech)
    logMel.finish()
  }
  const left = async (): Promise<number> => {
    const logMel = new LogMel(format)
    logMel.push(speech.subarray(0, speechSamples - 512))
    return timed(() => {
      logMel.push(speech.subarray(speechSamples - 512))
      logMel.finish()
    })
  }
  const ours: number[] = []
  const theirs: number[] = []
  const rest: number[] = []
  for (let run = 0; run < runs; run++) {
    theirs.push(await timed(() => peer(speech)))
    ours.push(await timed(whole))
    rest.push(await left())
  }
  const [value, peerMs] = [median(ours), median(theirs)]
  return [
    {
      name: 'mel-4s',
      unit: 'ms',
      value,
      peer: peerMs,
      ratio: peerMs / value,
      goal: 'ratio >= 10',
      ok: peerMs / value >= 10,
    },
    { name: 'mel-4s-left', unit: 'ms', value: median(rest), goal: '< 3 ms', ok: median(rest) < 3 },
  ]
}
