/** Each item with how long it was worked on, in milliseconds, without the time in which nobody asked for it. */
export async function* timed<T>(source: AsyncIterable<T>): AsyncGenerator<{ item: T; workMs: number }, void> {
  let askedAt = performance.now()
  for await (const item of source) {
    yield { item, workMs: performance.now() - askedAt }
    askedAt = performance.now()
  }
}
