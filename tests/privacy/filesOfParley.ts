import path from 'node:path'
import { filesBelow } from '../../packaging/stageApp'
import { runsFolder } from '../../src-main/engineProcess/runFolders'
import { desktopPlaces } from '../../src-main/privacy/desktopPlaces'
import { ownPlaces, type OwnPlace } from '../../src-main/privacy/ownPlaces'

/** What the job itself writes, the browser, and tsx, which compiles the sources. */
const ofOthers =
  /^(job|temporary\/(tsx-\d+|playwright[^/]*|\.?org\.chromium[^/]*)|(cache|runtime)\/dconf|config\/chromium)\//

/** What Parley wrote below the folder in which the main job is done. */
export function filesOfParley(folder: string): string[] {
  return filesBelow(folder).filter((file) => !ofOthers.test(file))
}

/** Those of them that lie in none of Parley's places, by this process's environment. */
export function strayFiles(folder: string): string[] {
  const own = ownPlaces(desktopPlaces())
  return filesOfParley(folder).filter((file) => !own.some((place) => isIn(place, path.join(folder, file))))
}

function isIn({ path: place, isOurs = () => true }: OwnPlace, file: string): boolean {
  // Also the runs of another Parley, which this one would leave alone.
  if (file === place || (place === runsFolder() && file.startsWith(`${place}${path.sep}`))) return true
  return file.startsWith(`${place}${path.sep}`) && isOurs(path.relative(place, file).split(path.sep)[0])
}
