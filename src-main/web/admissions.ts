import { createHash, randomBytes } from 'node:crypto'

/** What a browser says that was let in: the cookie that it sends by itself, and the pass that its pages say. */
export interface Admission {
  readonly cookie: string
  readonly pass: string
}

interface Invitation {
  readonly expiresAt: number
  readonly used: () => void
}

/** Who may come in: tokens that open once, and the browsers that came by one. */
export class Admissions {
  readonly #now: () => number
  /** By the digest of the token, and of the cookie: how long a look-up takes says nothing of either. */
  readonly #invitations = new Map<string, Invitation>()
  readonly #admissions = new Map<string, Admission>()

  /**
   * @param now milliseconds of a clock that never goes back
   * @param before those who were let in already
   */
  constructor(now: () => number = () => performance.now(), before: readonly Admission[] = []) {
    this.#now = now
    for (const admission of before) this.#admissions.set(digest(admission.cookie), admission)
  }

  /** Who was let in. */
  get all(): readonly Admission[] {
    return [...this.#admissions.values()]
  }

  /**
   * A token that lets one browser in, once.
   * @param lifetimeMs after which it opens nothing any more
   * @param used called when it was
   */
  invite(lifetimeMs: number, used: () => void = () => undefined): string {
    for (const [token, { expiresAt }] of this.#invitations)
      if (this.#now() > expiresAt) this.#invitations.delete(token)
    const token = secret()
    this.#invitations.set(digest(token), { expiresAt: this.#now() + lifetimeMs, used })
    return token
  }

  /** Lets in whoever has a token; one who is let in already, by its cookie, stays who it is. Undefined: it opens nothing. */
  enter(token: string, cookie: string | undefined): Admission | undefined {
    const invitation = this.#invitations.get(digest(token))
    if (invitation === undefined || this.#now() > invitation.expiresAt) return undefined
    this.#invitations.delete(digest(token))
    const admission = this.of(cookie) ?? { cookie: secret(), pass: secret() }
    this.#admissions.set(digest(admission.cookie), admission)
    invitation.used()
    return admission
  }

  /** Who sends this cookie; undefined for a stranger. */
  of(cookie: string | undefined): Admission | undefined {
    return cookie === undefined ? undefined : this.#admissions.get(digest(cookie))
  }
}

function secret(): string {
  return randomBytes(24).toString('base64url')
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
