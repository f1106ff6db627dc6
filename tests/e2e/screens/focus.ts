import type { Page } from 'playwright-core'

/** The name of what has the focus, as it is read out. */
export const focused = (page: Page): Promise<unknown> =>
  page.evaluate('document.activeElement.getAttribute("aria-label") ?? document.activeElement.tagName')

/** What stands in it. */
export const focusedText = (page: Page): Promise<unknown> =>
  page.evaluate('document.activeElement.textContent')
