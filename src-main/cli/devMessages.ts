import type { Admission } from '../web/admissions'

/** Whom a host of `npm run dev` knows, for the next one to know as well: an open page goes on. */
export interface DevState {
  readonly port: number
  readonly admissions: readonly Admission[]
}

/** What `npm run dev` tells its host. */
export type ToDevHost =
  | { readonly kind: 'start'; readonly args: readonly string[]; readonly before?: DevState }
  | { readonly kind: 'restart-engine' }
  | { readonly kind: 'end' }

/** What the host tells back: that it serves, and at its end whom it knew. */
export type FromDevHost = { readonly kind: 'serving' } | { readonly kind: 'ended'; readonly state: DevState }
