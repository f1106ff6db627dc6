export type Frame = string | ArrayBuffer

/**
 * Numbered frames, from 1, that are kept until the other side is known to have them. Numbers never change, so that a
 * page that comes back can say how many it got.
 */
export class FrameLog {
  #frames: Frame[] = []
  /** How many frames were let go from the front. */
  #gone = 0
  #bytes = 0

  /** Bytes of all frames that are kept. */
  get bytes(): number {
    return this.#bytes
  }

  /** The number of the newest frame. */
  get newest(): number {
    return this.#gone + this.#frames.length
  }

  push(frame: Frame): void {
    this.#frames.push(frame)
    this.#bytes += bytesOf(frame)
  }

  get(number: number): Frame | undefined {
    return this.#frames[number - 1 - this.#gone]
  }

  /** Whether all frames behind this number are still here. */
  reachesBackTo(number: number): boolean {
    return number >= this.#gone && number <= this.newest
  }

  /** Lets go of frames up to a number: the other side has them. */
  trim(number: number): void {
    const gone = this.#frames.splice(0, Math.max(0, Math.min(number, this.newest) - this.#gone))
    this.#gone += gone.length
    for (const frame of gone) this.#bytes -= bytesOf(frame)
  }

  /** Puts something smaller in place of every frame. */
  shrink(smaller: (frame: Frame) => Frame): void {
    this.#frames = this.#frames.map(smaller)
    this.#bytes = this.#frames.reduce((sum, frame) => sum + bytesOf(frame), 0)
  }

  /** Begins anew at number 1. */
  clear(): void {
    this.#frames = []
    this.#gone = 0
    this.#bytes = 0
  }
}

/** What keeping a frame costs beside what is in it. */
const frameBytesAtLeast = 100

export function bytesOf(frame: Frame): number {
  return frameBytesAtLeast + (typeof frame === 'string' ? frame.length : frame.byteLength)
}
