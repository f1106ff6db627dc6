import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { chromiumPath } from '../chromium'
import { sharedScreens } from './sharedScreens'

const executable = chromiumPath()

/** As windows are, small ones, and 1280x800 magnified threefold and fourfold, as the page sees it. */
const sizes = [
  [1280, 650],
  [500, 360],
  [360, 480],
  [427, 267],
  [320, 256],
  [180, 240],
] as const
const scenes = [
  ...['idle', 'speaking', 'muted', 'trouble', 'continuing', 'restarting'],
  ...[
    'another-computer',
    'private-recorded',
    'keeping',
    'welcome-explain',
    'welcome-models',
    'welcome-sound',
    'models-retrying',
    'models-failed',
    'models-here',
  ],
]

/** What is seen of the instrument, in pixels of the page. */
interface Seen {
  readonly word: string
  /** The word's letters: how high they are, and whether all of them are within the window and cover nothing. */
  readonly letters: number
  readonly isWhole: boolean
  readonly fieldWidth: number
  readonly conversationHeight: number
  readonly covers: readonly string[]
}

const look = (page: Page): Promise<Seen> =>
  page.evaluate(`(() => {
    const box = (part) => document.querySelector(part).getBoundingClientRect()
    const word = document.querySelector('.ring-word')
    const range = document.createRange()
    range.selectNodeContents(word)
    const within = ({ left, right, top, bottom }) =>
      left >= 0 && top >= 0 && right <= innerWidth + 0.5 && bottom <= innerHeight + 0.5
    const text = range.getBoundingClientRect()
    const apart = (a, b) =>
      a.right <= b.left + 0.5 || b.right <= a.left + 0.5 || a.bottom <= b.top + 0.5 || b.bottom <= a.top + 0.5
    const parts = ['.window-main', '.foot-lines', '.ring-note', '.ring-word', '.listens', '.microphone-row > :first-child', '.question-field', '.microphone-row > :last-child']
    const seen = parts.filter((part) => document.querySelector(part).checkVisibility() && box(part).width > 0)
    const covers = seen.flatMap((part, at) =>
      seen.slice(at + 1).flatMap((other) => (apart(box(part), box(other)) ? [] : [part + ' ' + other])))
    const outside = seen.filter((part) => !within(box(part))).map((part) => part + ' is outside')
    return {
      word: word.textContent,
      letters: parseFloat(getComputedStyle(word).fontSize),
      isWhole: text.width > 0 && within(text),
      fieldWidth: box('.question-field').width,
      conversationHeight: box('.window-main').height,
      covers: [...covers, ...outside],
    }
  })()`)

describe.skipIf(!executable)('the window fits its screen', () => {
  const { open } = sharedScreens(executable)

  it('shows the beginning of a long question, and all of it when that is wanted', async () => {
    const page = await open('idle', { viewport: { width: 360, height: 480 } })
    await page.evaluate(`{
      const question = { text: 'Why is that so? '.repeat(560) }
      script.set({ exchanges: [{ ...script.exchanges()[1], question }] })
    }`)
    const height = async (): Promise<number> => (await page.locator('.question').boundingBox())!.height
    expect(await height()).toBeLessThan(140)
    await page.getByRole('button', { name: 'Show the whole question' }).press('Enter')
    expect(await height()).toBeGreaterThan(2000)
    await page.getByRole('button', { name: 'Show less of it' }).press('Enter')
    expect(await height()).toBeLessThan(140)
  })

  it.each([
    ['the settings', 'desktop', []],
    ['the models', 'models', ['Choose models']],
    ['what Parley did', 'privacy', ['Look at that']],
    ['the voices', 'voices', ['Choose a voice']],
    ['what is kept', 'idle', ['Choose what is kept']],
    ['the tools', 'idle', ['Show tools']],
  ])('%s are read without scrolling sideways, at any size', async (_, scene, buttons) => {
    const page = await open(scene, { reducedMotion: 'reduce' })
    await page.keyboard.press('Control+,')
    for (const name of buttons) await page.getByRole('button', { name }).click()
    await page.locator('.panel-body').waitFor()
    for (const [width, height] of sizes) {
      await page.setViewportSize({ width, height })
      const beyond = await page.evaluate(`(() => {
        const body = document.querySelector('.panel-body')
        const edge = body.getBoundingClientRect().left + body.clientWidth
        const isBeyond = (part) => part.getBoundingClientRect().right > edge + 0.5
        return body.scrollWidth > body.clientWidth
          ? [...body.querySelectorAll('*')].filter(isBeyond).map((part) => part.tagName + '.' + part.className)
          : []
      })()`)
      expect(beyond, `at ${width}x${height}`).toEqual([])
    }
  })

  it.each(scenes)(
    '%s: the ring says what it does, the field has room, and nothing is covered',
    async (scene) => {
      const page = await open(scene, { reducedMotion: 'reduce' })
      for (const [width, height] of sizes) {
        await page.setViewportSize({ width, height })
        const seen = await look(page)
        const where = `${scene} at ${width}x${height}`
        expect(seen.word, where).not.toBe('')
        expect(seen.letters, where).toBeGreaterThanOrEqual(12)
        expect(seen.isWhole, where).toBe(true)
        expect(seen.fieldWidth, where).toBeGreaterThanOrEqual(96)
        expect(seen.covers, where).toEqual([])
        // Two lines of an answer, beside whatever else is to be said; three beside what is told of models.
        const least = scene.startsWith('models') ? 67 : 44
        if (width >= 256) expect(seen.conversationHeight, where).toBeGreaterThanOrEqual(least)
      }
    },
  )
})
