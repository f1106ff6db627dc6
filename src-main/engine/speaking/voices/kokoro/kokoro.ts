import type { VoiceKind } from '../voiceKind'
import { kokoroBytes } from './kokoroBytes'
import { isKokoroFolder } from './kokoroFiles'

/** Kokoro, in the public layout or in that of kokoro-onnx's releases. */
export const kokoro: VoiceKind = {
  name: 'Kokoro',
  isIn: isKokoroFolder,
  bytes: kokoroBytes,
  async load(voiceDir, voice, device) {
    // Only when it is wanted: its phonemes take long to load.
    const { KokoroVoice } = await import('./kokoroVoice')
    return KokoroVoice.load(voiceDir, voice, { device })
  },
}
