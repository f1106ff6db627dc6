import { AppError, type ErrorCode, type Notice } from '@contract'
import type { ReloadableModel } from '../flow/reloadableModel'
import { voiceOf, type SpeechPiece, type Voice } from '../speaking/voice'
import type { Reloadable } from './reloadable'
import type { MemoryPlan } from './memoryLadder'

/** What happens to models after they were loaded. */
export type ModelEvent =
  /** For the user; where no code is given, it is about memory. */
  | { readonly type: 'note'; readonly note: Notice; readonly code?: ErrorCode }
  /** Models that were away are being loaded, or are there again. */
  | { readonly type: 'loading' | 'loaded' }

/** What keeps models usable: see `loadPlacedModels`. */
export interface Keeping {
  readonly plan: () => MemoryPlan
  /** Goes one step down. @throws out-of-memory when there is none left */
  readonly makeRoom: (after: MemoryPlan, cause: unknown) => Promise<void>
  /** To be said before models are used: they are not idle, and those that were away come back. */
  readonly wake: () => Promise<void>
}

/** A model as its kind uses it: it is brought back, and work is done once more in less memory when memory ran out. */
export function reloadableModel<T extends { release(): void }>(
  reloadable: Reloadable<T>,
  keeping: Keeping,
): ReloadableModel<T> {
  return {
    use: (work) => onceMore(keeping, () => useAwake(reloadable, work, keeping)),
    values: (begin) => reloadableValues(reloadable, keeping, begin),
    useLoaded: (work) => (reloadable.isLoaded ? reloadable.use(work) : undefined),
  }
}

/** A voice that comes back when it was away, and says a text once more in less memory when memory ran out. */
export function reloadableVoice(first: Voice, reloadable: Reloadable<Voice>, keeping: Keeping): Voice {
  const as = (one: Voice): Voice => ({
    name: one.name,
    language: one.language,
    sampleRateHz: one.sampleRateHz,
    synthesize: (spoken, signal, speed, mood) =>
      reloadableValues(reloadable, keeping, (loaded, said: readonly SpeechPiece[]) =>
        // The same text comes in the same pieces: those that were said before are passed over.
        skip(said.length, voiceOf(loaded, one.name).synthesize(spoken, signal, speed, mood)),
      ),
    release: () => undefined,
  })
  const { others } = first
  return {
    ...as(first),
    ...(others && { others: { offered: others.offered, get: (id) => as(others.get(id)) } }),
    release: () => void reloadable.unload(),
  }
}

/**
 * What a reloadable model makes, one after the other. Where memory runs out it makes room and tries once more; then, and
 * where the model was away or replaced between two values, `begin` goes on behind what was `made` so far.
 */
async function* reloadableValues<T extends { release(): void }, V>(
  reloadable: Reloadable<T>,
  keeping: Keeping,
  begin: (model: T, made: readonly V[]) => AsyncIterable<V>,
): AsyncGenerator<V, void> {
  const made: V[] = []
  let hasTriedAgain = false
  for (;;) {
    const plan = keeping.plan()
    let begun: { readonly model: T; readonly values: AsyncIterator<V> } | undefined
    const next = async (model: T): Promise<IteratorResult<V> | 'replaced'> => {
      if (begun !== undefined && begun.model !== model) return 'replaced'
      begun ??= { model, values: begin(model, made)[Symbol.asyncIterator]() }
      return begun.values.next()
    }
    try {
      for (;;) {
        const step = await useAwake(reloadable, next, keeping)
        if (step === 'replaced') break
        if (step.done === true) return
        made.push(step.value)
        yield step.value
      }
    } catch (thrown) {
      if (hasTriedAgain || !isOutOfMemory(thrown)) throw thrown
      hasTriedAgain = true
      await keeping.makeRoom(plan, thrown)
    }
  }
}

async function* skip<V>(count: number, values: AsyncIterable<V>): AsyncGenerator<V, void> {
  let at = 0
  for await (const value of values) if (at++ >= count) yield value
}

export function isOutOfMemory(thrown: unknown): boolean {
  return thrown instanceof AppError && thrown.code === 'out-of-memory'
}

async function onceMore<R>(keeping: Keeping, work: () => Promise<R>): Promise<R> {
  const plan = keeping.plan()
  try {
    return await work()
  } catch (thrown) {
    if (!isOutOfMemory(thrown)) throw thrown
    await keeping.makeRoom(plan, thrown)
    return work()
  }
}

async function useAwake<T extends { release(): void }, R>(
  reloadable: Reloadable<T>,
  work: (model: T) => Promise<R>,
  { wake }: Keeping,
): Promise<R> {
  await wake()
  return reloadable.use(work)
}
