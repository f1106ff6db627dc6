/**
 * How a page reaches the web host: a WebSocket at `socketPath` of its own origin, frames as in `wire.ts`. Among its
 * sub-protocols it offers `socketProtocol` and the pass (`entrance.ts`).
 *
 * A socket is one line to the engine. The host speaks first: `ready` from each engine that is there for this line, or
 * `engine` while there is none. With the socket the line is over, and what was asked on it. What was said is kept by the
 * engine: a page that comes back opens its conversation again.
 */
export const socketPath = '/socket'
export const socketProtocol = 'parley.line'

/** Why the host closes a socket. Beside these: 1001 it shuts down, 1009 a message is larger than it takes. */
export const socketClose = {
  /** The page did not read for too long. It may come back. */
  tooSlow: 4008,
  /** Something went wrong on this line. The page may come back. */
  failed: 1011,
  /** The browser has as many lines as it may have. */
  tooMany: 1013,
} as const
