import type { ListenerKind } from './listenerKind'
import { voxtral } from './voxtral/voxtral'

/** What a model of some kind is, only its kind knows. */
export type AnyListenerKind = ListenerKind<{ release(): void }>

/** The kinds of listeners whose models lie in directories. */
export const listenerKinds: readonly AnyListenerKind[] = [voxtral]
