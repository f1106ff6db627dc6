import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Where the app's own files lie. From the sources, and as `out`, that is one folder with everything in it. Installed it
 * is three, side by side:
 *
 *     resources/app.asar           what JavaScript reads: package.json, out, resources, node_modules
 *     resources/app.asar.unpacked  what the system's loader reads: shared libraries
 *     resources/                   what native code opens by its path: models, voices
 */
export interface AppFiles {
  /** The folder, or archive, with `package.json`. */
  readonly root: string
  readonly isInstalled: boolean
  /** The place of a file or folder that native code opens, such as `models/nano`. */
  shipped(name: string): string
}

const archive = 'app.asar'

/** @param from a folder of the app, at any depth */
export function appFiles(from: string): AppFiles {
  const root = rootAbove(from)
  const isInstalled = path.basename(root) === archive
  const folder = isInstalled ? path.dirname(root) : root
  return { root, isInstalled, shipped: (name) => path.join(folder, name) }
}

/** The files of this very app. */
export const ownFiles = appFiles(path.dirname(fileURLToPath(import.meta.url)))

/** Where the system's loader finds a library that a package brings: an installed app keeps it beside its archive. */
export function loadableFile(file: string): string {
  return file.replace(/([\\/]app\.asar)(?=[\\/])/, '$1.unpacked')
}

function rootAbove(from: string): string {
  if (existsSync(path.join(from, 'package.json')) || path.dirname(from) === from) return from
  return rootAbove(path.dirname(from))
}
