import { app, BrowserWindow, session } from 'electron'
import type { OwnPart } from '@contract'
import { channels } from '../../src-preload/channels'
import { ConnectionWatch } from '../privacy/connectionWatch'
import type { ContactLog } from '../privacy/contactLog'
import { ownProcesses, type OwnProcess } from '../privacy/ownProcesses'
import { OwnTraces } from '../privacy/ownTraces'
import { Recordings } from '../privacy/recordings'
import type { HostSettings } from '../settings/hostSettings'
import { linuxEntry, setAutostart } from './autostart'
import { answerPage, onPage } from './pages'
import type { SavedStateFile } from './savedState'
import { serviceName as engineName } from './spawnEngine'
import { serviceName as fetchName } from './spawnFetch'

export interface PrivacyParts {
  readonly contacts: ContactLog
  readonly settings: Pick<HostSettings, 'values'>
  readonly saved: SavedStateFile
  /** Ends whatever has files open: fetches and the engine; and whatever would ask the engine for something. */
  readonly letGo: () => Promise<void>
}

export interface ConnectedPrivacy {
  readonly watch: ConnectionWatch
  /** Whether everything was removed: all that is left to do is to quit. */
  readonly isRemoved: () => boolean
}

/** Lets windows see what Parley does on the network and has on the disk, and remove that. */
export function connectPrivacy({ contacts, settings, saved, letGo }: PrivacyParts): ConnectedPrivacy {
  const watch = new ConnectionWatch({ processes: namedProcesses })
  const desktop = {
    userData: app.getPath('userData'),
    ...(process.platform === 'linux' && { autostart: linuxEntry() }),
    isOpen: () => true,
  }
  const traces = new OwnTraces({ contacts, watch, letGo, desktop, forget: () => forget(saved) })
  const recordings = new Recordings(() => settings.values.recording && !traces.isRemoved)
  answerPage(channels.appendRecording, (part) => recordings.append(part))
  answerPage(channels.privacyReport, () => traces.report())
  answerPage(channels.removeAll, (request) => traces.removeAll(request))
  onPage(channels.quitRemoved, () => {
    if (traces.isRemoved) app.quit()
  })
  let isQuitting = false
  app.on('before-quit', (event) => {
    if (!traces.isRemoved) return
    event.preventDefault()
    if (!isQuitting) void quitRemoved(traces)
    isQuitting = true
  })
  return { watch, isRemoved: () => traces.isRemoved }
}

/** What pages keep, and where it is no file, the start with the session. What windows note when they go is not written. */
async function forget(saved: SavedStateFile): Promise<void> {
  saved.close()
  if (process.platform !== 'linux') setAutostart(false)
  const { defaultSession } = session
  await Promise.all([
    defaultSession.clearStorageData(),
    defaultSession.clearCache(),
    defaultSession.clearCodeCaches({}),
  ])
}

/** The windows go without a word: they would write how they were. Then nothing is open any more but by Chromium itself. */
async function quitRemoved(traces: OwnTraces): Promise<void> {
  for (const window of BrowserWindow.getAllWindows()) window.destroy()
  await traces.removeRest()
  app.exit(0)
}

/** Linux lists no names of utility processes; Electron knows them. */
function namedProcesses(): OwnProcess[] | undefined {
  const metrics = app.getAppMetrics()
  const parts: Readonly<Record<string, OwnPart>> = { [engineName]: 'engine', [fetchName]: 'fetch' }
  const partOf = ({ pid, part }: OwnProcess): OwnPart =>
    parts[metrics.find((metric) => metric.pid === pid)?.name ?? ''] ?? part
  return ownProcesses()?.map((each) => ({ ...each, part: partOf(each) }))
}
