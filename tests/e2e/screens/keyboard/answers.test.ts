import { describe, expect, it } from 'vitest'
import { eventually } from '../../../rigs/eventually'
import { chromiumPath } from '../../chromium'
import { asked } from '../asked'
import { focused } from '../focus'
import { sharedScreens } from '../sharedScreens'

const executable = chromiumPath()

describe.skipIf(!executable)('the keyboard among the answers', () => {
  const { open, withScreen } = sharedScreens(executable)

  it('corrects what was spoken in its place: Enter takes the words, Escape leaves the old ones', () =>
    withScreen('idle', async (page) => {
      const correct = page.getByRole('button', { name: 'Correct “You spoke for 1.8 s”' })
      await correct.press('Enter')
      await page.keyboard.type('How long')
      await page.keyboard.press('Escape')
      await page.evaluate('script.passFrames(1)')
      expect(await focused(page)).toBe('Correct “You spoke for 1.8 s”')
      expect(await asked(page)).toEqual([])
      await page.keyboard.press('Enter')
      await page.keyboard.type('How long for an egg?')
      await page.keyboard.press('Enter')
      expect(await asked(page)).toEqual(['correct turn-3 How long for an egg?'])
    }))

  it('keeps the newest words in sight while the window changes, until you scroll away, and again when you ask', () =>
    withScreen('idle', async (page) => {
      const box = page.locator('.conversation')
      const isAtFoot = (): Promise<boolean> =>
        box.evaluate(
          ({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight < 2,
        )
      const resize = async (width: number, height: number): Promise<void> => {
        await page.setViewportSize({ width, height })
        await page.screenshot()
      }
      await resize(360, 480)
      expect(await isAtFoot()).toBe(true)
      await page.evaluate('document.querySelector(".conversation").scrollTo(0, 0)')
      await page.screenshot()
      await resize(400, 500)
      expect(await isAtFoot()).toBe(false)
      await page.evaluate(
        "script.set({ exchanges: [...script.exchanges(), { key: 'turn-9', question: { text: 'Why?' }, answer: '', heardEnd: 0, outcome: 'running' }] })",
      )
      expect(await isAtFoot()).toBe(true)
    }))

  it.each([false, true])(
    'keeps the voice in sight in an answer that is longer than the window (quick: %s)',
    async (quick) => {
      const page = await open('speaking', { quick, viewport: { width: 360, height: 480 } })
      const hear = async (heardEnd: number, outcome: string): Promise<void> => {
        const answer = 'Some words. '.repeat(200)
        await page.evaluate(
          `script.set({ exchanges: [{ key: 'turn-9', question: { text: 'Why?' }, answer: '${answer}', heardEnd: ${heardEnd}, outcome: '${outcome}' }] })`,
        )
        await page.screenshot()
      }
      /** Whether the place is in sight, with a line before it. */
      const isSeen = (place: string): Promise<unknown> =>
        page.evaluate(`(() => {
        const sight = document.querySelector('.conversation').getBoundingClientRect()
        const { top, bottom } = document.querySelector('${place}').getBoundingClientRect()
        return top - 20 >= sight.top && bottom <= sight.bottom
      })()`)
      for (const heardEnd of [4, 400, 1200, 2396]) {
        await hear(heardEnd, 'running')
        expect([heardEnd, await isSeen('.caption-place')]).toEqual([heardEnd, true])
      }
      await hear(400, 'running')
      await page.evaluate('script.set({ phase: "idle" })')
      await hear(400, 'interrupted')
      expect(await isSeen('.caption-cut')).toBe(true)
    },
  )

  it('leaves whoever scrolled away where they read, also at the foot, and leads back by a button', async () => {
    const page = await open('speaking', { viewport: { width: 360, height: 480 } })
    const hear = async (heardEnd: number): Promise<void> => {
      const answer = 'Some words. '.repeat(200)
      await page.evaluate(
        `script.set({ exchanges: [{ key: 'turn-9', question: { text: 'Why?' }, answer: '${answer}', heardEnd: ${heardEnd}, outcome: 'done' }] })`,
      )
      await page.screenshot()
    }
    const place = (): Promise<unknown> => page.evaluate("document.querySelector('.conversation').scrollTop")
    const scroll = async (to: number): Promise<unknown> => {
      await page.evaluate(`document.querySelector('.conversation').scrollTo(0, ${to})`)
      await page.screenshot()
      return place()
    }
    const back = page.getByRole('button', { name: 'To the newest' })
    await hear(400)
    expect(await back.count()).toBe(0)
    for (const away of [0, 1e6]) {
      const read = await scroll(away)
      await back.waitFor()
      for (const heardEnd of [420, 480]) await hear(heardEnd)
      expect(await place()).toBe(read)
      await back.press('Enter')
      await page.screenshot()
      expect(await place()).not.toBe(read)
      expect(await back.count()).toBe(0)
      expect(await focused(page)).toBe('Conversation')
      const followed = await place()
      await hear(1400)
      expect(await place()).not.toBe(followed)
      await hear(400)
    }
    // At the foot one has the newest words when the voice is over.
    await scroll(1e6)
    await back.waitFor()
    await page.evaluate('script.set({ phase: "idle" })')
    await back.waitFor({ state: 'detached' })
  })

  it('copies, reads aloud, asks again and edits by the keyboard, in each exchange', () =>
    withScreen('idle', async (page) => {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
      const go = async (...keys: string[]): Promise<unknown> => {
        for (const key of keys) await page.keyboard.press(key)
        return focused(page)
      }
      await page.locator('.conversation').focus()
      expect(await go('Tab')).toBe('Correct “You spoke for 1.8 s”')
      expect(await go('Tab')).toBe('Copy the answer')
      const opacity = `getComputedStyle(document.querySelector('.exchange:last-of-type .exchange-actions')).opacity`
      await eventually(async () => (await page.evaluate(opacity)) !== '0', 'the buttons to be seen')
      await go('Enter')
      await page.getByText('Copied.').waitFor({ state: 'attached' })
      expect(await page.evaluate('navigator.clipboard.readText()')).toMatch(/^Seven minutes/)
      expect(await go('ArrowRight')).toBe('Read it aloud')
      expect(await go('ArrowRight')).toBe('Ask again')
      // The last one: there is nowhere to go on to.
      expect(await go('ArrowRight', 'ArrowRight')).toBe('Delete “You spoke for 1.8 s” and its answer')
      expect(await go('ArrowLeft')).toBe('Ask again')
      await go('Enter')
      expect(await go('ArrowUp', 'ArrowRight')).toBe('Read it aloud')
      await go('Space')
      expect(await asked(page)).toEqual(['askAgain turn-3', 'readAloud turn-2'])
      // The question of that exchange was typed.
      expect(await go('ArrowRight', 'ArrowRight')).toBe('Edit and ask')
      expect(await go('Enter')).toBe('Your question')
      await page.keyboard.type('!')
      expect(await page.locator('textarea').inputValue()).toBe(
        'And why are some tides much higher than others?!',
      )
      expect(await page.evaluate('document.activeElement.closest("article, form").className')).toBe(
        'question-field',
      )
    }))

  it('leads with Tab from an exchange that was found to what can be done with it', () =>
    withScreen('idle', async (page) => {
      await page.evaluate('document.getElementById("exchange-turn-1").focus()')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Tab')
      expect(await focused(page)).toBe('Copy the answer')
      expect(await page.evaluate('document.activeElement.closest("article").id')).toBe('exchange-turn-1')
    }))

  it('stops what is read aloud again where it was begun, and marks it there alone', () =>
    withScreen('speaking', async (page) => {
      await page.evaluate(
        'script.set({ exchanges: script.exchanges().map((each, i) => ({ ...each, outcome: "done", ...(i === 0 && { readEnd: 8 }) })) })',
      )
      expect(await page.locator('.caption-place').count()).toBe(1)
      const heard = page.locator('#exchange-turn-1 .caption')
      expect(await heard.locator('.caption-coming').textContent()).toMatch(/^ pulls the water/)
      await heard.hover()
      await page.locator('#exchange-turn-1').getByRole('button', { name: 'Stop' }).click()
      expect(await asked(page)).toEqual(['stop'])
    }))
})
