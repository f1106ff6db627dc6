import { speakIn } from '../words'
import { boundedApp } from './boundedApp'
import { nextTasks } from './nextTasks'
import type { Recording } from './readRecording'
import { ReplayBoundary, type Divergence, type ReplayOptions } from './replayBoundary'

export interface Replayed {
  /** What the replay wrote: to the letter the lines of the recording, as far as nothing diverges. */
  readonly lines: readonly string[]
  /** Absent: nothing does. */
  readonly divergence?: Divergence
}

/**
 * Plays a recording to the logic of a window as it is now, on a virtual clock that shows what the recorded one did, and compares
 * all that goes out. The window speaks the recording's language from then on.
 */
export async function replay({ head, lines }: Recording, options: ReplayOptions = {}): Promise<Replayed> {
  speakIn([head.language])
  const boundary = new ReplayBoundary(lines, { isWithoutSound: head.isRedacted ?? false, ...options })
  boundedApp(boundary, head)
  let settled = (): void => undefined
  const tasks = nextTasks(() => settled())
  try {
    while (!boundary.isOver) {
      boundary.takeNext()
      await new Promise<void>((resolve) => {
        settled = resolve
        tasks.ask()
      })
    }
  } finally {
    tasks.close()
  }
  const { divergence } = boundary
  return { lines: boundary.lines, ...(divergence && { divergence }) }
}
