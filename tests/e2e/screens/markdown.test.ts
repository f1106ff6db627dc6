import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { shownText } from '../../../src-renderer/ui/conversation/markdown/shownText'
import { chromiumPath } from '../chromium'
import { sharedScreens } from './sharedScreens'

const executable = chromiumPath()

/** Shows an answer, as far as it is written and heard. */
async function answer(page: Page, text: string, outcome = 'done', heardEnd = 0): Promise<void> {
  const exchange = { key: 'turn-9', question: { text: 'Well?' }, answer: text, heardEnd, outcome }
  await page.evaluate(`script.set({ exchanges: [${JSON.stringify(exchange)}] })`)
  await page.evaluate('script.passFrames(1)')
}

describe.skipIf(!executable)('an answer in Markdown', () => {
  const screens = sharedScreens(executable)

  it('lets nothing of HTML through, fetches nothing, and shows all of it as text', async () => {
    const page = await screens.open('idle')
    for (const hostile of [
      '<script>document.title = "taken"</script>',
      'a <img src="http://a.b/c.png" onerror="document.title=1"> b',
      '![an image](http://a.b/c.png) and ![](http://a.b/d.png)',
      '[x](javascript:document.title=1) <javascript:alert(1)> [y](data:text/html,<script>1</script>)',
      '<iframe src="http://a.b"></iframe>\n\n<style>* { display: none }</style>',
      '| <b onclick=1>a</b> | b |\n|--|--|\n| <svg onload=1> | `<i>` |',
      '```html"><script>1</script>\n<script>2</script>\n```',
      '# <a href="javascript:1">h</a>\n\n> <form action=//a.b>\n\n- <input autofocus onfocus=1>',
    ]) {
      await answer(page, hostile)
      const seen = await page.evaluate<{
        elements: number
        attributes: number
        hrefs: string[]
        text: string
      }>(`(() => {
        const caption = document.querySelector('.caption')
        return {
          elements: [...caption.querySelectorAll('script, img, iframe, style, svg:not(.icon), form, input, object')].length,
          attributes: [...caption.querySelectorAll('*')].flatMap(({ attributes }) => [...attributes])
            .filter(({ name }) => /^(on|src|style|action)/.test(name)).length,
          hrefs: [...caption.querySelectorAll('a')].map(({ href }) => href),
          text: caption.textContent,
        }
      })()`)
      expect(seen).toMatchObject({ elements: 0, attributes: 0 })
      for (const href of seen.hrefs) expect(href).toMatch(/^https?:\/\/a\.b\//u)
      const letters = (text: string): string => text.replaceAll(/[\s,]/gu, '')
      // With the name of a language before its code.
      expect(letters(seen.text)).toContain(letters(shownText(hostile)))
    }
    expect(await page.title()).toBe('Parley')
  })

  it('marks in every kind of block what was heard, between the same letters', async () => {
    const page = await screens.open('speaking')
    const text =
      '# One\n\n- two **three** four\n\n| a | b |\n|--|--|\n| five | `six` |\n\n```js\nseven\n```\n\n> eight'
    for (const word of ['One', 'two', 'three', 'five', 'six', 'seven', 'eight']) {
      await answer(page, text, 'running', text.indexOf(word) + word.length)
      const [heard, marks] = await page.evaluate<[string, number]>(`(() => {
        const caption = document.querySelector('.caption').cloneNode(true)
        for (const rest of caption.querySelectorAll('.caption-rest, figcaption')) rest.remove()
        return [caption.textContent, caption.querySelectorAll('.caption-place').length]
      })()`)
      expect([heard.endsWith(word), marks]).toEqual([true, 1])
    }
  })

  it('runs each block as its own text does, and marks its lists on that side', async () => {
    const page = await screens.open('idle')
    await answer(page, 'مرحبا\n\n- الأول\n- الثاني\n\n> اقتباس\n\n1. One\n2. Two\n\nLast')
    const places = await page.evaluate(`[...document.querySelectorAll('.caption > *')].map((block) => {
      const range = document.createRange()
      range.selectNodeContents(block.querySelector('p') ?? block)
      const [all, text] = [block.getBoundingClientRect(), range.getBoundingClientRect()]
      const gap = [text.left - all.left, all.right - text.right].map(Math.round)
      return (gap[0] < gap[1] ? 'left ' + gap[0] : 'right ' + gap[1])
    })`)
    expect(places).toEqual([
      'right 0',
      expect.stringMatching(/^right [1-9]/u),
      expect.stringMatching(/^right [1-9]/u),
      expect.stringMatching(/^left [1-9]/u),
      'left 0',
    ])
  })

  it('grows without taking away what stands there, while it is written', async () => {
    const page = await screens.open('thinking')
    const text = 'So:\n\n```py\nx = 1\ny = 2\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n'
    // The table is there from its header on, and no sign of it is seen.
    await answer(page, text.slice(0, text.indexOf('x = 1')), 'running')
    await page.evaluate('script.code = document.querySelector(".caption pre")')
    let table = false
    for (let at = text.indexOf('x = 1'); at <= text.length; at++) {
      await answer(page, text.slice(0, at), 'running')
      const seen = await page.locator('.caption').innerText()
      if (table) expect(seen).not.toMatch(/[|-]/u)
      if (!table && (await page.locator('.caption table').count()) > 0) {
        table = true
        await page.evaluate('script.table = document.querySelector(".caption table")')
      }
    }
    expect(await page.evaluate('script.code === document.querySelector(".caption pre")')).toBe(true)
    expect(await page.evaluate('script.table === document.querySelector(".caption table")')).toBe(true)
    expect(await page.locator('.caption pre').textContent()).toBe('x = 1\ny = 2')
    expect(await page.locator('.caption td').allTextContents()).toEqual(['1', '2', '3', '4'])
  })

  it('is drawn once a frame where it is long, however fast its tokens come, and at once when it is over', async () => {
    const page = await screens.open('thinking')
    const long = 'The moon pulls the water. '.repeat(200).trim()
    const shownChars = async (): Promise<number> => (await page.locator('.caption').innerText()).length
    const come = (text: string, outcome: string): Promise<unknown> =>
      page.evaluate(
        `script.set({ exchanges: [{ ...script.exchanges()[0], answer: ${JSON.stringify(text)}, outcome: '${outcome}' }] })`,
      )
    await answer(page, long.slice(0, 25), 'running')
    for (const chars of [51, 77]) {
      await come(long.slice(0, chars), 'running')
      expect(await shownChars()).toBe(chars)
    }
    await come(long.slice(0, 2599), 'running')
    expect(await shownChars()).toBe(77)
    await come(long.slice(0, 2625), 'running')
    await page.evaluate('script.passFrames(1)')
    expect(await shownChars()).toBe(2625)
    await come(long, 'done')
    expect(await shownChars()).toBe(long.length)
  })

  it('asks in a browser before it opens a link, and leaves that to the desktop app where there is one', async () => {
    const link = '[The tables](https://example.org/tides?of=it)'
    const page = await screens.open('privacy-quiet')
    await page.evaluate('window.open = (...given) => void script.asked.push(given.join(" "))')
    const asked = (): Promise<unknown> => page.evaluate('script.asked.splice(0)')
    await answer(page, link)
    const shown = page.getByRole('link', { name: 'The tables' })
    await shown.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Open example.org in a new tab?' })
    expect(await dialog.locator('.ask-address').textContent()).toBe('https://example.org/tides?of=it')
    // What does no harm has the focus.
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'detached' })
    await shown.click({ button: 'middle' })
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    expect(await asked()).toEqual([])
    await shown.click()
    await dialog.getByRole('button', { name: 'Open' }).press('Enter')
    expect(await asked()).toEqual([
      'https://example.org/tides?of=it _blank noopener,noreferrer',
      // So that it is told with whom Parley had to do.
      'opened example.org',
    ])
    expect(await page.evaluate('document.activeElement.textContent')).toBe('The tables')

    await screens.open('desktop')
    await answer(page, link)
    await page.evaluate(`addEventListener('click', (event) => {
      script.asked.push(event.target.closest('a').target + ' ' + event.defaultPrevented)
      event.preventDefault()
    })`)
    await shown.click()
    expect(await asked()).toEqual(['_blank false'])
    expect(await page.getByRole('dialog').count()).toBe(0)
  })

  it('copies code as it is, says so, and says when it could not', async () => {
    const page = await screens.open('idle')
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await answer(page, '> ```py\n> if x:\n>     y = "1"\n> ```')
    const copy = page.getByRole('button', { name: 'Copy this code' })
    await copy.press('Enter')
    await page.getByRole('status').getByText('Copied.').waitFor({ state: 'attached' })
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe('if x:\n    y = "1"')
    await page.evaluate(`navigator.clipboard.writeText = () => Promise.reject(new Error('no'))`)
    await copy.press('Enter')
    await page.getByText('It could not be copied.').waitFor()
  })
})
