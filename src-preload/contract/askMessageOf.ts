import { AppError } from './errors'
import { askMessage, type AskMessage } from './messages'

/**
 * What a window said, checked: where it enters a process that is not the window's. Audio comes many times a second and goes
 * by its fixed layout; all else by its schema.
 * @throws AppError `message-invalid`
 */
export function askMessageOf(data: unknown): AskMessage {
  if (isAudio(data)) return { type: 'audio', turn: data.turn, samples: data.samples }
  const checked = askMessage.safeParse(data)
  if (checked.success) return checked.data
  throw new AppError('message-invalid', { kind: 'window-invalid', detail: checked.error.issues[0].message })
}

function isAudio(data: unknown): data is Extract<AskMessage, { type: 'audio' }> {
  if (typeof data !== 'object' || data === null) return false
  const { type, turn, samples } = data as Partial<Extract<AskMessage, { type: 'audio' }>>
  return type === 'audio' && Number.isSafeInteger(turn) && turn! > 0 && samples instanceof Float32Array
}
