/**
 * How a browser comes in. Parley hands out links to `startPath` that open once; the token stands behind a link's `#`, so
 * that no request carries it. The page there posts it to `enterPath` and gets two things that are only worth something
 * together: a cookie, and a pass (the answer's body), which it keeps for all pages of its origin.
 *
 * A browser sends the cookie to every port of this computer. The pass it sends nowhere by itself: sockets say it among
 * their sub-protocols (`passProtocol`), and other requests in the header `passHeader`.
 */
export const startPath = '/start'
export const enterPath = '/enter'
export const passHeader = 'x-parley-pass'
/** Under which the pass is kept in the browser's storage. */
export const passKey = 'parley.pass'

const passProtocolPrefix = 'parley.pass.'

/** The pass as a sub-protocol that a socket offers; the host never chooses it. */
export function passProtocol(pass: string): string {
  return `${passProtocolPrefix}${pass}`
}

/** The pass among the sub-protocols that a socket offers; undefined when it says none. */
export function passOf(protocols: readonly string[]): string | undefined {
  return protocols
    .find((protocol) => protocol.startsWith(passProtocolPrefix))
    ?.slice(passProtocolPrefix.length)
}
