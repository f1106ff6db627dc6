import { z } from 'zod'

/** The name of the format, and its version: one that reads an older one says so here. */
export const recordingFormat = { format: 'parley-recording', version: 1 } as const

/** The first line of a recording: what the window is, before anything comes in. */
export const recordingHead = z.object({
  format: z.literal(recordingFormat.format),
  version: z.literal(recordingFormat.version),
  /** Of Parley. */
  parley: z.string(),
  /** What it ran in. */
  runsIn: z.string(),
  /** The tag of the language that the window spoke. */
  language: z.string(),
  /** The window's settings, without those that are kept secret or lead to files. */
  settings: z.record(z.string(), z.unknown()),
  /** What the window had beside its microphone and loudspeaker. */
  has: z.object({ locks: z.boolean(), deeds: z.boolean(), opensAfterAsking: z.boolean() }),
  /** Sound and words were taken out. */
  isRedacted: z.boolean().optional(),
  /** Of a conversation that a rig made up: all that it was made of. */
  scene: z.unknown().optional(),
})
export type RecordingHead = z.infer<typeof recordingHead>

/** Any further line, one for everything that crossed the boundary of the window. */
export type RecordedLine =
  /** Something came in. Within: while the line before it was told. */
  | {
      /** On the shared clock, in milliseconds. */
      readonly at: number
      readonly in: string
      readonly args: readonly unknown[]
      readonly within?: boolean
    }
  | { readonly out: string; readonly args: readonly unknown[] }
  | { readonly ask: string; readonly args: readonly unknown[]; readonly is: unknown }
  /** Full: it had become as long as one may be. A recording without an end was cut off. */
  | { readonly end: 'stopped' | 'full' }
