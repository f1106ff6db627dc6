import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { WeightSource } from '../../../models/export/layers'
import { blockSize, blocksPerRow } from '../../../models/export/quantize'
import type { FourBitMatrix } from '../../../models/export/quantize'
import { writeVoxtral } from '../../../models/export/writeVoxtral'
import { byteLevelTokenizer, specialTokens } from './byteLevelTokenizer'

/**
 * A decoder of 105.7 M parameters in Voxtral-Mini-3B's proportion of KV cache to weights, the weights in four-bit blocks
 * with float32 scales (0.625 bytes each), the cache in float32:
 * - 3B: 30 layers x 2 x 8 heads x 128 x 4 B = 245,760 B a token; 3.611 G weights = 2.257 GB; 1.089e-4 of it a token
 * - this: 7 layers x 2 x 2 heads x 64 x 4 B = 7,168 B a token; 105.7 M weights = 66.0 MB; 1.086e-4 of it a token
 *
 * Four query heads share a KV head, as in the 3B. The audio side has the real geometry in time and almost no width.
 */
export const benchConfig = {
  architectures: ['VoxtralForConditionalGeneration'],
  model_type: 'voxtral',
  audio_token_id: 24,
  projector_hidden_act: 'gelu',
  audio_config: {
    model_type: 'voxtral_encoder',
    hidden_size: 64,
    intermediate_size: 256,
    num_hidden_layers: 1,
    num_attention_heads: 2,
    num_mel_bins: 128,
    max_source_positions: 1500,
  },
  text_config: {
    model_type: 'llama',
    vocab_size: 8192,
    hidden_size: 1024,
    intermediate_size: 4096,
    num_hidden_layers: 7,
    num_attention_heads: 8,
    num_key_value_heads: 2,
    head_dim: 64,
    max_position_embeddings: 8192,
    rms_norm_eps: 1e-5,
    rope_parameters: { rope_type: 'default', rope_theta: 1e8 },
  },
}

/** Counts up when what is made changes, so that an older one in the cache is not taken for it. */
const version = 1

/**
 * Makes the model once, in the repository's cache, and returns its directory: `onnx/*_q4.onnx` in the public layout with
 * configuration and tokenizer. The same bytes every time; a second or two the first time.
 */
export function randomDecoder(): string {
  const cache = fileURLToPath(new URL('../../../.cache', import.meta.url))
  const directory = join(cache, `random-decoder-${version}`)
  if (!existsSync(directory)) makeRandomVoxtral(directory, benchConfig)
  return directory
}

/** The part of Hugging Face's config.json that decides sizes; what is left out is as in Voxtral-Mini-3B. */
export interface RandomVoxtralConfig extends Record<string, unknown> {
  readonly text_config?: { readonly vocab_size?: number }
}

/**
 * Writes a Voxtral with random four-bit weights (dtype q4, float32 KV cache), e.g. of the full 3B size with
 * `{ model_type: 'voxtral' }`. Special tokens are never the most likely ones, so greedy answers do not end early.
 */
export function makeRandomVoxtral(directory: string, config: RandomVoxtralConfig): void {
  // Under another name until it is whole: a process that is stopped leaves no half a model.
  const unfinished = `${directory}.${process.pid}`
  mkdirSync(dirname(directory), { recursive: true })
  rmSync(unfinished, { recursive: true, force: true })
  writeVoxtral(unfinished, config, randomWeights, { dtype: 'q4' })
  const json = (name: string, value: unknown): void =>
    writeFileSync(join(unfinished, name), `${JSON.stringify(value)}\n`)
  json('generation_config.json', { bos_token_id: 1, eos_token_id: 2, pad_token_id: 11 })
  json('preprocessor_config.json', {
    feature_extractor_type: 'WhisperFeatureExtractor',
    processor_class: 'VoxtralProcessor',
    feature_size: 128,
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

/** Everything follows from the names of the weights. */
const randomWeights: WeightSource = {
  read(name, shape) {
    const size = shape.reduce((product, dim) => product * dim, 1)
    if (name.includes('norm') && name.endsWith('.weight')) return new Float32Array(size).fill(1)
    const deviation = shape.length === 1 ? 0.05 : 1 / Math.sqrt(shape.slice(1).reduce((a, b) => a * b, 1))
    const words = new Uint32Array(randomBytes(name, 4 * size).buffer)
    return Float32Array.from(words, (word) => (word / 2 ** 31 - 1) * deviation * Math.sqrt(3))
  },

  readFourBit(name, rows, columns): FourBitMatrix {
    const blocks = blocksPerRow(columns)
    // Such values have a deviation of 4.2 scales. Larger queries and keys let tokens attend to a few others and not
    // to the mean of all, with which an answer to a long prompt would be one token again and again.
    const gain = /language_model.*(q|k)_proj/.test(name) ? 2.5 : 1
    const scale = name.includes('embed_tokens') ? 0.2 : gain / (4.2 * Math.sqrt(columns))
    const scales = new Float32Array(rows * blocks).fill(scale)
    if (name.includes('lm_head')) scales.fill(0, 0, specialTokens.length * blocks)
    const packed = randomBytes(name, (rows * blocks * blockSize) / 2)
    centre(new Uint32Array(packed.buffer))
    return { packed, scales }
  },
}

/**
 * Makes every -8 (stored as 0) a 0 (stored as 8). Without this the mean of the weights is half a step below zero, which
 * adds up over the columns until every answer is one token again and again.
 */
function centre(words: Uint32Array): void {
  for (let i = 0; i < words.length; i++) {
    const word = words[i]
    const zeros = ~(word | (word >>> 1) | (word >>> 2) | (word >>> 3)) & 0x11111111
    words[i] = word | (zeros << 3)
  }
}

/** Xorshift of 32 bits, seeded by the name. `count` is a multiple of 4. */
function randomBytes(name: string, count: number): Uint8Array<ArrayBuffer> {
  let state = 2166136261
  for (let i = 0; i < name.length; i++) state = Math.imul(state ^ name.charCodeAt(i), 16777619)
  if (state === 0) state = 1
  const words = new Uint32Array(count / 4)
  for (let i = 0; i < words.length; i++) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    words[i] = state
  }
  return new Uint8Array(words.buffer)
}
