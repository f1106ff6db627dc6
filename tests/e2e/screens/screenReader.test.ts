import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { chromiumPath } from '../chromium'
import { violations } from '../violations'
import { sharedScreens } from './sharedScreens'

const executable = chromiumPath()

const scenes = [
  'welcome-explain',
  'welcome-denied',
  'welcome-sound',
  'welcome-models',
  'welcome-models-full',
  'models-retrying',
  'models-failed',
  'models-here',
  'desktop-welcome',
  'empty',
  'idle',
  'listening',
  'thinking',
  'voicing',
  'speaking',
  'interrupted',
  'markdown',
  'markdown-speaking',
  'markdown-cut',
  'told-muted',
  'trouble',
  'failed',
  'restarting',
  'waiting',
  'continuing',
  'removed',
  'tools',
  'welcome-echo',
]

const contrast = { runOnly: ['color-contrast', 'color-contrast-enhanced'] }
/** All that is looked at by itself, and contrast beyond AA. */
const everything = { rules: { 'color-contrast-enhanced': { enabled: true } } }

/** Contrast beyond AA is asked of captions alone. */
const isAsked = (line: string): boolean =>
  !line.startsWith('color-contrast-enhanced') || line.includes('class="caption')

describe.skipIf(!executable)('screen readers and contrast', () => {
  const screens = sharedScreens(executable)

  async function expectClean(page: Page): Promise<void> {
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    expect((await violations(page, everything)).filter(isAsked)).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
    expect((await violations(page, contrast)).filter(isAsked)).toEqual([])
  }

  it.each(scenes)('%s', async (scene) => expectClean(await screens.open(scene)), 120_000)

  it.each(['empty', 'speaking', 'trouble'])(
    'quick window, %s',
    async (scene) =>
      expectClean(await screens.open(scene, { quick: true, viewport: { width: 360, height: 480 } })),
    60_000,
  )

  it.each([
    ['settings', 'Control+,'],
    ['conversations', 'Control+b'],
    ['conversations in a private one', 'Control+b', 'private'],
    ['figures', 'Control+i', 'figures'],
    ['settings after an echo test', 'Control+,', 'echo-tested'],
  ])(
    'panel, %s',
    async (_, keys, scene = 'idle') => {
      const page = await screens.open(scene, { reducedMotion: 'reduce' })
      await page.keyboard.press(keys)
      await expectClean(page)
    },
    60_000,
  )

  it('panel, licences', async () => {
    const page = await screens.open('licences', { reducedMotion: 'reduce' })
    await page.keyboard.press('Control+,')
    await page.getByRole('button', { name: 'Read the licences' }).press('Enter')
    await page.locator('summary', { hasText: 'vad-web' }).press('Enter')
    await page.getByText('ISC License').waitFor()
    await expectClean(page)
  }, 60_000)

  it('the question whether conversations are kept, and its panel', async () => {
    const page = await screens.open('keeping', { reducedMotion: 'reduce' })
    await expectClean(page)
    await page.locator('.keeping-question').getByRole('button', { name: 'Choose what is kept' }).click()
    await page.getByRole('radio', { name: 'Yes' }).press('Space')
    await expectClean(page)
  }, 60_000)

  it('what was found', async () => {
    const page = await screens.open('idle', { reducedMotion: 'reduce' })
    await page.keyboard.press('Control+k')
    await page.keyboard.type('tide')
    await page.locator('.list-found').first().waitFor()
    await expectClean(page)
  }, 60_000)

  it('a question before a link opens', async () => {
    const page = await screens.open('markdown', { reducedMotion: 'reduce' })
    await page.getByRole('link', { name: 'tide tables' }).press('Enter')
    await page.getByRole('dialog').waitFor()
    await expectClean(page)
  })

  it('panel, privacy', async () => {
    for (const scene of ['privacy', 'privacy-quiet']) {
      const page = await screens.open(scene, { reducedMotion: 'reduce' })
      await page.keyboard.press('Control+,')
      await page.getByRole('button', { name: 'Look at that' }).click()
      await page.getByRole('heading', { name: 'On this disk' }).waitFor()
      await page.getByRole('button', { name: 'Remove it all…' }).click()
      await expectClean(page)
      await page.getByRole('button', { name: 'Remove it', exact: true }).click()
      await page.getByRole('heading', { name: 'What went' }).waitFor()
      await expectClean(page)
    }
  }, 120_000)

  it('reads an answer out once, when it is complete', async () => {
    const page = await screens.open('thinking')
    const live = page.locator('[aria-live="polite"]')
    const answer = (text: string, outcome: string, turn = 2): Promise<unknown> =>
      page.evaluate(
        `script.set({ exchanges: [{ key: 'turn-${turn}', question: { text: 'Why?' }, answer: '${text}', heardEnd: 0, outcome: '${outcome}' }] })`,
      )
    await answer('Because', 'running')
    await answer('Because **it** is so.', 'running')
    expect(await live.textContent()).toBe('')
    await answer('Because **it** is so.', 'done')
    expect(await live.textContent()).toBe('Because it is so.')
    // The same answer to another question is news: a screen reader tells what is added.
    await page.evaluate(
      'new MutationObserver((all) => (script.added = all.flatMap(({ addedNodes }) => [...addedNodes])))' +
        `.observe(document.querySelector('[aria-live="polite"]'), { childList: true })`,
    )
    await answer('', 'running', 3)
    await answer('Because it is so.', 'done', 3)
    expect(await page.evaluate('script.added.map((node) => node.textContent)')).toEqual(['Because it is so.'])
    // What was deleted is not kept for the ear.
    await page.evaluate('script.set({ exchanges: [] })')
    expect(await live.textContent()).toBe('')
  })

  it('says nothing of answers that were there before the window', async () => {
    const page = await screens.open('idle')
    expect(await page.locator('[aria-live="polite"]').textContent()).toBe('')
  })
})
