import path from 'node:path'
import type { Config } from '@contract'
import { cudaShelf } from '../cuda/cudaShelf'
import { bugReport } from '../doctor/bugReport'
import { noCoreDumps } from '../engine/noCoreDumps'
import { beginRun, endRun } from '../engineProcess/conversationPlaces'
import { engineConfig } from '../engineProcess/engineConfig'
import { EngineProcess } from '../engineProcess/engineProcess'
import { forkEngine } from '../engineProcess/forkEngine'
import { projectRoot } from '../engineProcess/projectRoot'
import { forkFetch } from '../library/forkFetch'
import { diagnosticsOf } from '../log/diagnostics'
import { noteRun } from '../log/noteRun'
import { openNotes } from '../log/openNotes'
import { ModelShelf } from '../library/modelShelf'
import { userPlaces } from '../models/places'
import { ConnectionWatch } from '../privacy/connectionWatch'
import type { ContactLog, ContactNote } from '../privacy/contactLog'
import { serverContact } from '../privacy/serverContact'
import { desktopPlaces } from '../privacy/desktopPlaces'
import { OwnTraces } from '../privacy/ownTraces'
import { Recordings } from '../privacy/recordings'
import { followSettings } from '../settings/followSettings'
import { tellFaults } from '../settings/hostSettings'
import { openSettings } from '../settings/openSettings'
import { environmentKey } from '../settings/serverKey'
import { usedModels, type UsedDirectories } from '../settings/usedModels'
import { terminal } from '../terminalWords'
import type { Admissions } from '../web/admissions'
import type { LiveWindow } from '../web/liveWindow'
import { offerFigures } from '../web/offerFigures'
import { startWebHost, type WebHost } from '../web/webHost'
import { buildApp, isAppBuilt } from './buildApp'
import { openBrowser } from './openBrowser'
import { ringAloud } from './ringAloud'
import type { StartOptions } from './startOptions'

export interface BrowserRun {
  readonly options: StartOptions
  readonly contacts: ContactLog
  readonly say: (line: string) => void
  /** Ends it. */
  readonly stop: AbortSignal
  /** While Parley is developed: nothing is built, and the sources are served. */
  readonly live?: LiveRun
}

export interface LiveRun {
  readonly window: LiveWindow
  /** Who was let in before the host was started anew. */
  readonly admissions: Admissions
  /** Called once, with the port and with what starts the engine anew. */
  readonly serving: (port: number, restartEngine: () => void) => void
}

/** A link that a browser is handed is opened by then. */
const handedLinkMs = 60_000

/**
 * Serves the app on the loopback until it is stopped. The engine loads while the window is built.
 * @returns the exit code
 */
export async function inBrowser({ options, contacts, say, stop, live }: BrowserRun): Promise<number> {
  noCoreDumps()
  const places = userPlaces()
  const settings = openSettings(options.settings)
  tellFaults(settings, terminal().ofFault)
  const notes = openNotes(settings)
  const { figures, note } = notes
  const used = await usedModels(settings, places)
  // As it is built it is there in half the time that its sources take.
  let isBuilt = live === undefined && isAppBuilt()
  const conversations = beginRun()
  const serverKey = environmentKey(settings)
  const configOf = (next: UsedDirectories): Config =>
    engineConfig(settings.values, next, serverKey, conversations)
  const engine = new EngineProcess(
    () => forkEngine(isBuilt ? 'out/main/engine.js' : 'src-main/engine/process.ts'),
    configOf(used),
    {
      onUnheard: ringAloud(say),
      onContact: (contact) => contacts.note(serverContact(contact)),
      onEvent: note,
      onLoad: (load) => figures.load(load),
    },
  )
  const use = (next: UsedDirectories): void => engine.changeConfig(configOf(next))
  const onContact = (contact: ContactNote): void => contacts.note(contact)
  const models = new ModelShelf({
    ...{ places, settings, used, use, onContact, note },
    launch: () => forkFetch(isBuilt ? 'out/main/fetch.js' : 'src-main/library/fetchProcess.ts'),
    cuda: cudaShelf(),
  })
  const startAnew = (): void => use(models.used)
  const unfollow = followSettings(settings, { startAnew, keep: (keeping) => engine.keep(keeping) })
  const watch = new ConnectionWatch()
  const letGo = async (): Promise<void> => {
    settings.close()
    await Promise.all([models.end(), engine.end()])
    await Promise.all([endLog(), endFigures()])
  }
  const endLog = noteRun('browser', notes, engine, settings)
  const endFigures = offerFigures(figures, settings, note)
  const traces = new OwnTraces({ contacts, watch, letGo, desktop: desktopPlaces() })
  const recordings = new Recordings(() => settings.values.recording && !traces.isRemoved)
  const removed = new AbortController()
  const whenRemoved = (): void => {
    say(terminal().words.start.removed)
    removed.abort()
  }
  const host = await startWebHost({
    ...{ engine, settings, models, traces, recordings, whenRemoved, note },
    diagnostics: diagnosticsOf(notes, settings, bugReport),
    servers: { key: serverKey, onContact: (contact) => contacts.note(serverContact(contact, 'host')) },
    rendererDir: path.join(projectRoot, 'out/renderer'),
    ports: options.ports,
    ...(live && { liveWindow: live.window, admissions: live.admissions }),
  })
  figures.watch('socketBytes', () => {
    const { pages, engine } = host.waitingBytes
    return [
      [pages, { from: 'pages' }],
      [engine, { from: 'engine' }],
    ]
  })
  let closeLink = (): void => undefined
  try {
    engine.start()
    engine.watch((status) => {
      if (status.state !== 'ready' && status.error !== undefined)
        console.error(`parley: ${terminal().inWords(status.error.notice)}`)
    })
    if (live === undefined) {
      await buildApp(say, stop)
      isBuilt = true
    }
    stop.throwIfAborted()
    if (options.open) {
      closeLink = openBrowser(host.invite(handedLinkMs, () => closeLink()))
      setTimeout(closeLink, handedLinkMs).unref()
    }
    tellLink(host, say)
    live?.serving(host.port, startAnew)
    say(terminal().words.start.ends)
    const ended = AbortSignal.any([stop, removed.signal])
    if (!ended.aborted) await new Promise((resolve) => ended.addEventListener('abort', resolve))
    return removed.signal.aborted ? 0 : 130
  } finally {
    closeLink()
    unfollow()
    await engine.end()
    models.close()
    watch.close()
    await host.close()
    endRun(conversations)
    await Promise.all([endLog(), endFigures()])
  }
}

/** Prints a link for a browser of the user's choice, and another one whenever it was used. */
function tellLink(host: WebHost, say: (line: string) => void): void {
  const link = host.invite(Infinity, () => {
    say(terminal().words.start.used)
    tellLink(host, say)
  })
  say(terminal().words.start.at(link))
}
