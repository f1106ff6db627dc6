/** Passes every item through unchanged and shows it to `see` first. What `see` throws ends the stream. */
export async function* tap<T>(source: AsyncIterable<T>, see: (item: T) => void): AsyncGenerator<T, void> {
  for await (const item of source) {
    see(item)
    yield item
  }
}
