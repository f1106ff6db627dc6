import path from 'node:path'
import type { PlaceKind } from '@contract'
import { handedFolders } from '../engine/files/handedFolders'
import { isFetched } from '../cuda/cudaFolder'
import { conversationsDir } from '../engine/files/conversationsDir'
import { logsDir } from '../engine/files/logsDir'
import { recordingsDir } from '../engine/files/recordingsDir'
import { isPrivateFolder } from '../engine/files/privateFolder'
import { isLeftRun, isOwnRun, runsFolder } from '../engineProcess/runFolders'
import { dataDir, joinOf, variable, type Environment } from '../engine/files/dataDir'
import { homeDir } from '../engine/files/homeDir'
import { cudaDir } from '../engine/onnx/cudaDir'
import { telemetryNote } from '../engine/onnx/removeTelemetry'
import { isLockFile } from '../models/directoryLock'
import { bundledModels } from '../models/bundledModels'
import { isOfModels } from '../models/isOfModels'
import { readOwnDirectories } from '../models/ownDirectories'
import { settingsFile, userPlaces } from '../models/places'
import type { DesktopPlaces } from './desktopPlaces'

/** A file or a folder that Parley has on this computer, or may have. */
export interface OwnPlace {
  readonly kind: PlaceKind
  readonly path: string
  /** Of a folder in which there may be others' work: which of its entries are Parley's. Absent: all of them. */
  readonly isOurs?: (name: string) => boolean
  /** The user named this folder: it stays, and only what is Parley's in it goes. */
  readonly isNamed?: boolean
  /** Only read, never written or removed. */
  readonly isUsersOwn?: boolean
  /** Chromium has it open, as long as the desktop app runs. */
  readonly isHeldOpen?: boolean
  /** It came with the installed app, and goes when that is removed. */
  readonly isPartOfApp?: boolean
}

/**
 * All that Parley writes lies in one of these. Whoever writes a new file has its place stand here. So do models that came with
 * the app, for whoever looks for what takes room.
 */
export function ownPlaces(
  desktop: DesktopPlaces,
  env: Environment = process.env,
  platform: string = process.platform,
  home: string = homeDir(),
): OwnPlace[] {
  const { modelsDir, ...others } = userPlaces(env, platform, home)
  const own = dataDir(env, platform, home)
  const cuda = cudaDir(env, platform, home)
  const runs = runsFolder(env, platform)
  const isNamed = (name: string): boolean => variable(env, name) !== undefined
  return [
    { kind: 'conversations', path: conversationsDir(env, platform, home) },
    { kind: 'recordings', path: recordingsDir(env, platform, home) },
    // Of another Parley that runs, nothing is told and nothing removed.
    ...ifThere(runs, isPrivateFolder, 'conversations').map((each) => ({
      ...each,
      isOurs: (name: string) => isOwnRun(name) || isLeftRun(name),
    })),
    { kind: 'logs', path: logsDir(env, platform, home) },
    {
      ...{ kind: 'models', path: modelsDir, isOurs: (name) => isOfModels(modelsDir, name) },
      isNamed: isNamed('PARLEY_MODELS_DIR'),
    },
    {
      ...{ kind: 'cuda', path: cuda, isOurs: (name) => isFetched(cuda, name) },
      isNamed: isNamed('PARLEY_CUDA_DIR'),
    },
    ...ifThere(`${cuda}.lock`, isLockFile, 'cuda'),
    { kind: 'config', path: settingsFile(env, platform, home), isUsersOwn: isNamed('PARLEY_CONFIG') },
    // As an earlier version had it; what was in it was taken over.
    { kind: 'config', path: joinOf(platform)(own, 'config.json.old') },
    { kind: 'note', path: telemetryNote(own) },
    ...handedFolders().map((folder) => ({ kind: 'link', path: folder }) as const),
    ...ofDesktop(desktop),
    ...bundledModels(others).map(
      ({ folder }) => ({ kind: 'bundled', path: folder, isPartOfApp: true }) as const,
    ),
  ]
}

/** The paths of the other places, which may lie within this one. */
export function othersOf(place: OwnPlace, places: readonly OwnPlace[]): string[] {
  return places.map((other) => other.path).filter((other) => other !== place.path)
}

/** Models of the user's own, which stay also where they lie within a place of Parley's. */
export function usersOwnFolders(env: Environment = process.env): string[] {
  return readOwnDirectories(userPlaces(env)).map(({ directory }) => directory)
}

/** A place beside others' work, or in a folder that others share: what is called so need not be Parley's. */
function ifThere(place: string, isOurs: (place: string) => boolean, kind: PlaceKind): OwnPlace[] {
  return isOurs(place) ? [{ kind, path: place }] : []
}

function ofDesktop({ userData, autostart, isOpen }: DesktopPlaces): OwnPlace[] {
  return [
    { kind: 'settings', path: path.join(userData, 'desktop.json') },
    { kind: 'token', path: path.join(userData, 'hub-token') },
    { kind: 'token', path: path.join(userData, 'server-key') },
    { kind: 'window', path: userData, isHeldOpen: isOpen() },
    ...(autostart === undefined ? [] : [{ kind: 'autostart', path: autostart } as const]),
  ]
}
