import { z } from 'zod'
import { AppError } from '@contract'

/** A checkpoint may leave out what equals Voxtral-Mini-3B's value, so those are the defaults. */
const hfConfig = z.object({
  model_type: z.literal('voxtral'),
  audio_token_id: z.number().int().nullish(),
  projector_hidden_act: z.literal('gelu').default('gelu'),
  audio_config: z
    .object({
      hidden_size: z.number().int().default(1280),
      intermediate_size: z.number().int().default(5120),
      num_hidden_layers: z.number().int().default(32),
      num_attention_heads: z.number().int().default(20),
      num_mel_bins: z.number().int().default(128),
      max_source_positions: z.number().int().default(1500),
      activation_function: z.literal('gelu').default('gelu'),
    })
    .prefault({}),
  text_config: z
    .object({
      hidden_size: z.number().int().default(3072),
      intermediate_size: z.number().int().default(8192),
      num_hidden_layers: z.number().int().default(30),
      num_attention_heads: z.number().int().default(32),
      num_key_value_heads: z.number().int().default(8),
      head_dim: z.number().int().nullable().default(128),
      vocab_size: z.number().int().default(131072),
      rms_norm_eps: z.number().default(1e-5),
      max_position_embeddings: z.number().int().default(131072),
      hidden_act: z.literal('silu').default('silu'),
      attention_bias: z.literal(false).default(false),
      mlp_bias: z.literal(false).default(false),
      rope_theta: z.number().optional(),
      rope_scaling: z.null().optional(),
      rope_parameters: z.object({ rope_theta: z.number(), rope_type: z.literal('default') }).nullish(),
    })
    .prefault({}),
})

/** The sizes of a Voxtral model: everything that shapes its graphs. */
export interface VoxtralGeometry {
  readonly audio: {
    readonly hiddenSize: number
    readonly ffnSize: number
    readonly layers: number
    readonly heads: number
    readonly melBins: number
    /** Encoder frames of a window; the log-mel has twice as many. */
    readonly positions: number
    /** Encoder frames that become one audio token. */
    readonly framesPerToken: number
  }
  readonly text: {
    readonly hiddenSize: number
    readonly ffnSize: number
    readonly layers: number
    readonly heads: number
    readonly kvHeads: number
    readonly headSize: number
    readonly vocabSize: number
    readonly rmsEpsilon: number
    readonly ropeTheta: number
    readonly maxPositions: number
  }
}

/**
 * Reads the geometry from a Hugging Face `config.json` of VoxtralForConditionalGeneration.
 * @throws AppError `model-invalid` when a value is missing or asks for something the graphs do not have
 */
export function voxtralGeometry(config: unknown): VoxtralGeometry {
  const parsed = hfConfig.safeParse(config)
  if (!parsed.success) {
    throw new AppError('model-invalid', {
      kind: 'as-told',
      text: `config.json is not one of a Voxtral: ${z.prettifyError(parsed.error)}`,
    })
  }
  const { audio_config: audio, text_config: text } = parsed.data
  const framesPerToken = audio.intermediate_size / audio.hidden_size
  if (!Number.isInteger(framesPerToken) || audio.max_source_positions % framesPerToken !== 0) {
    throw new AppError('model-invalid', {
      kind: 'as-told',
      text: 'The audio frames of config.json cannot be grouped into whole tokens.',
    })
  }
  return {
    audio: {
      hiddenSize: audio.hidden_size,
      ffnSize: audio.intermediate_size,
      layers: audio.num_hidden_layers,
      heads: audio.num_attention_heads,
      melBins: audio.num_mel_bins,
      positions: audio.max_source_positions,
      framesPerToken,
    },
    text: {
      hiddenSize: text.hidden_size,
      ffnSize: text.intermediate_size,
      layers: text.num_hidden_layers,
      heads: text.num_attention_heads,
      kvHeads: text.num_key_value_heads,
      headSize: text.head_dim ?? text.hidden_size / text.num_attention_heads,
      vocabSize: text.vocab_size,
      rmsEpsilon: text.rms_norm_eps,
      ropeTheta: text.rope_parameters?.rope_theta ?? text.rope_theta ?? 1e8,
      maxPositions: text.max_position_embeddings,
    },
  }
}
