/**
 * The address of a link that may be opened: http, https or mailto, without a user's name, which could be made to look like a
 * host; undefined: none of these.
 */
export function safeHref(written: string): string | undefined {
  const address = /^www\./iu.test(written)
    ? `https://${written}`
    : /^[^\s:/@]+@[^\s:/@]+$/u.test(written)
      ? `mailto:${written}`
      : written
  if (!URL.canParse(address)) return undefined
  const url = new URL(address)
  if (url.protocol === 'mailto:') return url.href
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:'
  return isWeb && url.username === '' && url.password === '' ? url.href : undefined
}
