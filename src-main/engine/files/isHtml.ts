/** Whether something begins as a page for a browser does. */
export function isHtml(content: Uint8Array): boolean {
  return /^\s*<(!doctype html|html)\b/i.test(Buffer.from(content).toString('latin1', 0, 200))
}
