import { createContext } from 'react'
import type { Heard } from './heardPieces'

/** How what was heard of a section is told from the rest. */
export interface ShownHeard extends Heard {
  /** What stands where the voice is, or was cut off. */
  readonly mark: 'place' | 'cut' | undefined
  /** What became of the rest: it is about to be heard, never will be, or nothing was to be spoken. */
  readonly restIs: 'coming' | 'never' | 'plain'
}

export const HeardContext = createContext<ShownHeard>({
  end: Infinity,
  marked: undefined,
  mark: undefined,
  restIs: 'plain',
})
