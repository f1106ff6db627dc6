import type { Entry } from '../../e2e/web/testPage'

export const floodKinds = ['pings', 'say', 'ask', 'audio', 'pauses', 'nonsense', 'control'] as const
export type FloodKind = (typeof floodKinds)[number]

/** What a flooding process is sent. */
export interface FloodOrder {
  readonly port: number
  readonly entry: Entry
  readonly kind: FloodKind
}
