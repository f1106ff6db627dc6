import { readFile } from 'node:fs/promises'
import { unzipSync } from 'fflate'
import type { Locator } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { chromiumPath } from '../../chromium'
import { asked } from '../asked'
import { focused, focusedText } from '../focus'
import { sharedScreens } from '../sharedScreens'

const executable = chromiumPath()

describe.skipIf(!executable)('the keyboard in the conversations', () => {
  const { withScreen } = sharedScreens(executable)

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

  it('tells what is still to be read, and adds what is found there', () =>
    withScreen('idle', async (page) => {
      await page.keyboard.press('Control+k')
      await page.keyboard.type('old')
      await page.getByText('2310 older questions are still being read').waitFor()
      await page.locator('.list-found').first().waitFor()
      expect(await page.locator('.panel-empty').count()).toBe(0)
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
      expect(await page.locator('.panel-left .list-entry').count()).toBe(0)
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

  it('finds a conversation by the name that it was given, as itself', () =>
    withScreen('idle', async (page) => {
      await page.keyboard.press('Control+k')
      await page.keyboard.type('lisbon')
      await page.locator('.panel-left .list-entry').first().waitFor()
      expect(await page.locator('.panel-left .list-entry').allTextContents()).toEqual(['Trip to Lisbon'])
      expect(await page.locator('.panel-empty').count()).toBe(0)
      await page.keyboard.press('Tab')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      expect(await asked(page)).toEqual(['openConversation 6'])
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
      await page.evaluate('script.set({ removals: [{ removal: 9, what: { conversation: 6 } }] })')
      expect(await page.locator('.undo[role="status"]').textContent()).toBe('Conversation deleted.Undo')
      await page.keyboard.press('Control+z')
      await page.getByRole('button', { name: 'Undo' }).press('Enter')
      await page.evaluate(
        'script.set({ removals: [{ removal: 9, what: { conversation: 6 } }, { removal: 10, what: { exchange: 12 } }] })',
      )
      expect(await page.locator('.undo').textContent()).toBe('Question and answer deleted. And 1 more.Undo')
      // What is being typed has an undo of its own.
      await page.locator('textarea').fill('How')
      await page.keyboard.press('Control+z')
      expect(await asked(page)).toEqual(['undoRemoval', 'undoRemoval'])
    }))

  it('deletes one thing by a double-click, and not what moves into its place', () =>
    withScreen('idle', async (page) => {
      await page.keyboard.press('Control+b')
      await page.getByText('Trip to Lisbon').hover()
      await page.getByRole('button', { name: 'Delete “Trip to Lisbon”' }).dblclick()
      await page.getByRole('button', { name: /^Delete “And why are/ }).dblclick()
      expect(await asked(page)).toEqual(['remove {"conversation":6}', 'forgetExchange turn-2'])
    }))

  it('tells what was deleted in a place of its own, in every window and beside the list', () =>
    withScreen('removed', async (page) => {
      const covered = `
        const { bottom, top, left, right } = document.querySelector('.undo-line').getBoundingClientRect();
        ['.window-main', '.panel', '.foot'].filter((each) => {
          const box = document.querySelector(each)
          if (!box || getComputedStyle(box).visibility === 'hidden') return false
          const words = box.getBoundingClientRect()
          return words.top < bottom && words.bottom > top && words.left < right && words.right > left
        })`
      for (const phase of ['idle', 'speaking'])
        for (const viewport of [
          { width: 1280, height: 800 },
          { width: 360, height: 480 },
          { width: 320, height: 256 },
        ]) {
          await page.setViewportSize(viewport)
          await page.evaluate(`script.set({ phase: '${phase}' })`)
          const found = [await page.evaluate(covered)]
          await page.keyboard.press('Control+b')
          await page.locator('.panel-left').waitFor()
          found.push(await page.evaluate(covered))
          await page.keyboard.press('Control+b')
          expect({ phase, viewport, found }).toEqual({ phase, viewport, found: [[], []] })
        }
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
      const keeps = (mode: string): string =>
        `change {"changes":{"keeping.mode":"${mode}","keeping.audio":null,"keeping.days":null}}`
      expect(await page.getByRole('radio', { checked: true }).count()).toBe(0)
      await radio('Yes').press('Space')
      await page.getByLabel('Keep the sound').press('Space')
      await page.getByLabel('For how long').selectOption('A year')
      expect(await asked(page)).toEqual([
        keeps('yes'),
        'change {"changes":{"keeping.audio":true}}',
        'change {"changes":{"keeping.days":365}}',
      ])
      await radio('Never').press('Space')
      expect(await focusedText(page)).toBe('Leave it')
      await page.keyboard.press('Enter')
      expect(await asked(page)).toEqual([keeps('never')])
      await radio('Yes').press('Space')
      await radio('Until I quit').press('Space')
      await page.getByRole('button', { name: 'Delete what is kept' }).press('Enter')
      expect(((await asked(page)) as string[]).slice(1)).toEqual([keeps('until-quit'), 'remove "everything"'])
    }))

  it('does not say that conversations are kept while they are not, and says why', () =>
    withScreen('idle', async (page) => {
      await page.keyboard.press('Control+b')
      const note = page.locator('.panel-note', { hasText: 'Change that' })
      const underRing = page.locator('.ring-note')
      await note.getByText('They are kept on this computer.').waitFor()
      const message = 'Another Parley has them open. What you say here is not kept.'
      await page.evaluate(
        `script.set({ hindrance: { code: 'store-locked', notice: { kind: 'as-told', text: '${message}' }, retryable: false } })`,
      )
      expect(await note.textContent()).toMatch(
        /^What you say now is in memory alone.* another Parley has your/,
      )
      expect(await underRing.textContent()).toMatch(/another Parley has your conversations open\.$/)
      await note.getByRole('button').press('Enter')
      expect(await page.locator('fieldset').getByRole('alert').textContent()).toContain(message)
      await page.evaluate('script.set({ hindrance: undefined })')
      expect(await page.locator('fieldset').getByRole('alert').count()).toBe(0)
      expect(await underRing.textContent()).not.toContain('another Parley')
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

  it('promises nothing of a private conversation while it is recorded, and says how to end that', () =>
    withScreen('private-recorded', async (page) => {
      const line = page.getByRole('status').filter({ hasText: 'recording' })
      const sign = page.locator('.private-sign')
      const promise = 'Nothing of this conversation is written to the disk'
      expect(await line.textContent()).toContain('This private conversation is recorded to the disk')
      expect(await sign.textContent()).toBe('Private, recorded')
      await page.keyboard.press('Control+b')
      expect(await page.getByText(promise).count()).toBe(0)
      expect(await page.getByTitle(promise).count()).toBe(0)
      // Another conversation is recorded as any is.
      await page.evaluate('script.set({ conversation: { id: 4, isPrivate: false } })')
      expect(await line.textContent()).toContain('Everything is recorded')
      await page.evaluate('script.set({ conversation: { id: 3, isPrivate: true } })')

      await line.getByRole('button', { name: 'Stop recording' }).press('Enter')
      expect(await line.textContent()).toContain('The recording lies in /recordings/1.jsonl.')
      expect(await sign.textContent()).toBe('Private')
      expect(await page.getByText(promise).count()).toBe(1)

      await page.evaluate("script.openPanel('privacy')")
      const part = page.locator('.panel-part').filter({ hasText: 'Recording for bug reports' })
      expect(await part.textContent()).toContain('Your conversation is private. A recording writes it')
      await page.evaluate('script.change({ recording: true })')
      expect(await part.textContent()).toContain('This private conversation is recorded to the disk')
    }))
})
