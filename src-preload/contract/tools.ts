import { z } from 'zod'

export const timerKind = z.enum(['timer', 'alarm'])
export type TimerKind = z.infer<typeof timerKind>

/** A timer or an alarm that rings, or rang while nobody was there. */
export const ringingTimer = z.object({
  ring: z.number().int().positive(),
  kind: timerKind,
  /** Milliseconds since 1970. */
  dueAt: z.number(),
  /** What it is for. */
  label: z.string().optional(),
  isSilent: z.boolean(),
})
export type RingingTimer = z.infer<typeof ringingTimer>

/** What a window does for a tool, since only it can. */
export const windowDeed = z.enum(['read-clipboard', 'write-clipboard', 'open-address'])
export type WindowDeed = z.infer<typeof windowDeed>
