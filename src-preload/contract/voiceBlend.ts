/** A blend of two of Kokoro's voices, such as `af_heart+bf_emma:0.3`. */
export interface VoiceBlend {
  readonly voices: readonly [first: string, second: string]
  /** Of the second, 0 to 1. */
  readonly share: number
}

const written = /^([a-z]{2}_[a-z0-9]+)\+([a-z]{2}_[a-z0-9]+):(0(?:\.\d+)?|1(?:\.0+)?)$/

/** The blend of that ID; undefined where it is that of a single voice. */
export function voiceBlend(id: string): VoiceBlend | undefined {
  const [, first, second, share] = written.exec(id) ?? []
  return first === undefined ? undefined : { voices: [first, second], share: Number(share) }
}

/** The ID of a blend. */
export function voiceBlendId({ voices, share }: VoiceBlend): string {
  return `${voices.join('+')}:${Number(share.toFixed(2))}`
}

/** The voice whose language is spoken: of a blend the one that has more of it, of two halves the first. */
export function leadingVoice(id: string): string {
  const blend = voiceBlend(id)
  return blend === undefined ? id : blend.voices[blend.share > 0.5 ? 1 : 0]
}

/** Whether a voice can be blended with another: those of Kokoro, which are numbers of one kind. */
export const isBlendable = (id: string): boolean => /^[a-z]{2}_[a-z0-9]+$/.test(id)
