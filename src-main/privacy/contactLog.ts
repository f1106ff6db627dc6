import type { Contact, ContactPurpose, OwnPart } from '@contract'

/** Somebody was asked for something, or sent some of it. */
export interface ContactNote {
  readonly part: OwnPart
  readonly purpose: ContactPurpose
  /** Its name, with the port where that is not the usual one. */
  readonly host: string
  readonly requests: number
  /** Absent: nobody knows. */
  readonly receivedBytes?: number
}

/** Whom this Parley asked for something on purpose since it was started. It is kept in memory alone. */
export class ContactLog {
  /** Milliseconds since 1970. */
  readonly startedAt: number
  readonly #now: () => number
  readonly #contacts = new Map<string, Contact>()

  constructor(now: () => number = Date.now) {
    this.#now = now
    this.startedAt = now()
  }

  get contacts(): readonly Contact[] {
    return [...this.#contacts.values()]
  }

  note({ part, purpose, host, requests, receivedBytes }: ContactNote): void {
    const key = JSON.stringify([part, purpose, host])
    const now = this.#now()
    const before = this.#contacts.get(key)
    const received = (before?.receivedBytes ?? 0) + (receivedBytes ?? 0)
    this.#contacts.set(key, {
      ...{ part, purpose, host, firstAt: before?.firstAt ?? now, lastAt: now },
      requests: (before?.requests ?? 0) + requests,
      ...((before?.receivedBytes ?? receivedBytes) !== undefined && { receivedBytes: received }),
    })
  }
}
