import path from 'node:path'
import { z } from 'zod'
import { AppError, microphoneFormat } from '@contract'
import { checkMelFormat, type MelFormat } from '../../hearing/logMel'
import { readModelJson } from './modelFiles'

/** Far more than any model has, and few enough to make room for. */
const largest = 2 ** 24
const size = z.number().int().positive().max(largest)

const configFile = z.object({
  audio_config: z.object({
    num_mel_bins: size,
    max_source_positions: size,
    hidden_size: size,
    intermediate_size: size,
  }),
  text_config: z.object({
    hidden_size: size,
    num_hidden_layers: size,
    num_key_value_heads: size,
    // Absent in files that leave defaults out: then it is that of Voxtral-Mini-3B (transformers' VoxtralConfig).
    head_dim: size.default(128),
    vocab_size: size,
    max_position_embeddings: z.number().int().positive(),
  }),
  taught_tools: z.array(z.string()).optional(),
})

const preprocessorFile = z.object({
  feature_size: size,
  // What the microphone gives; audio files are brought to it.
  sampling_rate: z.literal(microphoneFormat.sampleRateHz),
  hop_length: size,
  n_fft: size,
  n_samples: size,
})

/** Every size of a Voxtral model, from its own files. */
export interface VoxtralConfig {
  readonly mel: MelFormat
  readonly windowFrames: number
  /** Audio tokens that one window yields. */
  readonly windowTokens: number
  /** Samples that one audio token stands for. */
  readonly tokenSamples: number
  readonly hiddenSize: number
  readonly layers: number
  readonly kvHeads: number
  readonly headSize: number
  readonly vocabSize: number
  /** The most tokens that the decoder can tell apart by place. */
  readonly longestContext: number
  /** Names of the tools that it was taught, where it cannot read what others do. Absent: it reads the description of any. */
  readonly taughtTools?: readonly string[] | undefined
}

/**
 * Reads config.json and preprocessor_config.json.
 * @throws model-missing, or model-invalid for what no model can have; naming the file
 */
export function readVoxtralConfig(modelDir: string): VoxtralConfig {
  const file = readModelJson(modelDir, 'config.json', configFile)
  const { audio_config: audio, text_config: text } = file
  const mel = readModelJson(modelDir, 'preprocessor_config.json', preprocessorFile)
  // The projector joins as many encoder positions as fit its width: intermediate_size / hidden_size of them.
  const windowTokens = (audio.max_source_positions * audio.hidden_size) / audio.intermediate_size
  if (!Number.isInteger(windowTokens))
    throw new AppError('model-invalid', {
      kind: 'model-file-damaged',
      file: path.join(modelDir, 'config.json'),
      detail: `${audio.max_source_positions} encoder positions of ${audio.hidden_size} are no whole number of audio tokens of ${audio.intermediate_size}`,
    })
  const format = {
    featureSize: mel.feature_size,
    samplingRate: mel.sampling_rate,
    hopLength: mel.hop_length,
    nFft: mel.n_fft,
    nSamples: mel.n_samples,
  }
  checkMelFormat(format)
  return {
    mel: format,
    windowFrames: mel.n_samples / mel.hop_length,
    windowTokens,
    tokenSamples: mel.n_samples / windowTokens,
    hiddenSize: text.hidden_size,
    layers: text.num_hidden_layers,
    kvHeads: text.num_key_value_heads,
    headSize: text.head_dim,
    vocabSize: text.vocab_size,
    longestContext: text.max_position_embeddings,
    taughtTools: file.taught_tools,
  }
}
