import { AppError } from '@contract'
import { isHtml } from '../engine/files/isHtml'

/**
 * Whether an answer is a page for a browser.
 * @param content its beginning, where the headers do not say what it is
 */
export function isWebPage(headers: Headers, content?: Uint8Array): boolean {
  const type = headers.get('Content-Type')
  if (type !== null) return /^\s*(text\/html|application\/xhtml)/i.test(type)
  return content !== undefined && isHtml(content)
}

/**
 * What such a page means where something else was asked for.
 * @param what was asked for, such as `model.onnx of owner/name`
 */
export function webPageInstead(host: string, what: string): AppError {
  return new AppError('download-failed', { kind: 'web-page-instead', host, what }, { retryable: true })
}
