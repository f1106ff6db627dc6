/**
 * The address of a link that may be opened: http, https or mailto. It has no user's name, which could be made to look like a host,
 * and a letter has nothing but whom it is for. Undefined: it is none of these.
 */
export function safeHref(written: string): string | undefined {
  const address = /^www\./iu.test(written)
    ? `https://${written}`
    : /^[^\s:/@]+@[^\s:/@]+$/u.test(written)
      ? `mailto:${written}`
      : written
  if (!URL.canParse(address)) return undefined
  const url = new URL(address)
  if (url.protocol === 'mailto:') return url.pathname === '' ? undefined : `mailto:${url.pathname}`
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:'
  return isWeb && url.username === '' && url.password === '' ? url.href : undefined
}
