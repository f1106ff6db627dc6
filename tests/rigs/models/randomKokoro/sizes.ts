/** Everything that shapes the graph. */
export interface KokoroSizes {
  readonly tokens: number
  readonly hidden: number
  /** Numbers of the style that belong to the prosody, and as many to the sound: a voice file has both. */
  readonly style: number
  readonly bert: {
    readonly embedding: number
    readonly hidden: number
    readonly heads: number
    readonly ffn: number
    readonly layers: number
    readonly positions: number
  }
  /** Frames that a phoneme may last at most. */
  readonly longestFrames: number
  readonly decoder: number
  readonly residual: number
  readonly generator: number
}

/** Kokoro-82M v1.0 (config.json of hexgrad/Kokoro-82M; widths of the decoder from kokoro/istftnet.py). */
export const kokoro82m: KokoroSizes = {
  tokens: 178,
  hidden: 512,
  style: 128,
  bert: { embedding: 128, hidden: 768, heads: 12, ffn: 2048, layers: 12, positions: 512 },
  longestFrames: 50,
  decoder: 1024,
  residual: 64,
  generator: 512,
}

/** The same graph in little width. */
export const tinyKokoro: KokoroSizes = {
  tokens: 178,
  hidden: 32,
  style: 128,
  bert: { embedding: 16, hidden: 48, heads: 4, ffn: 64, layers: 2, positions: 512 },
  longestFrames: 50,
  decoder: 32,
  residual: 8,
  generator: 16,
}
