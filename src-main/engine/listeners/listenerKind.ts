import type { Notice } from '@contract'
import type { ReloadableModel } from '../flow/reloadableModel'
import type { Device } from '../onnx/device'
import type { Listener } from './listener'

/** On what a listener's parts compute, and which of their files are taken. */
export interface ListenerPlaces {
  readonly device?: Device
  /** On what the encoder computes; absent: as the decoder. */
  readonly encoderDevice?: Device
  /** Dtype suffixes to prefer where a graph is there in several, such as `_q4f16`. */
  readonly dtypes?: readonly string[]
  /** Told what its user should know of it, while it is loaded or later. */
  readonly note?: (notice: Notice) => void
}

/** A dtype in which a listener is there, and what it takes. */
export interface ListenerVariant {
  readonly dtype: string
  readonly modelDir: string
  /** What lies on a card that the listener computes on: weights of the encoder and the decoder, and room to compute in. */
  readonly cardBytes: number
  /** What of it the encoder takes. */
  readonly encoderBytes: number
  /** The same of the host's memory, where the processor computes. */
  readonly processorBytes: number
  /** The weights of all its graphs alone. */
  readonly weightBytes: number
  /** What lies in the host's memory in any case: the embedding table. */
  readonly hostBytes: number
  /** Keys and values of one token of conversation. */
  readonly kvBytesPerToken: number
}

/** What a listener takes of memory, as its files say. */
export interface ListenerNeeds {
  /** Best first; those behind are smaller. */
  readonly variants: readonly ListenerVariant[]
  /** The most tokens of a conversation that it can tell apart. */
  readonly longestContextTokens: number
}

/** A kind of listener whose models lie in directories: one folder here, and one line in `listenerKinds`. */
export interface ListenerKind<Model extends { release(): void }> {
  /** For sentences. */
  readonly name: string
  /** Whether a directory is that of such a model, damaged or not, by its files' names alone. */
  isIn(modelDir: string): boolean
  /**
   * Looks whether a directory has what a model needs, without loading it, which takes long and much memory.
   * @throws model-missing or model-invalid, naming the file
   */
  check(modelDir: string): void
  /**
   * @param modelDirs the chosen one, and smaller ones that may take its place
   * @throws model-missing or model-invalid, naming the file
   */
  needs(modelDirs: readonly string[], device: Device): ListenerNeeds
  /**
   * Loads a model and runs all of it once, so that its first turn is as fast as the tenth.
   * @param contextTokens of a conversation, for which memory is taken
   * @throws model-missing, model-invalid, inference-failed, out-of-memory
   */
  load(modelDir: string, places: ListenerPlaces, contextTokens: number): Promise<Model>
  /**
   * @param first the model as it was loaded first
   * @param source the model whenever it is used: it may have been away, or be another variant
   * @param contextTokens of a conversation that there is memory for now
   */
  listener(first: Model, source: ReloadableModel<Model>, contextTokens: () => number): Listener
}
