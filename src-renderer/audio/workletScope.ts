/**
 * The global scope of an audio worklet, as far as it is used. It is no scope of the window, so its names are reached
 * through this constant instead of being declared for every file.
 */
export interface WorkletPort {
  postMessage(message: unknown): void
  onmessage: ((event: { readonly data: unknown }) => void) | null
}

interface WorkletProcessor {
  readonly port: WorkletPort
}

interface WorkletScope {
  readonly AudioWorkletProcessor: new () => WorkletProcessor
  readonly sampleRate: number
  /** The frame that the next or current render quantum begins with. */
  readonly currentFrame: number
  registerProcessor(name: string, processor: new (options: never) => WorkletProcessor): void
}

export const workletScope = globalThis as unknown as WorkletScope
