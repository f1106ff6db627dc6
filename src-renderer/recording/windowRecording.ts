import {
  longestRecordingPart,
  mostRecordingBytes,
  mostRecordingMinutes,
  type AppErrorBody,
  type RecordingsBridge,
} from '@contract'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { App, AppSources } from '../app'
import { recordApp } from './record'

/** What a window shows of its recording. */
export type RecordingState =
  | { readonly state: 'on' }
  | { readonly state: 'over'; readonly why: 'stopped' | 'full'; readonly file: string | undefined }
  | { readonly state: 'failed'; readonly error: AppErrorBody }
  /** Its user has seen that it is over. */
  | { readonly state: 'seen' }

export interface WindowRecording {
  readonly store: StoreApi<RecordingState>
  /** Resolves when all of it is written, or will not be. */
  readonly stop: () => Promise<void>
  readonly seen: () => void
}

export interface WindowRecordingParts {
  readonly bridge: RecordingsBridge
  /** What the window runs in, such as a browser by its name. */
  readonly runsIn: string
  /** Told when it is over, whyever: the setting is to be off. */
  readonly over: () => void
  /** The page goes away. */
  readonly onLeave: (leave: () => void) => void
}

/** What is recorded goes to the host so often: a window that crashes loses no more. */
const tellMs = 500
/** What the host takes is counted in bytes, and ends later than what is counted here in signs. */
const mostRecordingShare = 0.9

/** Makes the app of a window that is recorded, and has the host keep the recording, until it is stopped or full. */
export function recordWindow(
  sources: AppSources,
  { bridge, runsIn, over, onLeave }: WindowRecordingParts,
): { readonly app: App; readonly recording: WindowRecording } {
  const store = createStore<RecordingState>(() => ({ state: 'on' }))
  const name = recordingName(new Date())
  let waiting: string[] = []
  let chars = 0
  let telling = Promise.resolve()
  let isOver = false
  let file: string | undefined

  /** Until nothing waits, or the host is not there: it may be back soon. */
  const tellAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const lines = waiting.splice(0, sharedBy(waiting))
      const text = lines.map((line) => `${line}\n`).join('')
      const answer = await bridge.append({ name, text }).catch(() => undefined)
      if (answer === undefined) {
        waiting.unshift(...lines)
        return
      }
      if ('code' in answer) {
        store.setState({ state: 'failed', error: answer }, true)
        void end('stopped')
        waiting = []
      } else file = answer.file
    }
  }
  const tell = (): Promise<void> => (telling = telling.then(tellAll))
  const timer = setInterval(() => void tell(), tellMs)
  const { app, end: endRecording } = recordApp(
    sources,
    (line) => {
      waiting.push(line)
      chars += line.length
      // Sounds are most of it, so a sign is a byte. In a later task: what crosses now is to be whole.
      if (chars > mostRecordingShare * mostRecordingBytes && !isOver) setTimeout(() => void end('full'))
    },
    { runsIn },
  )
  const tooLong = setTimeout(() => void end('full'), mostRecordingMinutes * 60_000)

  async function end(why: 'stopped' | 'full'): Promise<void> {
    if (isOver) return
    isOver = true
    clearInterval(timer)
    clearTimeout(tooLong)
    endRecording(why)
    over()
    await tell()
    if (store.getState().state === 'on') store.setState({ state: 'over', why, file }, true)
  }
  onLeave(() => void tell())
  void tell()
  return {
    app,
    recording: {
      store,
      stop: () => end('stopped'),
      seen: () => store.setState({ state: 'seen' }, true),
    },
  }
}

/** How many lines go at once. */
function sharedBy(lines: readonly string[]): number {
  let chars = 0
  const tooMany = lines.findIndex((line) => (chars += line.length + 1) > longestRecordingPart)
  return tooMany < 0 ? lines.length : Math.max(1, tooMany)
}

/** By the time of the wall clock, and a few signs that tell windows apart which begin together. */
function recordingName(begun: Date): string {
  const time = begun.toISOString().replace(/[-:]/g, '').slice(0, 15)
  return `${time}-${Math.random().toString(36).slice(2).padEnd(6, '0').slice(0, 6)}`
}
