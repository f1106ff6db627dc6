/** What the web host puts up with. */
export interface WebLimits {
  /** The largest message that a page may send. */
  readonly messageBytes: number
  /** A socket that holds so much is watched: it has to take something now and then. */
  readonly socketBytes: number
  /** A socket that holds more is cut: its page does not read. */
  readonly unreadBytes: number
  /** A page is heard no further while so much of what it said waits for the engine. */
  readonly underWayBytes: number
  /** So much of a page is heard at once. */
  readonly heardBytes: number
  /** Each rest of `restMs` lets so much more be heard: what a flood leaves to be collected grows no faster. */
  readonly restBytes: number
  readonly restMs: number
  /** Questions of a page that may be open at the same time. */
  readonly openTurns: number
  /** One that is watched and takes nothing for so long is cut. */
  readonly stallMs: number
  readonly pingEveryMs: number
  /** Pages' lines to the engine, of one browser and of all. */
  readonly lines: number
  readonly allLines: number
  /** Open sockets, and lines of any kind. */
  readonly sockets: number
  readonly connections: number
  /** A request has to be complete after this time. */
  readonly requestMs: number
}

export const defaultWebLimits: WebLimits = {
  messageBytes: 2 * 1024 * 1024,
  socketBytes: 256 * 1024,
  unreadBytes: 16 * 1024 * 1024,
  underWayBytes: 128 * 1024,
  // Eight seconds of sound.
  heardBytes: 1024 * 1024,
  // 32 frames of sound, which is a second of it, or 2000 small ones in a second.
  restBytes: 128 * 1024,
  restMs: 16,
  openTurns: 8,
  stallMs: 10_000,
  pingEveryMs: 10_000,
  lines: 32,
  allLines: 64,
  sockets: 256,
  connections: 512,
  requestMs: 10_000,
}
