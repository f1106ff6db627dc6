import path from 'node:path'
import { z } from 'zod'
import { toAppError } from '@contract'
import { readSmallFile } from '../engine/files/readSmallFile'
import { replaceFile } from '../engine/files/replaceFile'
import { inWords } from './words'

const place = z.object({ x: z.number(), y: z.number(), width: z.number().min(1), height: z.number().min(1) })

export const savedState = z.object({
  /** That a closed window goes on in the tray. */
  isToldOfTray: z.boolean().default(false),
  /** That the windows may open where they have no sandbox. */
  acceptsNoSandbox: z.boolean().default(false),
  mainWindow: z
    .object({ place, isMaximized: z.boolean(), zoomLevel: z.number().min(-8).max(9) })
    .optional()
    .catch(undefined),
})
export type SavedState = z.infer<typeof savedState>

/** What the desktop app remembers, in one file. A damaged file counts as none. */
export class SavedStateFile {
  readonly #file: string
  #state: SavedState
  #isClosed = false

  constructor(directory: string) {
    this.#file = path.join(directory, 'desktop.json')
    this.#state = readState(this.#file)
  }

  get state(): SavedState {
    return this.#state
  }

  /** Where the disk is full or closed to us, the change holds until the app ends: nothing is worth a crash. */
  change(change: Partial<SavedState>): void {
    this.#state = { ...this.#state, ...change }
    if (this.#isClosed) return
    try {
      replaceFile(this.#file, JSON.stringify(this.#state, undefined, 2))
    } catch (thrown) {
      console.error(`parley: ${inWords(toAppError(thrown).notice)}`)
    }
  }

  /** From now on nothing is written: the file is about to be removed, and stays so. */
  close(): void {
    this.#isClosed = true
  }
}

function readState(file: string): SavedState {
  try {
    return savedState.parse(JSON.parse(readSmallFile(file).toString()))
  } catch {
    return savedState.parse({})
  }
}
