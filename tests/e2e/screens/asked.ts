import type { Page } from 'playwright-core'

/** What the screen asked its scripted store since it was asked last. */
export const asked = (page: Page): Promise<unknown> => page.evaluate('script.asked.splice(0)')
