import { AppError } from '@contract'
import { recordingHead, type RecordingHead } from './recordingLine'

export interface Recording {
  readonly head: RecordingHead
  /** All other lines, as they were written. */
  readonly lines: readonly string[]
}

/**
 * Reads a recording. A last line that was cut off, as by a crash, is left out.
 * @throws usage where it is none, or of a version that is not known here
 */
export function readRecording(text: string): Recording {
  const [first, ...lines] = text.split('\n')
  const head = recordingHead.safeParse(parsed(first))
  if (!head.success) throw new AppError('usage', { kind: 'recording-none' })
  const last = lines.at(-1) ?? ''
  // The last one is empty where nothing was cut off.
  return { head: head.data, lines: parsed(last) === undefined ? lines.slice(0, -1) : lines }
}

/** A recording as text, a line each. */
export function recordingText({ head, lines }: Recording): string {
  return [JSON.stringify(head), ...lines, ''].join('\n')
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
