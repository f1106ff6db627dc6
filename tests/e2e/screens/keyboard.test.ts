import { readFile } from 'node:fs/promises'
import { unzipSync } from 'fflate'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '../../rigs/eventually'
import { chromiumPath } from '../chromium'
import { openScreens, type Screens } from './openScreens'

const executable = chromiumPath()

const asked = (page: Page): Promise<unknown> => page.evaluate('script.asked.splice(0)')
const focused = (page: Page): Promise<unknown> =>
  page.evaluate('document.activeElement.getAttribute("aria-label") ?? document.activeElement.tagName')
const focusedText = (page: Page): Promise<unknown> => page.evaluate('document.activeElement.textContent')

describe.skipIf(!executable)('the keyboard', () => {
  let screens: Screens

  beforeAll(async () => {
    screens = await openScreens(executable!)
  })
  afterAll(() => screens.close())

  async function withScreen(scene: string, use: (page: Page) => Promise<void>): Promise<void> {
    const page = await screens.open(scene)
    await use(page)
  }

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
    const page = await screens.open('desktop', { quick: true })
    await page.evaluate('script.set({ phase: "speaking" })')
    await page.keyboard.press('Escape')
    expect(await asked(page)).toEqual(['stop'])
    await page.evaluate('script.set({ phase: "idle" })')
    await page.keyboard.press('Escape')
    expect(await asked(page)).toEqual(['hide'])
  })

  it('leads from trouble in the quick window to the settings of the main one, or in a browser to its own', async () => {
    const page = await screens.open('desktop', { quick: true })
    await page.evaluate(
      'script.set({ phase: "trouble", trouble: { message: "No.", action: "choose-microphone" } })',
    )
    await page.getByRole('button', { name: 'Choose a microphone' }).press('Enter')
    expect(await asked(page)).toEqual(['openSettings', 'resolveTrouble'])
    const browser = await screens.open('trouble', { quick: true })
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

  it('opens the settings with Ctrl+, and gives the focus back when they close', () =>
    withScreen('idle', async (page) => {
      await page.locator('textarea').focus()
      await page.keyboard.press('Control+,')
      expect(await focused(page)).toBe('Close')
      await page.keyboard.press('Enter')
      expect(await focused(page)).toBe('Your question')
      expect(await page.locator('.panel').count()).toBe(0)
    }))

  it('opens the conversations with Ctrl+B, where Space still talks, and closes them with Escape', () =>
    withScreen('idle', async (page) => {
      await page.locator('.ring').focus()
      await page.keyboard.press('Control+b')
      expect(await focused(page)).toBe('Conversations')
      await page.keyboard.press('Space')
      expect(await asked(page)).toEqual(['press', 'release'])
      await page.keyboard.press('Escape')
      expect(await page.locator('.panel-left').count()).toBe(0)
      expect(await page.evaluate('document.activeElement.className')).toBe('ring')
    }))

  it('finds in all conversations with Ctrl+K, and opens one at what was found', () =>
    withScreen('idle', async (page) => {
      await page.keyboard.press('Control+k')
      expect(await focused(page)).toBe('Find in all conversations')
      await page.keyboard.type('tide')
      await page.locator('.list-found').first().waitFor()
      expect(await page.locator('.list-found mark').allTextContents()).toEqual([
        'tides',
        'tides',
        'tide',
        'tide',
      ])
      expect(await page.getByRole('status').allTextContents()).toContain('2 questions found')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      expect(await asked(page)).toEqual(['openConversation 6 40'])
      await page.evaluate('script.set({ sought: { conversation: 1, exchange: 12 } })')
      await page.evaluate('script.passFrames(2)')
      expect(await page.evaluate('document.activeElement.id')).toBe('exchange-turn-2')
      expect(await asked(page)).toEqual(['shownSought'])
    }))

  it('renames a conversation in its place: Enter takes the name, Escape leaves the old one', () =>
    withScreen('idle', async (page) => {
      await page.keyboard.press('Control+b')
      const rename = page.getByRole('button', { name: 'Rename “Trip to Lisbon”' })
      await rename.press('Enter')
      await page.keyboard.type('Lisbon')
      await page.keyboard.press('Escape')
      await page.evaluate('script.passFrames(1)')
      expect(await focused(page)).toBe('Rename “Trip to Lisbon”')
      expect(await asked(page)).toEqual([])
      await page.keyboard.press('Enter')
      await page.keyboard.type('Lisbon')
      await page.keyboard.press('Enter')
      expect(await asked(page)).toEqual(['{"kind":"rename","conversation":6,"name":"Lisbon"}'])
    }))

  it('takes no name and no search that is longer than one can be, however it is pasted', () =>
    withScreen('idle', async (page) => {
      await page.keyboard.press('Control+b')
      await page.getByRole('button', { name: 'Rename “Trip to Lisbon”' }).press('Enter')
      await page.keyboard.insertText('ü'.repeat(10_000))
      await page.keyboard.press('Enter')
      const name = 'ü'.repeat(1000)
      expect(await asked(page)).toEqual([`{"kind":"rename","conversation":6,"name":"${name}"}`])
      await page.keyboard.press('Control+k')
      await page.keyboard.insertText('a'.repeat(10_000))
      expect(await page.getByRole('searchbox').inputValue()).toHaveLength(1000)
    }))

  it('deletes at once, keeps the focus in the list, and undoes it with Ctrl+Z or the button', () =>
    withScreen('idle', async (page) => {
      await page.keyboard.press('Control+b')
      await page.getByRole('button', { name: 'Delete “Trip to Lisbon”' }).press('Enter')
      expect(await focused(page)).toBe('Conversations')
      await page.getByRole('button', { name: 'Delete all conversations' }).press('Enter')
      await page.getByRole('button', { name: /^Delete “And why are/ }).press('Enter')
      expect(await focused(page)).toBe('Conversation')
      expect(await asked(page)).toEqual([
        'remove {"conversation":6}',
        'remove "everything"',
        'forgetExchange turn-2',
      ])
      await page.keyboard.press('Control+z')
      expect(await asked(page)).toEqual([])
      await page.evaluate('script.set({ removed: { removal: 9, what: { conversation: 6 } } })')
      expect(await page.locator('.undo[role="status"]').textContent()).toBe('Conversation deleted.Undo')
      await page.keyboard.press('Control+z')
      await page.getByRole('button', { name: 'Undo' }).press('Enter')
      // What is being typed has an undo of its own.
      await page.locator('textarea').fill('How')
      await page.keyboard.press('Control+z')
      expect(await asked(page)).toEqual(['undoRemoval', 'undoRemoval'])
    }))

  it('saves the open conversation as one file, with the sound of its questions', () =>
    withScreen('idle', async (page) => {
      await page.keyboard.press('Control+b')
      const saved = page.waitForEvent('download')
      await page.getByRole('button', { name: 'Markdown' }).press('Enter')
      expect((await saved).suggestedFilename()).toBe('2026-03-12 Tides.zip')
      const files = unzipSync(await readFile(await (await saved).path()))
      expect(Object.entries(files).map(([name, bytes]) => [name, new TextDecoder().decode(bytes)])).toEqual([
        ['audio/2026-03-12 11.wav', 'RIFF and so on'],
        ['2026-03-12 Tides.md', '# Tides in markdown\n'],
      ])
    }))

  it('asks once whether conversations are kept, and gives up what is kept only when that is clear', () =>
    withScreen('keeping', async (page) => {
      const question = page.locator('.keeping-question')
      await question.getByRole('button', { name: 'Choose what is kept' }).press('Enter')
      const radio = (name: string): Locator => page.getByRole('radio', { name })
      expect(await page.getByRole('radio', { checked: true }).count()).toBe(0)
      await radio('Yes').press('Space')
      await page.getByLabel('Keep the sound').press('Space')
      await page.getByLabel('For how long').selectOption('A year')
      expect(await asked(page)).toEqual([
        '{"mode":"yes","audio":false}',
        '{"mode":"yes","audio":true}',
        '{"mode":"yes","audio":true,"days":365}',
      ])
      await radio('Never').press('Space')
      expect(await focusedText(page)).toBe('Leave it')
      await page.keyboard.press('Enter')
      expect(await asked(page)).toEqual(['{"mode":"never","audio":false}'])
      await radio('Yes').press('Space')
      await radio('Until I quit').press('Space')
      await page.getByRole('button', { name: 'Delete what is kept' }).press('Enter')
      expect(((await asked(page)) as string[]).slice(1)).toEqual([
        '{"mode":"until-quit","audio":true}',
        'remove "everything"',
      ])
    }))

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

  it('begins a conversation, a private one too, but none in place of an empty one of the same kind', () =>
    withScreen('empty', async (page) => {
      await page.keyboard.press('Control+b')
      const plain = page.getByRole('button', { name: 'New conversation', exact: true })
      const secret = page.getByRole('button', { name: 'New private conversation' })
      expect([await plain.isEnabled(), await secret.isEnabled()]).toEqual([false, true])
      await secret.press('Enter')
      await page.evaluate('script.set({ conversation: { id: 9, isPrivate: true } })')
      expect(await page.locator('.private-sign').textContent()).toBe('Private')
      expect([await plain.isEnabled(), await secret.isEnabled()]).toEqual([true, false])
      await plain.press('Enter')
      expect(await asked(page)).toEqual(['newConversation true', 'newConversation false'])
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
      const page = await screens.open('speaking', { quick, viewport: { width: 360, height: 480 } })
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
    const page = await screens.open('speaking', { viewport: { width: 360, height: 480 } })
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

  it('says in the small window that it is muted, and has a button to end that', async () => {
    const page = await screens.open('muted', { quick: true, viewport: { width: 360, height: 480 } })
    await page.evaluate('script.set({ exchanges: [] })')
    expect(await page.locator('.empty').textContent()).toBe('The microphone is muted. You can type.')
    await page.getByRole('button', { name: 'Unmute' }).press('Enter')
    expect(await asked(page)).toEqual(['toggleMute'])
  })

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

  it('leads from the promise to what shows it, and back', () =>
    withScreen('privacy-quiet', async (page) => {
      const promise = page.getByRole('button', { name: 'Nothing leaves this computer.' })
      await promise.focus()
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'On this disk' }).waitFor()
      expect(await focused(page)).toBe('Close')
      await page.keyboard.press('Escape')
      expect(await focusedText(page)).toBe('Nothing leaves this computer.')
    }))

  it('opens a licence with Space or Enter, and talks meanwhile with neither', () =>
    withScreen('licences', async (page) => {
      await page.keyboard.press('Control+,')
      await page.getByRole('button', { name: 'Read the licences' }).press('Enter')
      const text = page.getByText('ISC License')
      for (const key of ['Space', 'Enter']) {
        await page.locator('summary', { hasText: 'vad-web' }).press(key)
        await text.waitFor()
        await page.keyboard.press(key)
        await text.waitFor({ state: 'detached' })
      }
      expect(await asked(page)).toEqual([])
    }))

  it('removes everything after a second question, and keeps the models where that is wanted', () =>
    withScreen('privacy', async (page) => {
      await page.keyboard.press('Control+,')
      await page.getByRole('button', { name: 'Look at that' }).press('Enter')
      const ask = page.getByRole('button', { name: 'Remove it all…' })
      await ask.press('Enter')
      // What does no harm has the focus.
      await page.keyboard.press('Enter')
      expect(await focusedText(page)).toBe('Remove it all…')
      expect(await asked(page)).toEqual([])
      await page.keyboard.press('Enter')
      await page.keyboard.press('Shift+Tab')
      await page.keyboard.press('Shift+Tab')
      await page.keyboard.press('Space')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'What went' }).waitFor()
      expect(await asked(page)).toEqual(['removeAll {"keepModels":true}', 'newConversation', 'toggleMute'])
      await page.keyboard.press('Enter')
      expect(await asked(page)).toEqual(['quit'])
    }))

  it('reaches every control with Tab, and each has a name', () =>
    withScreen('trouble', async (page) => {
      const names: unknown[] = []
      for (let step = 0; step < 9; step++) {
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
        'Choose a microphone',
        'Mute microphone',
        'Your question',
      ])
    }))

  it('goes through the first run with the keyboard alone', () =>
    withScreen('welcome-explain', async (page) => {
      await page.keyboard.press('Tab')
      expect(await page.evaluate('document.activeElement.textContent')).toBe('Allow microphone')
      await page.keyboard.press('Enter')
      expect(await asked(page)).toEqual(['welcomeNext explain'])
      await page.evaluate('script.set({ welcome: "sound", permission: "granted" })')
      expect(await page.evaluate('document.activeElement.textContent')).toBe('Check the sound')
      await page.getByRole('button', { name: 'Play a tone' }).press('Enter')
      expect(await asked(page)).toEqual(['checkSound'])
    }))

  it('fetches the models that suit this computer by one press, and goes on meanwhile', () =>
    withScreen('welcome-models', async (page) => {
      await page.keyboard.press('Tab')
      expect(await page.evaluate('document.activeElement.textContent')).toBe('Get both')
      await page.keyboard.press('Enter')
      expect(await asked(page)).toEqual([
        'models {"type":"fetch","id":"voxtral-mini-3b-q4f16"}',
        'models {"type":"fetch","id":"kokoro-82m-fp16"}',
        'welcomeNext models',
      ])
      await page.getByRole('button', { name: 'All models' }).press('Enter')
      await page.getByRole('heading', { name: 'Models', exact: true }).waitFor()
    }))

  it('uses what was fetched by one press, and has the new listener introduce itself when it hears', () =>
    withScreen('models-here', async (page) => {
      const builtIn = (...parts: string[]): Promise<unknown> =>
        page.evaluate(`script.set({ engineModels: { notes: [], builtIn: ${JSON.stringify(parts)} } })`)
      await builtIn('listener', 'voice')
      await page.getByRole('button', { name: 'Use it now' }).press('Enter')
      expect(await asked(page)).toEqual([
        'models {"type":"use","id":"voxtral-mini-3b-q4f16"}',
        'models {"type":"use","id":"kokoro-82m-fp16"}',
      ])
      await page.evaluate('script.set({ connection: "restarting" })')
      await builtIn()
      expect(await asked(page)).toEqual([])
      await page.evaluate('script.set({ connection: "ready" })')
      expect(await asked(page)).toEqual(['ask What can you do?'])
    }))

  it('goes on without a microphone that is not to be had', () =>
    withScreen('welcome-denied', async (page) => {
      await page.getByRole('button', { name: 'Type instead' }).press('Enter')
      expect(await asked(page)).toEqual(['welcomeSkip'])
    }))

  it('records another push-to-talk key without obeying it', () =>
    withScreen('desktop', async (page) => {
      await page.keyboard.press('Control+,')
      await page.getByRole('button', { name: 'Choose another' }).press('Enter')
      await page.keyboard.press('x')
      await page.keyboard.press('Control+m')
      expect(await asked(page)).toEqual(['changeSettings {"pushToTalkKey":"Control+M"}'])
      expect(await page.locator('.push-to-talk-keys').textContent()).toBe('CtrlM')
      await page.getByRole('button', { name: 'Try it' }).press('Enter')
      const told = page.locator('.push-to-talk [role=status]')
      expect(await told.textContent()).toBe('It works.')
      // A trial that ends later ends no recording that was begun meanwhile.
      await page.evaluate(`{
        const [record, tryIt] = document.querySelectorAll('.push-to-talk-buttons button')
        tryIt.click()
        record.click()
      }`)
      expect(await told.textContent()).toContain('Press the new keys')
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

  it('chooses with the arrows how turns are taken, and what is chosen is explained', () =>
    withScreen('idle', async (page) => {
      await page.keyboard.press('Control+,')
      const pauses = page.getByRole('group', { name: 'How long it waits when you pause' })
      await pauses.getByLabel('Usual').focus()
      await page.keyboard.press('ArrowRight')
      expect(await asked(page)).toEqual(['choosePatience 1'])
      const over = page.getByRole('group', { name: 'When you speak over an answer' })
      await over.getByLabel('It stops').focus()
      await page.keyboard.press('ArrowRight')
      expect(await asked(page)).toEqual(['chooseDuplex duck-only'])
      await page.evaluate('script.set({ duplex: "half" })')
      expect(await over.getByLabel('Speaks on').isChecked()).toBe(true)
      expect(await over.locator('p').textContent()).toContain('does not hear you')
    }))

  it('chooses who speaks, and listens to that', () =>
    withScreen('idle', async (page) => {
      await page.keyboard.press('Control+,')
      await page.getByLabel('Voice').selectOption({ label: 'Emma, woman' })
      expect(await asked(page)).toEqual(['chooseVoice bf_emma'])
      const foreign = page.getByRole('status').filter({ hasText: 'This voice reads them as French' })
      expect(await foreign.count()).toBe(0)
      await page.evaluate('script.set({ voice: "ff_siwis" })')
      expect(await foreign.count()).toBe(1)
      const listen = page.getByRole('button', { name: 'Listen', exact: true })
      await listen.press('Enter')
      expect(await asked(page)).toEqual(['listenToVoice'])
      await page.evaluate('script.set({ connection: "restarting" })')
      expect(await listen.isDisabled()).toBe(true)
      await page.evaluate('script.set({ voices: [] })')
      expect(await page.getByLabel('Voice').count()).toBe(0)
    }))

  it('goes on from the card of a model whose button was pressed, for another may take its place', () =>
    withScreen('models', async (page) => {
      await page.keyboard.press('Control+,')
      await page.getByRole('button', { name: 'Choose models' }).press('Enter')
      const fetch = page.getByRole('button', { name: /^Fetch about/ }).first()
      const card = await page.locator('li', { has: fetch }).first().textContent()
      await fetch.press('Enter')
      expect(await page.evaluate('document.activeElement.textContent')).toBe(card)
    }))

  it('wears the look that was chosen in another window', () =>
    withScreen('idle', async (page) => {
      const other = await page.context().newPage()
      await other.goto(page.url())
      await other.evaluate('localStorage.setItem("parley.theme", "dark")')
      await other.close()
      await page.waitForSelector(':root[data-theme="dark"]')
      await page.evaluate('localStorage.removeItem("parley.theme")')
    }))

  it('asks for the folder of a model, and says what is wrong with it', () =>
    withScreen('models', async (page) => {
      await page.keyboard.press('Control+,')
      await page.getByRole('button', { name: 'Choose models' }).press('Enter')
      const part = page.locator('section', { hasText: 'A model of your own' })
      await part.getByRole('button', { name: 'Use a folder' }).press('Enter')
      expect(await asked(page)).toEqual(['useFolder'])
      await part.getByRole('status').filter({ hasText: 'holds no model' }).waitFor()
    }))

  it('tests the echo, stops the test, and takes what it proposes', () =>
    withScreen('idle', async (page) => {
      await page.keyboard.press('Control+,')
      await page.getByRole('button', { name: 'Test the echo' }).press('Enter')
      expect(await asked(page)).toEqual(['testEcho'])
      await page.evaluate('script.set({ echoTest: { state: "running" } })')
      expect(await page.getByRole('status').filter({ hasText: 'Be quiet' }).count()).toBe(1)
      await page.getByRole('button', { name: 'Stop the test' }).press('Enter')
      expect(await asked(page)).toEqual(['stopEchoTest'])
      const report = '{ delayMs: 90, isRemoved: false, mistakenShare: 0.6, proposal: "half" }'
      await page.evaluate(`script.set({ echoTest: { state: "measured", report: ${report} } })`)
      await page.getByRole('button', { name: 'Use that' }).press('Enter')
      expect(await asked(page)).toEqual(['chooseDuplex half'])
      await page.evaluate('script.set({ duplex: "half" })')
      expect(await page.getByRole('button', { name: 'Use that' }).count()).toBe(0)
      await page.evaluate('script.set({ muted: true })')
      expect(await page.getByRole('button', { name: 'Test the echo' }).isDisabled()).toBe(true)
    }))

  it('does what the button beside the trouble says', () =>
    withScreen('trouble', async (page) => {
      await page.getByRole('button', { name: 'Choose a microphone' }).press('Enter')
      expect(await asked(page)).toEqual(['resolveTrouble'])
      await page.getByLabel('Microphone', { exact: true }).selectOption('headset')
      expect(await asked(page)).toEqual(['chooseMicrophone headset'])
    }))
})
