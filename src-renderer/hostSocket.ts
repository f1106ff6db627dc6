import { passKey, passProtocol } from '@contract'

/** What this browser was given when it was let in; empty where it was not. */
export function hostPass(): string {
  return localStorage.getItem(passKey) ?? ''
}

/** A socket to the web host. @param address such as `/socket`, or all of it */
export function openHostSocket(address: string, protocol: string): WebSocket {
  const { href } = new URL(address, location.origin)
  return new WebSocket(href.replace(/^http/, 'ws'), [protocol, passProtocol(hostPass())])
}
