import type { WindowDeed } from '@contract'
import type { ToolDescription } from './tool'

/** What a tool is called with: what its schema allows. */
export type ToolArguments = Readonly<Record<string, unknown>>

/** A tool before its arguments are checked and its user is asked: a function, or what the window does that asked. */
export type RawTool = ToolDescription &
  (
    | {
        /** It reads, changes or tells something that is the user's: nobody but the user can let it run. */
        readonly asksFirst: boolean
        /** Whoever wrote its schema is not known: a pattern in it could be one that is tried for hours. */
        readonly isForeign?: boolean
        /** It is given up after so long; absent: as is usual. */
        readonly timeLimitMs?: number
        /**
         * Returns what the listener is told, best as a short sentence in English. What it throws is told the listener as well.
         * Aborting the signal ends it.
         */
        run(args: ToolArguments, signal: AbortSignal): Promise<string> | string
      }
    | { readonly asksFirst: true; readonly deed: WindowDeed }
  )

/** A schema of arguments without any. */
export const noArguments = { type: 'object', properties: {}, additionalProperties: false } as const
