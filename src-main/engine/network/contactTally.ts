/** What is told of a host: that it is asked, or that bytes of it have come. */
export interface HostContact {
  /** Its name, with the port where that is not the usual one. */
  readonly host: string
  /** It only hands on what others are asked for. */
  readonly isProxy: boolean
  readonly requests: number
  readonly receivedBytes: number
}

/** Bytes are told no more often than this. */
const tellEveryMs = 1000

/**
 * Gathers what is told of hosts, so that a download of a million pieces is told of some hundred times. Whom it is about to
 * ask for the first time it tells at once.
 */
export class ContactTally {
  readonly #tell: (contact: HostContact) => void
  readonly #untold = new Map<string, HostContact>()
  readonly #known = new Set<string>()
  #toldAt = performance.now()

  constructor(tell: (contact: HostContact) => void) {
    this.#tell = tell
  }

  note(contact: HostContact): void {
    const key = JSON.stringify([contact.host, contact.isProxy])
    const before = this.#untold.get(key) ?? { requests: 0, receivedBytes: 0 }
    this.#untold.set(key, {
      ...contact,
      requests: before.requests + contact.requests,
      receivedBytes: before.receivedBytes + contact.receivedBytes,
    })
    if (this.#known.has(key) && performance.now() - this.#toldAt < tellEveryMs) return
    this.#known.add(key)
    this.flush()
  }

  /** Tells what was not told yet. */
  flush(): void {
    this.#toldAt = performance.now()
    const untold = [...this.#untold.values()]
    this.#untold.clear()
    for (const contact of untold) this.#tell(contact)
  }
}
