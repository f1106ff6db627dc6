import type { SavedFile } from '../exportConversation'

/** Has the browser save a file. */
export function offerFile({ name, bytes }: SavedFile): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>]))
  link.download = name
  link.click()
  // The browser takes it up after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
