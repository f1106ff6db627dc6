import { notedTrouble, type LogEvent } from '@contract'
import { failedEvent } from '../engine/failedEvent'
import { ownVersion } from '../engine/files/ownVersion'
import type { EngineProcess } from '../engineProcess/engineProcess'
import type { HostSettings } from '../settings/hostSettings'
import type { RunNotes } from './openNotes'

type Started = Extract<LogEvent, { event: 'started' }>

/**
 * Notes what happens in a run of the app as its host sees it: that it began, how the engine is, which settings change, and
 * what fails here that nobody catches.
 * @returns what ends that: the run is over, and what was noted is written
 */
export function noteRun<Port>(
  host: Started['host'],
  { log, note }: RunNotes,
  engine: EngineProcess<Port>,
  settings: HostSettings,
): () => Promise<void> {
  note({
    ...{ event: 'started', host, parley: versionOf(ownVersion()), node: versionOf(process.versions.node) },
    platform: platforms.find((each) => each === process.platform) ?? 'other',
    arch: archs.find((each) => each === process.arch) ?? 'other',
  })
  const unwatch = engine.watch((status) => {
    note({ event: 'engine', state: status.state })
    if (status.state !== 'ready' && status.error) note({ event: 'trouble', ...notedTrouble(status.error) })
  })
  const unfollow = settings.watch((keys) => {
    if (keys.size > 0) note({ event: 'settings-changed', keys: [...keys] })
  })
  const fail = (thrown: unknown): void => log.noteLast(failedEvent(thrown))
  process.on('uncaughtExceptionMonitor', fail)
  return () => {
    unwatch()
    unfollow()
    process.off('uncaughtExceptionMonitor', fail)
    note({ event: 'ended' })
    return log.close()
  }
}

const platforms: readonly Started['platform'][] = ['linux', 'darwin', 'win32']
const archs: readonly Started['arch'][] = ['x64', 'arm64']

/** The numbers that a version begins with. */
function versionOf(version: string): string {
  return /^\d+(\.\d+)*/.exec(version)?.[0] ?? '0'
}
