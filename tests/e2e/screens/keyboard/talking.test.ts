import { describe, expect, it } from 'vitest'
import { chromiumPath } from '../../chromium'
import { asked } from '../asked'
import { sharedScreens } from '../sharedScreens'

const executable = chromiumPath()

describe.skipIf(!executable)('the keyboard, where one talks and types', () => {
  const { open, withScreen } = sharedScreens(executable)

  it('talks while Space is held, once however long', () =>
    withScreen('idle', async (page) => {
      await page.keyboard.down('Space')
      await page.keyboard.down('Space')
      expect(await asked(page)).toEqual(['press'])
      await page.keyboard.up('Space')
      expect(await asked(page)).toEqual(['release'])
    }))

  it('lets go when the window loses the key', () =>
    withScreen('idle', async (page) => {
      await page.keyboard.down('Space')
      await page.evaluate('dispatchEvent(new Event("blur"))')
      expect(await asked(page)).toEqual(['press', 'release'])
      await page.keyboard.up('Space')
    }))

  it('gives Space to a question that is being typed, and talks while it is empty', () =>
    withScreen('idle', async (page) => {
      const field = page.locator('textarea')
      await field.focus()
      await page.keyboard.press('Space')
      expect(await asked(page)).toEqual(['press', 'release'])
      await page.keyboard.type('two words')
      expect(await field.inputValue()).toBe('two words')
      expect(await asked(page)).toEqual([])
    }))

  it('keeps a question that is longer than one can be, and says so where it is typed', () =>
    withScreen('idle', async (page) => {
      const field = page.locator('textarea')
      await field.fill('a'.repeat(20_001))
      await field.press('Enter')
      expect(await page.getByRole('alert').textContent()).toMatch(/^That is 20001 characters; .* 20000\./)
      expect(await asked(page)).toEqual([])
      await field.press('Backspace')
      expect(await page.getByRole('alert').count()).toBe(0)
      await field.press('Enter')
      expect(await asked(page)).toEqual([`ask ${'a'.repeat(20_000)}`])
      expect(await field.inputValue()).toBe('')
    }))

  it('gives Space to a button that was reached by keyboard, not to one that was clicked', () =>
    withScreen('idle', async (page) => {
      const mute = page.getByRole('button', { name: 'Mute microphone' })
      await mute.click()
      await page.keyboard.press('Space')
      expect(await asked(page)).toEqual(['toggleMute', 'press', 'release'])
      await page.keyboard.press('Tab')
      await page.keyboard.press('Shift+Tab')
      await page.keyboard.press('Space')
      expect(await asked(page)).toEqual(['toggleMute'])
    }))

  it('talks through the ring with Enter, the mouse, and the click of a screen reader', () =>
    withScreen('idle', async (page) => {
      const ring = page.getByRole('button', { name: 'Hold to talk' })
      await ring.focus()
      await page.keyboard.press('Enter')
      expect(await asked(page)).toEqual(['press', 'release'])
      await page.keyboard.down('Enter')
      await page.keyboard.press('Tab')
      await page.keyboard.up('Enter')
      expect(await asked(page)).toEqual(['press', 'release'])
      await ring.hover()
      await page.mouse.down()
      expect(await asked(page)).toEqual(['press'])
      await page.mouse.move(10, 10)
      await page.mouse.up()
      expect(await asked(page)).toEqual(['release'])
      await page.evaluate('document.querySelector(".ring").click()')
      expect(await asked(page)).toEqual(['press'])
      await page.evaluate('script.set({ phase: "listening" })')
      await page.evaluate('document.querySelector(".ring").click()')
      expect(await asked(page)).toEqual(['release'])
    }))

  it('stops with Escape what is going on, and only then closes the panel', () =>
    withScreen('speaking', async (page) => {
      await page.keyboard.press('Control+,')
      await page.keyboard.press('Escape')
      expect(await asked(page)).toEqual(['stop'])
      expect(await page.locator('.panel').count()).toBe(1)
      await page.evaluate('script.set({ phase: "idle" })')
      await page.keyboard.press('Escape')
      expect(await asked(page)).toEqual([])
      expect(await page.locator('.panel').count()).toBe(0)
    }))

  it('stops with Escape in the quick window what is going on, and only then puts the window away', async () => {
    const page = await open('desktop', { quick: true })
    await page.evaluate('script.set({ phase: "speaking" })')
    await page.keyboard.press('Escape')
    expect(await asked(page)).toEqual(['stop'])
    await page.evaluate('script.set({ phase: "idle" })')
    await page.keyboard.press('Escape')
    expect(await asked(page)).toEqual(['hide'])
  })

  it('leads from trouble in the quick window to the settings of the main one, or in a browser to its own', async () => {
    const page = await open('desktop', { quick: true })
    await page.evaluate(
      'script.set({ phase: "trouble", trouble: { notice: { kind: "as-told", text: "No." }, action: "choose-microphone" } })',
    )
    await page.getByRole('button', { name: 'Choose a microphone' }).press('Enter')
    expect(await asked(page)).toEqual(['openSettings', 'resolveTrouble'])
    const browser = await open('trouble', { quick: true })
    await browser.getByRole('button', { name: 'Choose a microphone' }).press('Enter')
    await browser.getByLabel('Microphone', { exact: true }).selectOption('headset')
    expect(await asked(browser)).toEqual(['resolveTrouble', 'chooseMicrophone headset'])
  })

  it('mutes with Ctrl+M also while a question is typed', () =>
    withScreen('idle', async (page) => {
      await page.locator('textarea').fill('Is it')
      await page.keyboard.press('Control+m')
      expect(await asked(page)).toEqual(['toggleMute'])
    }))

  it.each([
    ['Russian', ['ь', 'л', 'б']],
    ['Greek', ['μ', 'κ', ',']],
    ['Hebrew', ['צ', 'ל', 'ת']],
  ])('mutes, finds and opens the settings also on a layout that is %s', (_, [m, k, comma]) =>
    withScreen('idle', async (page) => {
      const press = (key: string, code: string): Promise<unknown> =>
        page.evaluate(
          `document.body.dispatchEvent(new KeyboardEvent('keydown', ${JSON.stringify({ key, code, ctrlKey: true, bubbles: true })}))`,
        )
      await press(m, 'KeyM')
      expect(await asked(page)).toEqual(['toggleMute'])
      await press(k, 'KeyK')
      expect(await page.locator('.panel').getAttribute('aria-label')).toBe('Conversations')
      await press(comma, 'Comma')
      expect(await page.locator('.panel:not(.panel-left)').getAttribute('aria-label')).toBe('Settings')
    }),
  )

  it('sends no question by the Enter that ends a composition, as Safari tells of it', () =>
    withScreen('idle', async (page) => {
      const field = page.locator('textarea')
      await field.fill('月は')
      await page.evaluate(
        `document.querySelector('textarea').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', keyCode: 229, bubbles: true }))`,
      )
      expect(await asked(page)).toEqual([])
      expect(await field.inputValue()).toBe('月は')
      await field.press('Enter')
      expect(await asked(page)).toEqual(['ask 月は'])
    }))

  it('takes the last question with Up, while the field is empty', () =>
    withScreen('idle', async (page) => {
      const field = page.locator('textarea')
      await field.press('ArrowUp')
      const last = 'And why are some tides much higher than others?'
      expect(await field.inputValue()).toBe(last)
      await page.keyboard.type(' Well')
      expect(await field.inputValue()).toBe(`${last} Well`)
      await field.press('ArrowUp')
      expect(await field.inputValue()).toBe(`${last} Well`)
      await field.press('Enter')
      expect(await asked(page)).toEqual([`ask ${last} Well`])
    }))

  it('says in the small window that it is muted, and mutes, stops and opens the main one there', async () => {
    const page = await open('desktop', { quick: true, viewport: { width: 360, height: 480 } })
    await page.evaluate('script.set({ exchanges: [], muted: true, phase: "muted" })')
    expect(await page.locator('.empty').textContent()).toBe('The microphone is muted. You can type.')
    await page.getByRole('button', { name: 'Mute microphone' }).press('Enter')
    await page.evaluate('script.set({ muted: false, phase: "speaking" })')
    await page.getByRole('button', { name: 'Stop' }).press('Enter')
    await page.getByRole('button', { name: 'Open Parley' }).press('Enter')
    expect(await asked(page)).toEqual(['toggleMute', 'stop', 'openMain'])
    const browser = await open('idle', { quick: true })
    await browser.getByRole('button', { name: 'Open Parley' }).press('Enter')
    await browser.getByRole('button', { name: 'Settings' }).waitFor()
  })

  it('tells by the title and the icon of its tab what goes on, each state otherwise', () =>
    withScreen('idle', async (page) => {
      const tab = (): Promise<string> =>
        page.evaluate('document.title + document.querySelector("link[rel=icon]").href')
      const seen = new Set([await tab()])
      expect(await page.title()).toBe('Parley')
      for (const phase of ['listening', 'thinking', 'speaking', 'muted', 'trouble']) {
        await page.evaluate(`script.set({ phase: "${phase}" })`)
        expect(await page.title()).toMatch(/^[A-Z][a-z]+ – Parley$/)
        const icon = (await tab()).replace(await page.title(), '')
        // Part of the page: nothing is fetched for it.
        expect(icon).toMatch(/^data:image\/svg/)
        seen.add(icon)
      }
      expect(seen.size).toBe(6)
    }))

  it('sends with Enter and begins a line with Shift+Enter', () =>
    withScreen('idle', async (page) => {
      const field = page.locator('textarea')
      await field.focus()
      await page.keyboard.type('One')
      await page.keyboard.press('Shift+Enter')
      await page.keyboard.type('two ')
      await page.keyboard.press('Enter')
      expect(await asked(page)).toEqual(['ask One\ntwo'])
      expect(await field.inputValue()).toBe('')
      await page.keyboard.press('Enter')
      expect(await asked(page)).toEqual([])
    }))

  it('reaches every control with Tab, and each has a name', () =>
    withScreen('trouble', async (page) => {
      const names: unknown[] = []
      for (let step = 0; step < 10; step++) {
        await page.keyboard.press('Tab')
        const name = 'document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent'
        names.push(await page.evaluate(name))
      }
      expect(names).toEqual([
        'Conversations',
        'Settings',
        'Conversation',
        'Correct “You spoke for 1.8 s”',
        'Copy the answer',
        'Hold to talk',
        'When it listens',
        'Choose a microphone',
        'Mute microphone',
        'Your question',
      ])
    }))

  it('says "I was not done" with its key, or with its button while that is there', () =>
    withScreen('continuing', async (page) => {
      await page.keyboard.press('Control+.')
      expect(await asked(page)).toEqual(['continueSpeaking'])
      await page.getByRole('button', { name: 'I wasn’t done', exact: true }).press('Enter')
      expect(await asked(page)).toEqual(['continueSpeaking'])
      await page.evaluate('script.set({ canContinue: false })')
      expect(await page.getByRole('button', { name: 'I wasn’t done' }).count()).toBe(0)
    }))

  it('puts a typed question back into the field with the same key, and ends its answer', () =>
    withScreen('speaking', async (page) => {
      const field = page.locator('textarea')
      await page.evaluate(
        `script.set({ exchanges: [{ ...script.exchanges().at(-1), question: { text: 'How far is Mars?' } }] })`,
      )
      await page.keyboard.press('Control+.')
      expect(await asked(page)).toEqual(['stop'])
      expect(await field.inputValue()).toBe('How far is Mars?')
      await field.press('End')
      await page.keyboard.type(' And')
      await page.keyboard.press('Control+.')
      expect(await field.inputValue()).toBe('How far is Mars? And')
    }))

  it('does what the button beside the trouble says', () =>
    withScreen('trouble', async (page) => {
      await page.getByRole('button', { name: 'Choose a microphone' }).press('Enter')
      expect(await asked(page)).toEqual(['resolveTrouble'])
      await page.getByLabel('Microphone', { exact: true }).selectOption('headset')
      expect(await asked(page)).toEqual(['chooseMicrophone headset'])
    }))
})
