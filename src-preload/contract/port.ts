import { Inbox } from './inbox'

/**
 * One end of the line between a window and the engine. What lies behind it (a MessagePort, a WebSocket, a pair in
 * memory) nobody needs to know. Messages arrive in order, each once; a closed port drops what is sent.
 */
export interface Port<Out, In> {
  send(message: Out): void
  /** Sets the one receiver. Messages that came before wait for it. */
  onMessage(receive: (message: In) => void): void
  onClose(closed: () => void): void
  close(): void
}

/** A port that knows how much of what was sent nobody has taken yet, so that its sender can wait. */
export interface PacedPort<Out, In> extends Port<Out, In> {
  /** Bytes of messages that are under way, as `messageBytes` counts them. */
  readonly underWayBytes: number
  /** Sets the one who is told when there are fewer. */
  onTaken(taken: () => void): void
}

/** Two ends of a line within one process; messages arrive in a later microtask, as over any other line. */
export function portPair<Out, In>(): [Port<Out, In>, Port<In, Out>] {
  const [left, right] = [new MemoryPort<Out, In>(), new MemoryPort<In, Out>()]
  left.other = right
  right.other = left
  return [left, right]
}

class MemoryPort<Out, In> implements Port<Out, In> {
  other!: MemoryPort<In, Out>
  readonly #inbox = new Inbox<In>()
  readonly #closed: (() => void)[] = []
  #open = true

  send(message: Out): void {
    if (this.#open) queueMicrotask(() => this.other.#deliver(message))
  }

  onMessage(receive: (message: In) => void): void {
    this.#inbox.onMessage(receive)
  }

  onClose(closed: () => void): void {
    this.#closed.push(closed)
  }

  close(): void {
    if (!this.#open) return
    this.#open = false
    for (const closed of this.#closed) closed()
    this.other.close()
  }

  #deliver(message: In): void {
    if (this.#open) this.#inbox.deliver(message)
  }
}
