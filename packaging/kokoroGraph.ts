/** The voice of the catalogue that an installed app brings: Kokoro in eight-bit weights. */
export const bundledVoiceId = 'kokoro-82m-q8'

/** Its graph on this computer. Voices and vocabulary are shipped already, and are the same for each of its exports. */
export interface KokoroGraph {
  readonly file: string
  readonly sizeBytes: number
  readonly sha256: string
  /** `owner/name`, and the commit or the release there. */
  readonly repository: string
  readonly revision: string
  readonly source: string
}

/** As kokoro-onnx calls it, whose folders need no tokenizer. */
export const shippedName = 'kokoro-v1.0.int8.onnx'
/** Where it lies beside the archive. */
export const bundledGraph = `models/${bundledVoiceId}/${shippedName}`
