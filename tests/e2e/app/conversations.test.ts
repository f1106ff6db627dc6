import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Locator } from 'playwright-core'
import { eventually } from '../../rigs/eventually'
import { chromiumPath } from '../chromium'
import type { AppPage } from './appPage'
import { AppUnderTest } from './openApp'
import { answerTo, speech } from './questions'

const executable = chromiumPath()
const france = 'What is the capital of France?'
const hamlet = 'Who wrote Hamlet?'
const two = 'What is two plus two?'

describe.skipIf(executable === undefined)('the conversations of the user', () => {
  const dataHome = mkdtempSync(path.join(tmpdir(), 'parley-kept-'))
  let app: AppUnderTest
  let page: AppPage

  beforeAll(async () => {
    app = await AppUnderTest.open(executable!, { dataHome })
    page = await (await app.openPage()).ready()
  })
  afterAll(async () => {
    await app?.close()
    rmSync(dataHome, { recursive: true })
  })

  const entries = (): Locator => page.page.locator('.list-entry')
  const listed = (...names: string[]): Promise<void> =>
    page.seen(
      async () => String(await entries().allTextContents()) === String(names),
      `the list to be ${names.join(', ')}`,
    )
  const shown = (...questions: string[]): Promise<void> =>
    page.seen(
      async () =>
        String(await page.page.locator('.exchange .question').allInnerTexts()) === String(questions),
      `the questions to be ${questions.join(', ')}`,
    )
  const ask = async (question: string): Promise<void> => {
    const turn = page.newestTurn + 1
    await page.type(question)
    await page.hush(turn)
  }
  const press = async (name: string): Promise<void> => page.button(name).press('Enter')

  it('are listed, the open one marked, and opened by a press', async () => {
    await page.page.keyboard.press('Control+b')
    await ask(france)
    await ask(two)
    await press('New conversation')
    await shown()
    await ask(hamlet)
    await listed(hamlet, france)
    expect(await page.page.locator('[aria-current="true"]').innerText()).toBe(hamlet)
    await entries().nth(1).click()
    await shown(france, two)
    expect(await page.page.locator('[aria-current="true"]').innerText()).toBe(france)
    expect(await page.violations()).toEqual([])
  })

  it('are found by their words, and opened where they were found', async () => {
    await page.page.keyboard.press('Control+k')
    await page.page.keyboard.type('hamlet')
    const found = page.page.locator('.list-found')
    await found.waitFor()
    expect(await found.locator('mark').allTextContents()).toContain('Hamlet')
    await found.click()
    await shown(hamlet)
    await page.seen(
      () => page.page.evaluate(`document.activeElement.className === 'exchange'`),
      'the exchange to be gone to',
    )
    await page.page.getByRole('searchbox').fill('')
  })

  it('are renamed in their place', async () => {
    await press(`Rename “${france}”`)
    await page.page.keyboard.type('Capitals')
    await page.page.keyboard.press('Enter')
    await listed(hamlet, 'Capitals')
  })

  it('are deleted, and come back as long as that can be undone: open where they were open', async () => {
    await press('Delete “Capitals”')
    await listed(hamlet)
    await page.page.keyboard.press('Control+z')
    await listed(hamlet, 'Capitals')
    await shown(hamlet)
    await press(`Delete “${hamlet}”`)
    await listed('Capitals')
    await shown()
    await press('Undo')
    await listed(hamlet, 'Capitals')
    await shown(hamlet)
    await press('Delete all conversations')
    await listed()
    await press('Undo')
    await shown(hamlet)
    await entries().nth(1).click()
    await shown(france, two)
    await press(`Delete “${france}” and its answer`)
    await shown(two)
    await press('Undo')
    await shown(france, two)
  })

  it('are saved as Markdown and as JSON, as they are', async () => {
    const saved = async (format: string): Promise<[string, string]> => {
      const download = page.page.waitForEvent('download')
      await press(format)
      const file = await download
      return [file.suggestedFilename(), await readFile(await file.path(), 'utf8')]
    }
    const [name, text] = await saved('Markdown')
    expect(name).toMatch(/^[\d-]{10} Capitals\.md$/)
    expect(text).toMatch(/^# Capitals\n/)
    expect(text).toContain(`## ${france}`)
    expect(text).toContain('Paris')
    const { exchanges } = JSON.parse((await saved('JSON'))[1]) as { exchanges: { answer: string }[] }
    expect(exchanges.map(({ answer }) => answer)).toEqual([answerTo(france), answerTo(two)])
  })

  it('are there when the window is loaded again', async () => {
    await page.reload()
    await shown(france, two)
    await page.page.keyboard.press('Control+b')
    await listed(hamlet, 'Capitals')
  })

  it('are kept on the disk when that was chosen, and not before', async () => {
    const file = path.join(dataHome, 'parley', 'conversations', 'conversations.db')
    expect(existsSync(file)).toBe(false)
    const question = page.page.locator('.keeping-question')
    await question.getByRole('button', { name: 'Choose what is kept' }).click()
    await page.page.getByRole('radio', { name: 'Yes' }).check()
    await question.waitFor({ state: 'detached' })
    await eventually(() => existsSync(file), 'the file of what is kept')
    await page.page.keyboard.press('Control+b')
    await listed(hamlet, 'Capitals')
  })

  it('are called by what was spoken as soon as it is written down, and as that is corrected', async () => {
    await press('New conversation')
    await shown()
    const { turn } = await page.askAloud(await speech(two))
    await page.hush(turn)
    const correct = page.page.getByRole('button', { name: /^Correct “what is two/i })
    await correct.press('Enter')
    await page.page.keyboard.press('Control+a')
    await page.page.keyboard.type('And two plus two?')
    await page.page.keyboard.press('Enter')
    await shown('And two plus two?')
    await listed('And two plus two?', hamlet, 'Capitals')
    await press('Delete “And two plus two?”')
  })

  it('are private where that is wanted, which the window shows', async () => {
    await press('New private conversation')
    await page.page.locator('.private-sign').waitFor()
    await ask(france)
    await listed(`${france}, Private`, hamlet, 'Capitals')
    await page.reload()
    await shown(france)
    await page.page.locator('.private-sign').waitFor()
    app.killEngine()
    // It was in the engine's memory alone: what follows it is as private.
    await shown()
    await page.page.locator('.private-sign').waitFor()
  })

  it('asked nobody but the loopback, and complained of nothing', () => {
    expect(app.offences).toEqual([])
  })
})
