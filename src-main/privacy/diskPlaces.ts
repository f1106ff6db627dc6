import type { DiskPlace } from '@contract'
import type { DesktopPlaces } from './desktopPlaces'
import { measurePlace } from './measurePlace'
import { othersOf, ownPlaces, usersOwnFolders } from './ownPlaces'

/** What of Parley is there on this disk. An empty folder is nothing to tell of. */
export async function diskPlaces(desktop: DesktopPlaces): Promise<DiskPlace[]> {
  const places = ownPlaces(desktop)
  const usersOwn = usersOwnFolders()
  const found = await Promise.all(
    places.map((place) => measurePlace(place, [...othersOf(place, places), ...usersOwn])),
  )
  return found.filter((each) => each !== undefined).filter((each) => each.files > 0 || each.leadsTo)
}
