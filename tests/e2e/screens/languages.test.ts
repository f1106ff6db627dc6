import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { chromiumPath } from '../chromium'
import type { OpenOptions } from './openScreens'
import { sharedScreens } from './sharedScreens'

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
  '.trace-path',
  '.trace-name:not(li .trace-row *)',
  '.traces legend',
  '.list-found',
  '.tool-news-part pre',
  '.models h4',
  '.voices legend',
  '.works summary',
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
const panel =
  (name: string) =>
  async (page: Page): Promise<void> => {
    await page.evaluate(`script.openPanel('${name}')`)
    await isOpen(page)
  }
const found = async (page: Page): Promise<void> => {
  await page.keyboard.press('Control+k')
  await page.keyboard.type('tide')
  await page.locator('.list-found').first().waitFor()
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
  'conversations that were found': { scene: 'private', viewport: small, act: found },
  figures: { scene: 'figures', act: figures },
  'figures in a small window': { scene: 'figures', viewport: small, act: figures },
  'a report': { scene: 'report', viewport: small, act: figures },
  'which models, in a small window': { scene: 'welcome-models-full', viewport: small },
  'a tool asks': { scene: 'tools', viewport: small },
  'another computer answers': { scene: 'another-computer', viewport: small },
  'a private conversation is recorded': { scene: 'private-recorded', viewport: small },
  'the small listener': { scene: 'models-unknown-question', viewport: small },
  'the quick window': { scene: 'speaking', viewport: small, quick: true },
  'a fetch that is tried again': { scene: 'models-retrying', viewport: small },
  'a fetch that failed': { scene: 'models-failed', viewport: small },
  models: { scene: 'models', viewport: small, act: panel('models') },
  voices: { scene: 'voices', viewport: small, act: panel('voices') },
  'what is kept': { scene: 'keeping', viewport: small, act: panel('keeping') },
  privacy: { scene: 'privacy', viewport: small, act: panel('privacy') },
  tools: { scene: 'tools', viewport: small, act: panel('tools') },
  licences: { scene: 'licences', viewport: small, act: panel('licences') },
  'what was removed': { scene: 'removed' },
}

describe.skipIf(!executable)('in another language', () => {
  const screens = sharedScreens(executable)

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

  it.each([
    ...['an answer', 'which models, in a small window', 'conversations that were found'],
    ...['figures in a small window', 'models', 'tools', 'privacy'],
  ])('mirrored, nothing is cut off either: %s', async (name) => {
    const { scene, act, ...options } = screensByName[name]
    const page = await screens.open(scene, { ...options, language: 'mirrored' })
    await act?.(page)
    expect(await page.evaluate('script.clipped()')).toEqual([])
  })
})
