import { z } from 'zod'

/**
 * How a page reaches the web host: a WebSocket at `socketPath` of its own origin, frames as in `wire.ts`. Among its
 * sub-protocols it offers the pass (`entrance.ts`).
 *
 * A page that names itself can come back: `?page=<any id of 8 to 64 letters, digits, '-'>` gives it a session (one
 * conversation) that outlives the socket for some minutes. With the sub-protocol `resumeProtocol` the first frame of every
 * socket is a `SocketGreeting`; both sides count the other frames that they got, and after a cut send again what the
 * other had not got: the page says its count as `&received=<count>`, the host says its own in the greeting. A page
 * that says no count is a new one (it was loaded again): it has the conversation of before, and its turns begin anew at 1.
 */
export const socketPath = '/socket'
export const resumeProtocol = 'parley.resume'

export const socketGreeting = z.object({
  type: z.literal('session'),
  /** False: the host does not know the session (any more). Turns that were open are lost. */
  resumed: z.boolean(),
  /** Frames that the host got from this page so far. */
  received: z.number().int().min(0),
})
export type SocketGreeting = z.infer<typeof socketGreeting>

/** Why the host closes a socket. Beside these: 1001 it shuts down, 1009 a message is larger than it takes. */
export const socketClose = {
  /** The page did not read for too long. It may come back. */
  tooSlow: 4008,
  /** Another socket with the same `page` took the session over. Do not come back. */
  takenOver: 4009,
  /** Something went wrong in the session, which is over. The page may begin a new one. */
  failed: 1011,
  /** The browser has as many conversations as it may have. */
  tooMany: 1013,
} as const
