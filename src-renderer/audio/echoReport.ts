import { duplex } from '@contract'
import { z } from 'zod'

/** What the echo test found out about a loudspeaker and the microphone that was open then. */
export const echoReport = z.object({
  /**
   * Milliseconds from leaving the loudspeaker, by the output's own clock, to arriving as a frame of the microphone.
   * Absent: nothing of what was played was found in the microphone.
   */
  delayMs: z.number().optional(),
  /** Level of the echo over that of the playback, in dB: in the bare microphone, and in what the app hears of it. */
  echoDb: z.number().optional(),
  leftDb: z.number().optional(),
  /** The browser takes the echo out: what is left of it cannot be told from the room, or is 20 dB below the echo. */
  isRemoved: z.boolean(),
  /** Share of the test in which the app's own voice would have been taken for somebody's, 0..1. */
  mistakenShare: z.number().min(0).max(1),
  proposal: duplex,
})
export type EchoReport = z.infer<typeof echoReport>
