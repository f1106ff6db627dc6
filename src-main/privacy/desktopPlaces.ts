import { lstatSync } from 'node:fs'
import { folderVariable, joinOf, type Environment } from '../engine/files/dataDir'
import { homeDir } from '../engine/files/homeDir'

/** What the desktop app has beside what every Parley has. */
export interface DesktopPlaces {
  /** Its folder of settings, which Chromium shares. */
  readonly userData: string
  /** What starts it with the session, where that is a file. */
  readonly autostart?: string
  /** Whether Chromium has the folder open. */
  readonly isOpen: () => boolean
}

/** The same from outside of the app, where Electron puts its folders (`app.getPath('appData')`). */
export function desktopPlaces(
  env: Environment = process.env,
  platform: string = process.platform,
  home: string = homeDir(),
): DesktopPlaces {
  const join = joinOf(platform)
  const appData = {
    darwin: join(home, 'Library', 'Application Support'),
    win32: folderVariable(env, platform, 'APPDATA') ?? join(home, 'AppData', 'Roaming'),
    linux: folderVariable(env, platform, 'XDG_CONFIG_HOME') ?? join(home, '.config'),
  }[platform === 'darwin' || platform === 'win32' ? platform : 'linux']
  const userData = join(appData, 'Parley')
  return {
    userData,
    ...(platform === 'linux' && { autostart: join(appData, 'autostart', 'parley.desktop') }),
    // A link that Chromium has there while it runs. On Windows its files cannot be removed meanwhile.
    isOpen: () => lstatSync(join(userData, 'SingletonLock'), { throwIfNoEntry: false }) !== undefined,
  }
}
