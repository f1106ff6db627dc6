import { calculator } from './calculator'
import { clockTools } from './clockTools'
import type { RawTool } from './rawTool'

/** The tools that need nothing beyond an answer. @param now milliseconds since 1970 */
export function briefTools(now: () => number): readonly RawTool[] {
  return [...clockTools(now), calculator]
}
