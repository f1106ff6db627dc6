import type { TextStorage } from './turnTakingMemory'

let keepsNothing = false

/** From now on choices hold as long as the page: what was kept is to be removed, and stays so. */
export function keepNothingMore(): void {
  keepsNothing = true
}

/**
 * What the browser keeps for all windows. Where it is full, a choice holds as long as the page. What is kept already is
 * not written again: a window that follows another one's choice says nothing of its own, which the other would follow.
 */
export function lastingStorage(kept: TextStorage): TextStorage {
  const unkept = new Map<string, string>()
  return {
    getItem: (key) => unkept.get(key) ?? kept.getItem(key),
    setItem(key, value) {
      unkept.delete(key)
      if (kept.getItem(key) === value) return
      if (keepsNothing) return void unkept.set(key, value)
      try {
        kept.setItem(key, value)
      } catch {
        unkept.set(key, value)
      }
    },
  }
}
