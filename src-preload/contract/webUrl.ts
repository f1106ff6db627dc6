/**
 * Reads an address of the web. `URL` takes what stands behind any number of slashes for a host, so that `http:///v1` would lead to a
 * computer named v1: here the host stands right behind two slashes.
 * @returns undefined for what is no address, or one of another scheme
 */
export function webUrl(text: string): URL | undefined {
  return /^\s*https?:\/\/[^/\\]/i.test(text) && URL.canParse(text) ? new URL(text) : undefined
}
