import { longestClipboardChars } from '@contract'
import { desktop } from './desktop'
import type { WindowDeeds } from './toolQuestions'

/** By the desktop app, whose window need not be before the user for it; or by the browser, which may ask once more. */
export const windowDeeds: WindowDeeds = {
  readClipboard: async () =>
    (await (desktop?.readClipboard() ?? navigator.clipboard.readText())).slice(0, longestClipboardChars),
  writeClipboard: (text) => desktop?.writeClipboard(text) ?? navigator.clipboard.writeText(text),
  openAddress: (address) => void window.open(address, '_blank', 'noopener,noreferrer'),
  opensAfterAsking: desktop !== undefined,
}
