import { createHash, timingSafeEqual } from 'node:crypto'

/** What browsers leave out of an address. */
const usualHttpPort = 80

/** The names under which a browser on this machine may address the host. Any other is a page that rebound its DNS. */
export function isOwnHost(host: string | undefined, port: number): boolean {
  const names = ['127.0.0.1', 'localhost']
  if (port === usualHttpPort && names.some((name) => name === host)) return true
  return names.some((name) => `${name}:${port}` === host)
}

/** Whether a request comes from a page of this host itself, under the very name that it was asked by. */
export function isOwnOrigin(origin: string | undefined, host: string | undefined): boolean {
  return origin !== undefined && host !== undefined && origin === new URL(`http://${host}`).origin
}

/** Whether a request says a header more than once, of which each reader may believe another. */
export function saysTwice(rawHeaders: readonly string[], name: string): boolean {
  return rawHeaders.filter((each, i) => i % 2 === 0 && each.toLowerCase() === name).length > 1
}

/** Compares secrets without telling by the time how much of them is right. */
export function sameSecret(given: string | undefined, secret: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given ?? ''), digest(secret))
}

/** The value of a cookie in a `Cookie` header; undefined when it is not there. */
export function cookieValue(header: string | undefined, name: string): string | undefined {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim())
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1)
}
