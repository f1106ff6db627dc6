import { briefTools } from './briefTools'
import type { Timers } from './timers'
import { timerTools } from './timerTools'
import type { RawTool } from './rawTool'
import { windowTools } from './windowTools'

/**
 * The tools that every Parley has. They reach nobody outside of this computer, but for a page that the user opens.
 * @param isPrivate whether nothing of what is said now may be written to a disk
 */
export function builtInTools(timers: Timers, isPrivate: () => boolean): readonly RawTool[] {
  return [...briefTools(() => timers.now()), ...timerTools(timers, isPrivate), ...windowTools]
}
