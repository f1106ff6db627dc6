import { version } from '../../package.json'
import type { App, AppSources } from '../app'
import { words } from '../words'
import { boundedApp } from './boundedApp'
import { recordedSettings } from './boundedSettings'
import { RecordingBoundary } from './recordingBoundary'
import { recordingFormat, type RecordingHead } from './recordingLine'

export interface RecordedApp {
  readonly app: App
  /** Nothing that came in is under way. */
  readonly isIdle: () => boolean
  /** Writes nothing more; the app goes on. */
  readonly end: (why: 'stopped' | 'full') => void
}

/**
 * Makes the app, and writes down all that crosses its boundary.
 * @param write takes a line; the first one is the head
 * @param facts what it runs in, such as a browser by its name; of a rig, the scene
 */
export function recordApp(
  sources: AppSources,
  write: (line: string) => void,
  { runsIn, scene }: Pick<RecordingHead, 'runsIn' | 'scene'>,
): RecordedApp {
  const { settings, locks, deeds } = sources
  const head: RecordingHead = {
    ...recordingFormat,
    parley: version,
    runsIn,
    language: words.language,
    settings: recordedSettings(settings.values),
    has: {
      locks: locks !== undefined,
      deeds: deeds !== undefined,
      opensAfterAsking: deeds?.opensAfterAsking ?? false,
    },
    ...(scene !== undefined && { scene }),
  }
  write(JSON.stringify(head))
  const boundary = new RecordingBoundary(write, sources.clock)
  return {
    app: boundedApp(boundary, head, sources),
    isIdle: () => boundary.isIdle,
    end: (why) => boundary.end(why),
  }
}
