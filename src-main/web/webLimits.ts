/** What the web host puts up with. */
export interface WebLimits {
  /** The largest message that a page may send. */
  readonly messageBytes: number
  /** What a socket may hold that its page has not read. */
  readonly socketBytes: number
  /** What a session may hold that its page has not got. */
  readonly sessionBytes: number
  /** A page is heard no further while so much of what it said waits for the engine. */
  readonly underWayBytes: number
  /** So many messages of a page are heard before others have their turn. */
  readonly heardAtOnce: number
  /** Questions of a page that may be open at the same time. */
  readonly openTurns: number
  /** A socket that takes nothing for so long is cut. */
  readonly stallMs: number
  readonly pingEveryMs: number
  /** A conversation without a socket ends after this time. */
  readonly keepSessionMs: number
  /** Conversations of one browser, and of all. */
  readonly sessions: number
  readonly allSessions: number
  /** Open sockets, and lines of any kind. */
  readonly sockets: number
  readonly connections: number
  /** A request has to be complete after this time. */
  readonly requestMs: number
}

export const defaultWebLimits: WebLimits = {
  messageBytes: 2 * 1024 * 1024,
  socketBytes: 256 * 1024,
  sessionBytes: 16 * 1024 * 1024,
  underWayBytes: 128 * 1024,
  heardAtOnce: 32,
  openTurns: 8,
  stallMs: 10_000,
  pingEveryMs: 10_000,
  keepSessionMs: 10 * 60_000,
  sessions: 32,
  allSessions: 64,
  sockets: 256,
  connections: 512,
  requestMs: 10_000,
}
