import { giveBackMemory } from '../onnx/giveBackMemory'

/**
 * A model that may go away between two uses and comes back when it is wanted. Nothing that is in use is unloaded:
 * native code would go on in memory that is gone.
 */
export class Reloadable<T extends { release(): void }> {
  readonly #load: () => Promise<T>
  #model: T | undefined
  #loading: Promise<T> | undefined
  #uses = 0
  readonly #waiting: (() => void)[] = []

  constructor(load: () => Promise<T>) {
    this.#load = load
  }

  get isLoaded(): boolean {
    return this.#model !== undefined
  }

  /** To look at, not to work with: whoever computes with it says `use`. */
  get loaded(): Omit<T, 'release'> | undefined {
    return this.#model
  }

  get isInUse(): boolean {
    return this.#uses > 0
  }

  /** Does some work with the model, which is loaded first when it is away. */
  async use<R>(work: (model: T) => Promise<R>): Promise<R> {
    this.#uses++
    try {
      return await work(this.#model ?? (await (this.#loading ??= this.#begin())))
    } finally {
      this.#uses--
      if (this.#uses === 0) for (const wake of this.#waiting.splice(0)) wake()
    }
  }

  /** Frees the model as soon as nobody uses it: at once, where nobody does. */
  async unload(): Promise<void> {
    while (this.#uses > 0) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    if (this.#model === undefined) return
    this.#model.release()
    this.#model = undefined
    void giveBackMemory()
  }

  #begin(): Promise<T> {
    return this.#load()
      .then((model) => (this.#model = model))
      .finally(() => (this.#loading = undefined))
  }
}
