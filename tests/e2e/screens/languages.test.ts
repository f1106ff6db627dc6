import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumPath } from '../chromium'
import { openScreens, type OpenOptions, type Screens } from './openScreens'

const executable = chromiumPath()
const small = { width: 360, height: 480 }

/** What stands for itself in every language: names, and what people, models and programs said. */
const notWords = [
  '.exchange',
  '.trouble-text',
  '.list-entry',
  'option',
  'textarea',
  'kbd',
  'code',
  '.licence',
  '.model-name',
  '.place-path',
].join(', ')

const isOpen = async (page: Page): Promise<void> => {
  await page.locator('.panel').first().waitFor()
  await page.evaluate('Promise.all(document.getAnimations().map(({ finished }) => finished))')
}
const settings = async (page: Page): Promise<void> => {
  await page.keyboard.press('Control+,')
  await isOpen(page)
}
const figures = async (page: Page): Promise<void> => {
  await page.keyboard.press('Control+i')
  await isOpen(page)
}
const conversations = async (page: Page): Promise<void> => {
  await page.keyboard.press('Control+b')
  await isOpen(page)
}

const screensByName: Record<
  string,
  OpenOptions & { readonly scene: string; readonly act?: (page: Page) => Promise<void> }
> = {
  welcome: { scene: 'welcome-explain' },
  'which models': { scene: 'welcome-models' },
  'checking the sound': { scene: 'welcome-sound' },
  'nothing said yet': { scene: 'empty' },
  'an answer': { scene: 'speaking' },
  trouble: { scene: 'dead-microphone' },
  'a small window': { scene: 'idle', viewport: small },
  settings: { scene: 'idle', act: settings },
  'settings of the desktop app': { scene: 'desktop', act: settings },
  'settings in a small window': { scene: 'idle', viewport: small, act: settings },
  conversations: { scene: 'idle', act: conversations },
  figures: { scene: 'figures', act: figures },
  'what was removed': { scene: 'removed' },
}

describe.skipIf(!executable)('in another language', () => {
  let screens: Screens

  beforeAll(async () => {
    screens = await openScreens(executable!)
  })
  afterAll(() => screens.close())

  it.each(Object.entries(screensByName))(
    'every word comes from the catalogue and has its room: %s',
    async (_, { scene, act, ...options }) => {
      const page = await screens.open(scene, { ...options, language: 'pseudo' })
      await act?.(page)
      expect(await page.evaluate(`script.untranslated(${JSON.stringify(notWords)})`)).toEqual([])
      expect(await page.evaluate('script.clipped()')).toEqual([])
    },
  )

  it('what engine and host tell comes from the catalogue, too', async () => {
    const page = await screens.open('failed', { language: 'pseudo' })
    const told = page.locator('.outcome-failed p')
    expect(await told.textContent()).toMatch(/^⟦/)
    await page.evaluate(
      "script.set({ connection: 'ready', note: { kind: 'voice-slow', factor: 2, isBuiltIn: true } })",
    )
    expect(await page.locator('.ring-note').textContent()).toMatch(/^⟦/)
  })

  it.each(['idle', 'welcome-explain'])('the window can be mirrored: %s', async (scene) => {
    const page = await screens.open(scene, { language: 'mirrored' })
    await settings(page)
    expect(await page.evaluate('script.clipped()')).toEqual([])
    const left = await page.evaluate(`document.querySelector('.panel').getBoundingClientRect().left`)
    expect(left).toBe(0)
  })
})
