import { watch } from 'node:fs'
import path from 'node:path'

/** Editors write a file in several steps, and more than one file. */
const settlesMs = 150

/** What a change concerns: the engine's code alone, or also what the host has read. */
export type ChangedPart = 'engine' | 'host'

/**
 * Calls when TypeScript or JSON was changed that the host or the engine has read, once for changes that come together.
 * @param root the folder with `src-main` and `src-preload`
 * @returns what ends it
 */
export function watchSources(root: string, changed: (part: ChangedPart) => void): () => void {
  let settling: NodeJS.Timeout | undefined
  let part: ChangedPart = 'engine'
  const note = (folder: string, name: string | null): void => {
    if (name === null || !/\.(ts|json)$/.test(name)) return
    const isOfEngine = folder === 'src-main' && name.split(path.sep)[0] === 'engine'
    if (!isOfEngine) part = 'host'
    clearTimeout(settling)
    settling = setTimeout(() => {
      const settled = part
      part = 'engine'
      changed(settled)
    }, settlesMs)
  }
  const watching = ['src-main', 'src-preload'].map((folder) =>
    watch(path.join(root, folder), { recursive: true }, (_, name) => note(folder, name)),
  )
  return () => {
    clearTimeout(settling)
    for (const each of watching) each.close()
  }
}
