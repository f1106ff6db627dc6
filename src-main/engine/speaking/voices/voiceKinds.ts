import { kokoro } from './kokoro/kokoro'
import type { VoiceKind } from './voiceKind'

/** The kinds of voices whose models lie in directories. */
export const voiceKinds: readonly VoiceKind[] = [kokoro]
