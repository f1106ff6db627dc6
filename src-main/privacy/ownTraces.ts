import type { PrivacyReport } from '@contract'
import type { ConnectionWatch } from './connectionWatch'
import type { ContactLog } from './contactLog'
import { measurePlace } from './measurePlace'
import { ownPlaces, usersOwnFolders, type DesktopPlaces } from './ownPlaces'

export interface OwnTracesOptions {
  readonly contacts: ContactLog
  readonly watch: ConnectionWatch
  /** Of the desktop app; a web host has none. */
  readonly desktop?: DesktopPlaces
}

/** What Parley did on the network since it was started, and what it has on this disk. */
export class OwnTraces {
  readonly #options: OwnTracesOptions

  constructor(options: OwnTracesOptions) {
    this.#options = options
  }

  async report(): Promise<PrivacyReport> {
    const { contacts, watch, desktop } = this.#options
    const places = ownPlaces(desktop)
    const usersOwn = usersOwnFolders()
    const found = await Promise.all(
      places.map((place) => {
        const others = places.map((other) => other.path).filter((other) => other !== place.path)
        return measurePlace(place, [...others, ...usersOwn])
      }),
    )
    return {
      startedAt: contacts.startedAt,
      contacts: [...contacts.contacts],
      looked: await watch.report(),
      // An empty folder is nothing to tell of.
      places: found.filter((each) => each !== undefined).filter((each) => each.files > 0 || each.leadsTo),
    }
  }
}
