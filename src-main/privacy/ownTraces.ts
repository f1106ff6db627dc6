import { lstat, readdir, rmdir } from 'node:fs/promises'
import path from 'node:path'
import {
  AppError,
  type AppErrorBody,
  type DiskPlace,
  type PlaceKind,
  type PrivacyReport,
  type RemovalReport,
  type RemovalRequest,
  type Stayed,
  type WhyStayed,
} from '@contract'
import { dataDir } from '../engine/files/dataDir'
import { homeDir } from '../engine/files/homeDir'
import { hasOtherRun } from '../engineProcess/otherRuns'
import { isLocked } from '../models/directoryLock'
import type { ConnectionWatch } from './connectionWatch'
import type { ContactLog } from './contactLog'
import type { DesktopPlaces } from './desktopPlaces'
import { diskPlaces } from './diskPlaces'
import { othersOf, ownPlaces, usersOwnFolders, type OwnPlace } from './ownPlaces'
import { removePlace } from './removePlace'

export interface OwnTracesOptions {
  readonly contacts: ContactLog
  readonly watch: ConnectionWatch
  /** Ends for good whatever has files open: fetches and the engine. */
  readonly letGo: () => Promise<void>
  readonly desktop: DesktopPlaces
  /** Of the desktop app: has Chromium forget what pages keep, and the system that it starts the app. */
  readonly forget?: () => Promise<void>
}

const modelKinds: readonly PlaceKind[] = ['models', 'cuda']

/** What Parley did on the network since it was started, and what it has on this disk. */
export class OwnTraces {
  readonly #options: OwnTracesOptions
  #isRemoved = false
  #isKeepingModels = false

  constructor(options: OwnTracesOptions) {
    this.#options = options
  }

  /** Whether all was removed, and Parley is to end. */
  get isRemoved(): boolean {
    return this.#isRemoved
  }

  async report(): Promise<PrivacyReport> {
    const { contacts, watch, desktop } = this.#options
    return {
      startedAt: contacts.startedAt,
      contacts: [...contacts.contacts],
      looked: await watch.report(),
      places: await diskPlaces(desktop),
    }
  }

  /** A page tells whom its user had the browser ask. */
  noteOpened(host: string): void {
    this.#options.contacts.note({ part: 'window', purpose: 'link', host, requests: 1 })
  }

  /**
   * Removes what Parley has on this disk, as far as it can. What the user brought stays.
   * @returns what went; or why nothing was done
   */
  async removeAll({ keepModels }: RemovalRequest): Promise<RemovalReport | AppErrorBody> {
    if (hasOtherRun()) return otherParley
    const { letGo, forget, desktop } = this.#options
    this.#isRemoved = true
    this.#isKeepingModels = keepModels
    await letGo()
    await forget?.()
    const places = ownPlaces(desktop).filter(({ isPartOfApp }) => !isPartOfApp)
    const usersOwn = await onlyThere(usersOwnFolders())
    const fetching = (await Promise.all(places.map(fetchedByOthers))).flat()
    const removed: DiskPlace[] = []
    const stayed: Stayed[] = [
      ...usersOwn.map((folder) => ({ kind: 'models', path: folder, why: 'users-own' }) as const),
      ...fetching,
    ]
    const others = [...usersOwn, ...fetching.flatMap((each) => [each.path, `${each.path}.lock`])]
    for (const place of places.filter((each) => !others.includes(each.path))) {
      const { kind } = place
      const why = this.#whyItStays(place)
      if (why !== undefined) {
        if (await isThere(place.path)) stayed.push({ kind, path: place.path, why })
        continue
      }
      const { stayed: left, ...went } = await removePlace(place, [...othersOf(place, places), ...others])
      if (went.files > 0) removed.push({ kind, path: place.path, ...went, isUsersOwn: false })
      stayed.push(...left)
    }
    await rmdir(dataDir(process.env, process.platform, homeDir())).catch(() => undefined)
    return { removed, stayed }
  }

  /** Removes what was open until the windows closed. */
  async removeRest(): Promise<void> {
    const places = ownPlaces(this.#options.desktop)
    for (const place of places.filter(({ kind }) => kind === 'window'))
      await removePlace(place, [...othersOf(place, places), ...usersOwnFolders()])
  }

  #whyItStays({ kind, isUsersOwn, isHeldOpen }: OwnPlace): WhyStayed | undefined {
    if (isUsersOwn) return 'users-own'
    // Of another app that runs nobody here knows when it ends.
    if (isHeldOpen) return this.#options.forget ? 'open' : 'held'
    return this.#isKeepingModels && modelKinds.includes(kind) ? 'wanted' : undefined
  }
}

/** It would go on as if nothing had gone, and write again what was removed. */
const otherParley = new AppError('busy', { kind: 'other-parley' }, { retryable: true }).toBody()

/** What another process of Parley fetches into a place now. */
async function fetchedByOthers({ kind, path: place }: OwnPlace): Promise<Stayed[]> {
  const names = await readdir(place).catch((): string[] => [])
  const locks = names.filter((name) => name.endsWith('.lock')).map((name) => path.join(place, name))
  if (place.endsWith('.lock') && (await isThere(place))) locks.push(place)
  const held: Stayed[] = []
  for (const lock of locks)
    if (await isLocked(lock)) held.push({ kind, path: lock.slice(0, -'.lock'.length), why: 'fetching' })
  return held
}

async function onlyThere(files: readonly string[]): Promise<string[]> {
  const there = await Promise.all(files.map(isThere))
  return files.filter((_, i) => there[i])
}

function isThere(place: string): Promise<boolean> {
  return lstat(place).then(
    () => true,
    () => false,
  )
}
