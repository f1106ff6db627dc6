import type { Device } from '../../onnx/device'
import type { Voice } from '../voice'

/** A kind of voice whose models lie in directories: one folder here, and one line in `voiceKinds`. */
export interface VoiceKind {
  /** For sentences. */
  readonly name: string
  /** Whether a directory is that of such a voice, damaged or not, by its files' names alone. */
  isIn(voiceDir: string): boolean
  /** What it takes of memory, weights and what it computes in; 0 where its files are not there. */
  bytes(voiceDir: string): number
  /**
   * @param voice of those that the model has; absent: its own choice
   * @throws AppError `model-missing`, `model-invalid` or `voice-unavailable`, saying which file or voice
   */
  load(voiceDir: string, voice: string | undefined, device?: Device): Promise<Voice>
}
