import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { formatsOf } from '@contract'
import { catalogue } from '../../../src-renderer/words'
import { chromiumPath } from '../chromium'
import { sharedScreens } from './sharedScreens'

const executable = chromiumPath()

/** As narrow as the window can be, and so high that a whole panel is in sight. */
const viewport = { width: 360, height: 2400 }

describe.skipIf(!executable)('in the language of the browser', () => {
  const screens = sharedScreens(executable)

  const clipped = (page: Page): Promise<string[]> => page.evaluate('script.clipped()')

  it.each(Object.entries(catalogue))(
    '%s: says all in it, and every word can be read',
    async (locale, write) => {
      const words = write(formatsOf(locale))
      const page = await screens.open('echo-tested', { viewport, locale })
      expect(await page.evaluate('document.documentElement.lang')).toBe(locale)
      expect(await clipped(page)).toEqual([])
      await page.keyboard.press('Control+,')
      await page.getByRole('heading', { name: words.settings.name, exact: true }).waitFor()
      await page.evaluate('Promise.all(document.getAnimations().map(({ finished }) => finished))')
      expect(await clipped(page)).toEqual([])
      const called = await screens.open('tools', { viewport, locale })
      expect(await clipped(called)).toEqual([])
      await called.keyboard.press('Control+,')
      await called.getByRole('button', { name: words.tools.open }).click()
      await called.getByRole('heading', { name: words.tools.name, exact: true }).waitFor()
      await called.evaluate('Promise.all(document.getAnimations().map(({ finished }) => finished))')
      expect(await clipped(called)).toEqual([])
      for (const step of ['models', 'sound'] as const) {
        const welcome = await screens.open(`welcome-${step}`, { viewport, locale })
        await welcome.getByRole('heading', { name: words.welcome[step].title }).waitFor()
        expect(await clipped(welcome)).toEqual([])
      }
    },
  )
})
