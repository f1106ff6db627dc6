/** The ring is divided like a dial: this many slots, each one microphone frame of 32 ms wide. */
export const slotsOfRing = 72
const slotMs = 32

/**
 * A pen that writes levels round the ring, clockwise from the top, where speech began. Each slot keeps the loudest level
 * that was seen in its 32 ms; after a lap the pen writes over the oldest.
 */
export class LevelTrace {
  readonly #levels = new Float32Array(slotsOfRing)
  #startMs: number | undefined
  /** Slots since the start, the one being written included. */
  #written = 0

  clear(): void {
    this.#startMs = undefined
    this.#written = 0
  }

  write(level: number, nowMs: number): void {
    this.#startMs ??= nowMs
    const slot = Math.max(this.#written - 1, Math.floor((nowMs - this.#startMs) / slotMs))
    // Frames that were never shown (the window was hidden) leave no bars, not copies of their neighbours.
    const from = Math.max(this.#written, slot - slotsOfRing + 1)
    for (let skipped = from; skipped <= slot; skipped++) this.#levels[skipped % slotsOfRing] = 0
    this.#written = slot + 1
    const place = slot % slotsOfRing
    this.#levels[place] = Math.max(this.#levels[place] ?? 0, level)
  }

  /** Calls back for each written slot with its place on the ring and its age, 0 for the newest to 1 for the oldest. */
  forEach(visit: (place: number, level: number, age: number) => void): void {
    const oldest = Math.max(0, this.#written - slotsOfRing)
    for (let slot = oldest; slot < this.#written; slot++) {
      const place = slot % slotsOfRing
      visit(place, this.#levels[place] ?? 0, (this.#written - 1 - slot) / slotsOfRing)
    }
  }
}

/** How far a level reaches, 0..1: hearing is logarithmic, so the scale runs from -54 dB to -6 dB. */
export function reach(level: number): number {
  if (!(level > 0)) return 0
  return Math.min(1, Math.max(0, (20 * Math.log10(level) + 54) / 48))
}
