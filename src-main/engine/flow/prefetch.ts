/**
 * Lets the producer run ahead of the consumer: pulling starts when the result is iterated, and at most `depth` items
 * wait that the consumer has not asked for (0: nothing runs ahead). Items keep their order; what the source throws
 * reaches the consumer after the items that came before it.
 *
 * When `signal` aborts, pulling stops, waiting items are dropped and the consumer gets `signal.reason` at once, even
 * while the source is in the middle of an item: nobody waits for that item any more.
 */
export function prefetch<T>(source: AsyncIterable<T>, depth: number, signal?: AbortSignal): AsyncIterable<T> {
  return { [Symbol.asyncIterator]: () => startPulling(source[Symbol.asyncIterator](), depth, signal) }
}

interface Waiting<T> {
  resolve: (result: IteratorResult<T, undefined>) => void
  reject: (reason: unknown) => void
}

function startPulling<T>(
  iterator: AsyncIterator<T>,
  depth: number,
  signal: AbortSignal | undefined,
): AsyncIterator<T, undefined> {
  const ready: T[] = []
  const waiting: Waiting<T>[] = []
  let pulling = false
  let over = false
  // Kept as a value, not as a rejected promise: nobody may be there to handle it yet.
  let failure: { reason: Error } | undefined

  const end = (): IteratorResult<T, undefined> => ({ done: true, value: undefined })

  /** No further item comes; what waits in `ready` can still be taken. */
  const finish = (failed?: { reason: Error }): void => {
    if (over) return
    over = true
    const first = waiting.shift()
    if (!first) failure = failed
    else {
      leave()
      if (failed) first.reject(failed.reason)
      else first.resolve(end())
    }
    for (const other of waiting.splice(0)) other.resolve(end())
  }

  /** The consumer has learned the end: nothing can change it any more. */
  const leave = (): void => signal?.removeEventListener('abort', onAbort)

  const onAbort = (): void => {
    ready.length = 0
    // The source may be over already, with items or an error that nobody has taken: they are stale.
    if (over) failure = { reason: signal?.reason as Error }
    else finish({ reason: signal?.reason as Error })
  }

  const pull = async (): Promise<void> => {
    if (pulling) return
    pulling = true
    try {
      while (!over && ready.length < depth + waiting.length) {
        const result = await iterator.next()
        // `over` may have changed while the item was made (abort, or the consumer left).
        if (isOver()) break
        if (result.done) finish()
        else if (waiting.length > 0) waiting.shift()?.resolve({ done: false, value: result.value })
        else ready.push(result.value)
      }
    } catch (thrown) {
      finish({ reason: thrown as Error })
    } finally {
      pulling = false
    }
  }
  const isOver = (): boolean => over

  if (signal?.aborted) onAbort()
  else {
    signal?.addEventListener('abort', onAbort, { once: true })
    void pull()
  }

  return {
    next() {
      if (ready.length > 0) {
        const value = ready.shift() as T
        void pull()
        return Promise.resolve({ done: false, value })
      }
      if (failure) {
        const { reason } = failure
        failure = undefined
        leave()
        return Promise.reject(reason)
      }
      if (over) {
        leave()
        return Promise.resolve(end())
      }
      return new Promise((resolve, reject) => {
        waiting.push({ resolve, reject })
        void pull()
      })
    },
    return() {
      ready.length = 0
      finish()
      failure = undefined
      leave()
      // Not awaited: a generator's return() waits for its pending next(), which may never come.
      void iterator.return?.().then(undefined, () => undefined)
      return Promise.resolve(end())
    },
  }
}
