import { app } from 'electron'
import type { OwnPart } from '@contract'
import { channels } from '../../src-preload/channels'
import { ConnectionWatch } from '../privacy/connectionWatch'
import type { ContactLog } from '../privacy/contactLog'
import { ownProcesses, type OwnProcess } from '../privacy/ownProcesses'
import { OwnTraces } from '../privacy/ownTraces'
import { linuxEntry } from './autostart'
import { answerPage } from './pages'
import { serviceName as engineName } from './spawnEngine'
import { serviceName as fetchName } from './spawnFetch'

/** Lets windows see what Parley does on the network and has on the disk. */
export function connectPrivacy(contacts: ContactLog): ConnectionWatch {
  const watch = new ConnectionWatch({ processes: namedProcesses })
  const desktop = {
    userData: app.getPath('userData'),
    ...(process.platform === 'linux' && { autostart: linuxEntry() }),
  }
  const traces = new OwnTraces({ contacts, watch, desktop })
  answerPage(channels.privacyReport, () => traces.report())
  return watch
}

/** Linux lists no names of utility processes; Electron knows them. */
async function namedProcesses(): Promise<OwnProcess[] | undefined> {
  const metrics = app.getAppMetrics()
  const parts: Readonly<Record<string, OwnPart>> = { [engineName]: 'engine', [fetchName]: 'fetch' }
  const partOf = ({ pid, part }: OwnProcess): OwnPart =>
    parts[metrics.find((metric) => metric.pid === pid)?.name ?? ''] ?? part
  return (await ownProcesses())?.map((each) => ({ ...each, part: partOf(each) }))
}
