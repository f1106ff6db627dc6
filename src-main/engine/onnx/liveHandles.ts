export type HandleKind = 'session' | 'value' | 'binding' | 'runOptions' | 'allocator'

const counts: Record<HandleKind, number> = { session: 0, value: 0, binding: 0, runOptions: 0, allocator: 0 }

/** Notes a native object made (+1) or released (-1). */
export function countHandle(kind: HandleKind, change: 1 | -1): void {
  counts[kind] += change
}

/** How many native objects are alive: what a leak would make grow. */
export function liveHandles(): Readonly<Record<HandleKind, number>> {
  return { ...counts }
}
