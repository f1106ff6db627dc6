/** How long an answer asks to wait, by its Retry-After: seconds or a date (RFC 9110, 10.2.3). Undefined: it does not say. */
export function retryAfterMs(headers: Headers): number | undefined {
  const after = headers.get('Retry-After')?.trim()
  if (!after) return undefined
  if (/^\d+$/.test(after)) return Number(after) * 1000
  const at = Date.parse(after)
  return Number.isNaN(at) ? undefined : Math.max(0, at - Date.now())
}
