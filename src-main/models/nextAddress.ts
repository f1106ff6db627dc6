import { AppError, type Notice } from '@contract'

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
    throw refused({ kind: 'leads-nowhere', host: from.host })
  if (from.protocol === 'https:' && next.protocol === 'http:')
    throw refused({ kind: 'leads-to-plain', host: from.host, to: next.host })
  return next
}

function refused(notice: Notice): AppError {
  return new AppError('download-failed', notice, { retryable: true })
}
