import path from 'node:path'
import type { PlaceKind } from '@contract'
import { handedFolders } from '../engine/files/handedFolders'
import { isFetched } from '../cuda/cudaFolder'
import { conversationsDir } from '../engine/files/conversationsDir'
import { isLeftRun, isOwnRun, runsFolder } from '../engineProcess/runFolders'
import { dataDir, variable, type Environment } from '../engine/files/dataDir'
import { homeDir } from '../engine/files/homeDir'
import { cudaDir } from '../engine/onnx/cudaDir'
import { telemetryNote } from '../engine/onnx/removeTelemetry'
import { modelRecordIn } from '../models/modelRecord'
import { readOwnDirectories } from '../models/ownDirectories'
import { configFile, userPlaces } from '../models/places'
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
}

/** All that Parley writes lies in one of these. Whoever writes a new file has its place stand here. */
export function ownPlaces(
  desktop: DesktopPlaces,
  env: Environment = process.env,
  platform: string = process.platform,
  home: string = homeDir(),
): OwnPlace[] {
  const { modelsDir } = userPlaces(env, platform, home)
  const own = dataDir(env, platform, home)
  const cuda = cudaDir(env, platform, home)
  const isNamed = (name: string): boolean => variable(env, name) !== undefined
  return [
    { kind: 'conversations', path: conversationsDir(env, platform, home) },
    {
      // Of another Parley that runs, nothing is told and nothing removed.
      ...{ kind: 'conversations', path: runsFolder(env, platform) },
      isOurs: (name) => isOwnRun(name) || isLeftRun(name),
    },
    {
      ...{ kind: 'models', path: modelsDir, isOurs: (name) => isModel(modelsDir, name) },
      isNamed: isNamed('PARLEY_MODELS_DIR'),
    },
    {
      ...{ kind: 'cuda', path: cuda, isOurs: (name) => isFetched(cuda, name) },
      isNamed: isNamed('PARLEY_CUDA_DIR'),
    },
    { kind: 'cuda', path: `${cuda}.lock` },
    { kind: 'config', path: configFile(env, platform, home), isUsersOwn: isNamed('PARLEY_CONFIG') },
    { kind: 'note', path: telemetryNote(own) },
    ...handedFolders().map((folder) => ({ kind: 'link', path: folder }) as const),
    ...ofDesktop(desktop),
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

/** A model that was fetched, a note of those that were chosen or imported, or a lock. */
function isModel(modelsDir: string, name: string): boolean {
  const isNote = /^(chosen|directories)\.json(\.\d+\.new)?$/.test(name)
  const isLock = /\.lock(\.taking|\.[0-9a-f-]{36})?$/.test(name)
  return isNote || isLock || modelRecordIn(path.join(modelsDir, name))?.id === name
}

function ofDesktop({ userData, autostart, isOpen }: DesktopPlaces): OwnPlace[] {
  return [
    { kind: 'settings', path: path.join(userData, 'desktop.json') },
    { kind: 'token', path: path.join(userData, 'hub-token') },
    { kind: 'window', path: userData, isHeldOpen: isOpen() },
    ...(autostart === undefined ? [] : [{ kind: 'autostart', path: autostart } as const]),
  ]
}
