/** A model that may be away between two uses: whoever uses it brings it back, here or elsewhere, as large as there is memory for. */
export interface ReloadableModel<T> {
  /** Does some work with it, and once more in less memory where memory runs out. */
  use<R>(work: (model: T) => Promise<R>): Promise<R>
  /**
   * What it makes, one after the other. Where memory runs out, or it was away or replaced between two values, `begin` goes on
   * behind what was `made` so far.
   */
  values<V>(begin: (model: T, made: readonly V[]) => AsyncIterable<V>): AsyncGenerator<V, void>
  /** Does some work where it is loaded, and brings nothing back; undefined: it is away. */
  useLoaded<R>(work: (model: T) => Promise<R>): Promise<R> | undefined
}
