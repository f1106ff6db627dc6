import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { writeVoxtral } from '../../../models/export/writeVoxtral'
import type { ExportDtype } from '../../../models/export/writeVoxtral'
import { byteLevelTokenizer } from './byteLevelTokenizer'
import { randomVoxtralWeights } from './randomVoxtralWeights'

/** The part of Hugging Face's config.json that decides sizes; what is left out is as in Voxtral-Mini-3B. */
export interface RandomVoxtralConfig extends Record<string, unknown> {
  readonly audio_config?: { readonly num_mel_bins?: number }
  readonly text_config?: { readonly vocab_size?: number }
}

/**
 * Writes a Voxtral with random weights in the public layout, of one of `voxtralSizes` or any other size.
 * The same bytes every time. Matrices pass through memory one at a time, those in half precision in pieces.
 * @param dtype as the files are named: `q4` and `fp32` with a float32 KV cache, `q4f16` and `fp16` with one in half precision
 */
export function makeRandomVoxtral(
  directory: string,
  config: RandomVoxtralConfig,
  dtype: ExportDtype = 'q4',
): void {
  // Under another name until it is whole: a process that is stopped leaves no half a model.
  const unfinished = `${directory}.${process.pid}`
  mkdirSync(dirname(directory), { recursive: true })
  rmSync(unfinished, { recursive: true, force: true })
  writeVoxtral(unfinished, config, randomVoxtralWeights, { dtype })
  const json = (name: string, value: unknown): void =>
    writeFileSync(join(unfinished, name), `${JSON.stringify(value)}\n`)
  json('generation_config.json', { bos_token_id: 1, eos_token_id: 2, pad_token_id: 11 })
  json('preprocessor_config.json', {
    feature_extractor_type: 'WhisperFeatureExtractor',
    processor_class: 'VoxtralProcessor',
    feature_size: config.audio_config?.num_mel_bins ?? 128,
    sampling_rate: 16_000,
    hop_length: 160,
    n_fft: 400,
    chunk_length: 30,
    n_samples: 480_000,
    nb_max_frames: 3000,
  })
  json('tokenizer.json', byteLevelTokenizer(config.text_config?.vocab_size ?? 131_072))
  json('tokenizer_config.json', {
    tokenizer_class: 'PreTrainedTokenizerFast',
    bos_token: '<s>',
    eos_token: '</s>',
    unk_token: '<unk>',
    pad_token: '<pad>',
  })
  rmSync(directory, { recursive: true, force: true })
  renameSync(unfinished, directory)
}

const small = {
  architectures: ['VoxtralForConditionalGeneration'],
  model_type: 'voxtral',
  audio_token_id: 24,
  projector_hidden_act: 'gelu',
  /** The real geometry in time and almost no width. */
  audio_config: {
    model_type: 'voxtral_encoder',
    hidden_size: 64,
    intermediate_size: 256,
    num_hidden_layers: 1,
    num_attention_heads: 2,
    num_mel_bins: 128,
    max_source_positions: 1500,
  },
} as const
const text = {
  model_type: 'llama',
  max_position_embeddings: 8192,
  rms_norm_eps: 1e-5,
  rope_parameters: { rope_type: 'default', rope_theta: 1e8 },
} as const

/**
 * Sizes of models. The smaller ones have the proportion of KV cache to weights of Voxtral-Mini-3B (q4: four-bit blocks
 * with float32 scales, 0.625 bytes a weight, and a float32 cache), and four query heads share a KV head as there:
 * - 3b: 30 layers x 2 x 8 heads x 128 x 4 B = 245,760 B a token; 3.611 G weights = 2.257 GB; 1.089e-4 of it a token
 * - 500m: 16 layers x 2 x 2 heads x 128 x 4 B = 32,768 B a token; 500.2 M weights = 312.6 MB; 1.048e-4 of it a token
 * - 100m: 7 layers x 2 x 2 heads x 64 x 4 B = 7,168 B a token; 105.7 M weights = 66.0 MB; 1.086e-4 of it a token
 */
export const voxtralSizes = {
  '100m': {
    ...small,
    text_config: {
      ...text,
      vocab_size: 8192,
      hidden_size: 1024,
      intermediate_size: 4096,
      num_hidden_layers: 7,
      num_attention_heads: 8,
      num_key_value_heads: 2,
      head_dim: 64,
    },
  },
  '500m': {
    ...small,
    text_config: {
      ...text,
      vocab_size: 32_768,
      hidden_size: 1536,
      intermediate_size: 5248,
      num_hidden_layers: 16,
      num_attention_heads: 8,
      num_key_value_heads: 2,
      head_dim: 128,
    },
  },
  '3b': {
    ...small,
    audio_config: {
      model_type: 'voxtral_encoder',
      hidden_size: 1280,
      intermediate_size: 5120,
      num_hidden_layers: 32,
      num_attention_heads: 20,
      num_mel_bins: 128,
      max_source_positions: 1500,
    },
    text_config: {
      ...text,
      max_position_embeddings: 131_072,
      vocab_size: 131_072,
      hidden_size: 3072,
      intermediate_size: 8192,
      num_hidden_layers: 30,
      num_attention_heads: 32,
      num_key_value_heads: 8,
      head_dim: 128,
    },
  },
} as const
