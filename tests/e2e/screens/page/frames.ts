/**
 * Animation frames that a test lets pass one by one, 32 ms each, so that what the ring draws from a script of levels is
 * the same in every run.
 */
let nowMs = 0
let nextId = 1
const waiting = new Map<number, FrameRequestCallback>()

export const frameCount = (): number => Math.round(nowMs / 32)

export function holdFrames(): void {
  nowMs = 0
  waiting.clear()
  performance.now = () => nowMs
  globalThis.requestAnimationFrame = (callback) => {
    waiting.set(nextId, callback)
    return nextId++
  }
  globalThis.cancelAnimationFrame = (id) => {
    waiting.delete(id)
  }
}

export function passFrames(count: number): void {
  for (let frame = 0; frame < count; frame++) {
    nowMs += 32
    const due = [...waiting.values()]
    waiting.clear()
    for (const callback of due) callback(nowMs)
  }
}
