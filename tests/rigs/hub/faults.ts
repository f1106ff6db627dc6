/** How the loopback hub may misbehave, for one request of a file. */
export type Fault =
  /** The line drops after so many bytes of the body. */
  | { readonly kind: 'drop'; readonly afterBytes: number }
  /** The line falls silent after so many bytes, and stays open. */
  | { readonly kind: 'stall'; readonly afterBytes: number }
  /** Every so many bytes a pause. */
  | { readonly kind: 'slow'; readonly pieceBytes: number; readonly pauseMs: number }
  /** A 206 that begins elsewhere than was asked for. */
  | { readonly kind: 'wrong-range' }
  /** A 206 that does not say which part it is. */
  | { readonly kind: 'no-range' }
  /** A 200 with the whole file, whatever was asked for. */
  | { readonly kind: 'whole-file' }
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  /** The right length, one byte of it wrong. */
  | { readonly kind: 'wrong-bytes' }
  /** The answer is complete, but lacks so many bytes of the file. */
  | { readonly kind: 'short'; readonly byBytes: number }
  /** The answer has more bytes than the file. */
  | { readonly kind: 'long'; readonly byBytes: number }
  /** The redirect leads to a link of the storage that no longer holds. */
  | { readonly kind: 'expired-redirect' }
  /** The connection is refused: closed before an answer. */
  | { readonly kind: 'hang-up' }
