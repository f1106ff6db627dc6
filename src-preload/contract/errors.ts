import { z } from 'zod'
import { fileTrouble } from './fileTrouble'
import { notice as noticeSchema, noticeInEnglish, type Notice } from './notice'

/** The closed set of what can go wrong. Match on these across processes, never on `instanceof`. */
export const errorCodes = [
  'audio-unreadable', // the file or stream is no audio that can be decoded
  'audio-empty', // no samples, too few samples, or nothing but silence
  'audio-invalid', // NaN or infinite samples
  'question-too-long',
  'model-missing', // a file of the model is not there
  'model-invalid', // a file of the model is damaged, or of another model
  'download-failed', // the model hub could not be reached, or did not send what it should
  'access-denied', // the model hub asks for a token, or refuses the one it got
  'disk-full',
  'file-failed', // a file or folder of this computer could not be read, written or removed
  'runtime-unavailable', // the native ONNX Runtime library cannot be used
  'inference-failed',
  'out-of-memory',
  'voice-unavailable',
  'config-invalid',
  'message-invalid',
  'busy',
  'output-failed', // what was made could not be written
  'server-unreachable', // the server that answers was not reached, or the line to it broke
  'server-refused', // it gives no answer to this key, for this model or to what was asked
  'server-failed', // it failed, is busy, or says what is no answer
  'engine-lost',
  'store-damaged', // the file of the conversations cannot be read
  'store-locked', // another engine has it open
  'store-newer', // a newer Parley wrote it
  'store-unwritable', // the disk takes nothing of it
  'tool-refused', // its user would not have a tool called
  'tool-failed', // a tool did not do what it was called for
  'usage', // a command was called in a way it does not understand
  'internal',
] as const
export type ErrorCode = (typeof errorCodes)[number]

export const appErrorBody = z.object({
  code: z.enum(errorCodes),
  notice: noticeSchema,
  retryable: z.boolean(),
})
export type AppErrorBody = z.infer<typeof appErrorBody>

/** The one error class. Its notice says what happened, to what, and what to do; `message` is that in English. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly notice: Notice
  readonly retryable: boolean

  constructor(code: ErrorCode, notice: Notice, options: { retryable?: boolean; cause?: unknown } = {}) {
    super(noticeInEnglish(notice), { cause: options.cause })
    this.code = code
    this.notice = notice
    this.retryable = options.retryable ?? false
  }

  /** The form that crosses a process boundary. */
  toBody(): AppErrorBody {
    return { code: this.code, notice: this.notice, retryable: this.retryable }
  }
}

/**
 * Turns anything thrown into an AppError: errors of the file system say what was tried with which file and what to do,
 * unknown throws become `internal`. For process edges only.
 */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown
  const trouble = fileTrouble(thrown)
  if (trouble !== undefined)
    return new AppError(trouble.isFull ? 'disk-full' : 'file-failed', trouble.notice, {
      retryable: trouble.isFull,
      cause: thrown,
    })
  const detail = thrown instanceof Error ? thrown.message : String(thrown)
  return new AppError('internal', { kind: 'unexpected', detail }, { cause: thrown })
}

/** Aborting is not an error: true for what an aborted signal makes a stage throw. */
export function isAbort(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === 'AbortError'
}
