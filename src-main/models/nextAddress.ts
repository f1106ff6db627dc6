import { AppError } from '@contract'

/**
 * Where a redirect leads.
 * @param location as the answer names it
 * @throws download-failed where it leads from https to plain http, in which anybody on the way may read and change what
 *   comes, or to no web address
 */
export function nextAddress(from: URL, location: string): URL {
  const next = URL.canParse(location, from.href) ? new URL(location, from) : undefined
  const isWeb = next?.protocol === 'https:' || next?.protocol === 'http:'
  if (next === undefined || !isWeb || next.username !== '' || next.password !== '')
    throw refused(from, 'leads to an address that is none')
  if (from.protocol === 'https:' && next.protocol === 'http:')
    throw refused(from, `leads from https to plain http (${next.host}), where others may read and change it`)
  return next
}

function refused({ host }: URL, what: string): AppError {
  const message = `${host} ${what}, so it was not followed. A network that wants you to sign in does that: open a page with a browser, and try again.`
  return new AppError('download-failed', message, { retryable: true })
}
