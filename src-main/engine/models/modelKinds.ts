import { listenerKinds, type AnyListenerKind } from '../listeners/listenerKinds'
import type { VoiceKind } from '../speaking/voices/voiceKind'
import { voiceKinds } from '../speaking/voices/voiceKinds'

/** The kinds of models that lie in directories. */
export interface ModelKinds {
  readonly listeners: readonly AnyListenerKind[]
  readonly voices: readonly VoiceKind[]
}

export const modelKinds: ModelKinds = { listeners: listenerKinds, voices: voiceKinds }

/** The kind of the model in a directory; where that is of none, the first one, which says what is missing. */
export function kindOf<Kind extends { isIn(modelDir: string): boolean }>(
  kinds: readonly Kind[],
  modelDir: string,
): Kind {
  return kinds.find((kind) => kind.isIn(modelDir)) ?? kinds[0]
}
