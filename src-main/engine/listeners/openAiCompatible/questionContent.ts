import { microphoneFormat } from '@contract'
import { pcm16 } from '../../sound/pcm16'
import { wavHeader } from '../../sound/wavWriter'
import type { ContentPart } from './chatMessages'

/** A question as it is sent: what was typed or written down, or the sound itself, mono at 16 kHz. */
export type SentQuestion = { readonly text: string } | { readonly samples: Float32Array }

export const sentRateHz = microphoneFormat.sampleRateHz

/**
 * What stands in the message of a question.
 * @param instruction stands before what was typed, and behind what was spoken, as Voxtral has it; empty: none
 */
export function questionContent(
  question: SentQuestion,
  instruction: string,
): string | readonly ContentPart[] {
  if ('text' in question) return instruction === '' ? question.text : `${instruction}\n\n${question.text}`
  const pcm = pcm16(question.samples)
  const data = Buffer.concat([wavHeader(sentRateHz, pcm.length), pcm]).toString('base64')
  return [
    { type: 'input_audio', input_audio: { data, format: 'wav' } },
    ...(instruction === '' ? [] : [{ type: 'text', text: instruction } as const]),
  ]
}
