import type { FileAttempt, FileObstacle } from '../fileTrouble'

/** What stands in each notice. Names and paths are as they are; sizes are bytes; `detail` is what a program said, in its own words. */
export interface NoticeParams {
  /** A sentence that is in no catalogue: an earlier version kept it, or a tool for developers says it. */
  'as-told': { readonly text: string }
  unexpected: { readonly detail: string }
  /** What a call of the file system failed for; `code` where the obstacle is not known. */
  file: {
    readonly place?: string
    readonly attempt: FileAttempt
    readonly obstacle: FileObstacle
    readonly code?: string
  }

  'driver-too-old': { readonly driver: string; readonly oldest: string }

  // What a window's line to the engine tells it.
  'engine-stopped': { readonly during: Lost }
  /** The engine may be as it was: what was lost is the line to it. */
  'line-cut': { readonly during: Lost }
  'engine-not-running': object
  'too-many-tabs': object
  'host-gone': object
  'not-understood': { readonly detail: string }
  'not-asked': { readonly detail: string }
}

/** A question that was being spoken, its answer, or what was asked of the store. */
type Lost = 'question' | 'answer' | 'store'
