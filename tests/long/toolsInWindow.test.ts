import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { AppUnderTest } from '../e2e/app/openApp'
import type { AppPage } from '../e2e/app/appPage'
import { chromiumPath } from '../e2e/chromium'
import { eventually } from '../rigs/eventually'

const executable = chromiumPath()
const fileServer = createRequire(import.meta.url).resolve(
  '@modelcontextprotocol/server-filesystem/dist/index.js',
)

describe.skipIf(!executable)('tools in the window', () => {
  let app: AppUnderTest
  let window: AppPage
  let page: Page
  let notes: string

  beforeAll(async () => {
    notes = mkdtempSync(path.join(tmpdir(), 'parley-notes-'))
    const toolServers = { notes: { command: process.execPath, args: [fileServer, notes] } }
    app = await AppUnderTest.open(executable!, {
      engineEntry: 'tests/rigs/tools/callingEngine.ts',
      dataHome: path.join(notes, 'data'),
      engine: { toolServers },
    })
    window = await (await app.openPage()).ready()
    page = window.page
  })
  afterAll(async () => {
    await app?.close()
    rmSync(notes, { recursive: true })
  })
  const press = (name: string): Promise<void> => page.getByRole('button', { name }).first().click()
  const answered = (words: string): Promise<void> => page.getByText(`I know now: ${words}`).first().waitFor()

  it('a timer rings in the window until it is stopped', async () => {
    await window.type('set_timer {"duration": "2 seconds", "label": "eggs"}')
    await answered('The timer “eggs” is set')
    await page.getByText('Timer: eggs').waitFor()
    await press('Stop')
    await page.getByText('Timer: eggs').waitFor({ state: 'detached' })
  })

  it('a file is written when its user allows it, and then always', async () => {
    const file = path.join(notes, 'list.txt')
    const write = (content: string): Promise<void> =>
      window.type(`notes__write_file ${JSON.stringify({ path: file, content })}`)
    await write('salt')
    await page.getByText('May Parley use “write file”?').waitFor()
    await press('Always allow')
    await answered('Successfully wrote')
    expect(readFileSync(file, 'utf8')).toBe('salt')
    await write('pepper')
    await eventually(() => readFileSync(file, 'utf8') === 'pepper', 'the other word')
    expect(app.settings.values.toolConsents).toEqual({ notes__write_file: 'always' })
  })

  it('the clipboard is written and read in the browser, after asking', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await window.type('write_clipboard {"text": "from the tool"}')
    await press('Allow once')
    await answered('The text is on the clipboard.')
    await window.type('read_clipboard {}')
    await press('Allow once')
    await answered('from the tool')
    expect(app.offences).toEqual([])
  })
})
