import { AppError, webUrl, type AddressFault } from '@contract'

/**
 * The address of a hub or an index that a variable of the environment names. An error never repeats what it says: there may
 * be a password in it.
 * @throws config-invalid for anything but http(s), and for an address with a user name or a password
 */
export function webAddress(variable: string, text: string): URL {
  const url = webUrl(text)
  if (url === undefined) throw wrong(variable, 'no-address')
  if (url.username !== '' || url.password !== '') throw wrong(variable, 'has-login')
  return url
}

/**
 * The proxy that a variable names. As other programs take it, what has no scheme (`proxy.home:3128`) is spoken to in http.
 * @throws config-invalid for a proxy of another kind (SOCKS), and for what is no address
 */
export function proxyAddress(variable: string | undefined, text: string): URL {
  const full = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`
  const scheme = URL.canParse(full) ? new URL(full).protocol.slice(0, -1) : undefined
  if (scheme !== undefined && !/^https?$/.test(scheme)) throw wrong(variable, 'other-proxy', { scheme })
  const url = webUrl(full)
  if (url === undefined) throw wrong(variable, 'no-proxy')
  try {
    decodeURIComponent(url.username + url.password)
  } catch (cause) {
    throw wrong(variable, 'loose-percent', { cause })
  }
  return url
}

function wrong(
  variable: string | undefined,
  fault: AddressFault,
  { scheme, cause }: { readonly scheme?: string; readonly cause?: unknown } = {},
): AppError {
  const notice = {
    kind: 'address-wrong',
    ...(variable !== undefined && { variable }),
    fault,
    ...(scheme && { scheme }),
  } as const
  return new AppError('config-invalid', notice, { cause })
}
