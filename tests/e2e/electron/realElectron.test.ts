/** The built desktop app in the real Electron, where its program is there and can show a window. */
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { desktopObstacle } from '../../../src-main/doctor/electronBinary'
import { sandboxObstacle } from '../../../src-main/doctor/sandboxObstacle'
import { projectRoot } from '../../../src-main/engineProcess/projectRoot'
import { patienceMs } from '../../patience'
import { eventually } from '../../rigs/eventually'
import { freshBuild } from '../../rigs/freshBuild'

const electronDir = path.dirname(createRequire(import.meta.url).resolve('electron/package.json'))
const noted = path.join(electronDir, 'path.txt')
const binary = existsSync(noted) ? path.join(electronDir, 'dist', readFileSync(noted, 'utf8')) : undefined
const obstacle =
  binary === undefined || !existsSync(binary)
    ? 'Electron is not installed (npx install-electron fetches it)'
    : (desktopObstacle(process.platform, process.env, process.getuid?.()) ?? sandboxObstacle(binary))
if (obstacle !== undefined) console.log(`The tests in the real Electron are skipped: ${obstacle}.`)

describe.skipIf(obstacle !== undefined)('the desktop app in Electron', () => {
  let userData: string
  let app: ElectronApplication
  let main: Page
  let quick: Page

  beforeAll(async () => {
    await freshBuild(() => undefined)
    userData = await mkdtemp(path.join(tmpdir(), 'parley-electron-'))
    app = await _electron.launch({
      executablePath: binary,
      args: [path.join(projectRoot, 'out/main/index.js'), `--user-data-dir=${userData}`],
      timeout: patienceMs,
    })
    app.context().setDefaultTimeout(patienceMs)
    const pages = async (): Promise<Page[]> => {
      await eventually(() => app.windows().length === 2, 'both windows')
      return app.windows()
    }
    for (const page of await pages()) {
      if (page.url().endsWith('#quick')) quick = page
      else main = page
    }
  })

  afterAll(async () => {
    await app.close()
    await rm(userData, { recursive: true })
  })

  it('runs its pages under its own origin, without Node, with the bridge', async () => {
    expect(new URL(main.url()).protocol).toBe('app:')
    expect(await main.evaluate('[typeof require, typeof process, typeof window.parley]')).toEqual([
      'undefined',
      'undefined',
      'object',
    ])
  })

  it('goes nowhere else and opens no other window', async () => {
    await main.evaluate("window.open('https://example.com'); location.href = 'https://example.com'")
    expect(new URL(main.url()).protocol).toBe('app:')
    expect(app.windows()).toHaveLength(2)
  })

  it('gives nothing but the microphone', async () => {
    const asked = "navigator.permissions.query({ name: 'camera' }).then(({ state }) => state)"
    expect(await main.evaluate(asked)).not.toBe('granted')
  })

  /** Asks in a window, and waits until the answer is written or, with `phase`, until the ring shows that. */
  const ask = async (page: Page, question: string, phase?: string): Promise<void> => {
    const before = await page.locator('.caption').count()
    await page.getByRole('textbox').first().fill(question)
    await page.getByRole('textbox').first().press('Enter')
    if (phase !== undefined) await page.locator(`.ring[data-phase="${phase}"]`).waitFor()
    else await page.locator('.caption').nth(before).waitFor()
  }

  it('answers a typed question', async () => {
    await ask(quick, 'What is your name?')
    expect(await quick.locator('.caption').innerText()).toContain('Parley')
  })

  it('stops an answer with Escape', async () => {
    await ask(main, 'Tell me a story.', 'speaking')
    await main.keyboard.press('Escape')
    await main.locator('.ring:not([data-phase="speaking"])').waitFor()
    await main.getByText('You stopped it').waitFor()
  })

  it('mutes, in both windows', async () => {
    await main.keyboard.press('Control+m')
    for (const page of [main, quick])
      await page.locator('.ring[data-phase="muted"], .ring[data-phase="trouble"]').waitFor()
    await main.keyboard.press('Control+m')
  })

  it('answers the next question after its engine was killed in mid-answer', async () => {
    const pid = await app.evaluate(({ app: electronApp }) => {
      const engine = electronApp.getAppMetrics().find(({ name }) => name === 'Parley engine')
      return engine?.pid
    })
    await ask(main, 'Tell me a story.', 'thinking')
    process.kill(pid!, 'SIGKILL')
    await ask(main, 'What is your name?')
  })

  it('shows the conversation in the quick window without taking the focus, and puts it away', async () => {
    const isShown = (): Promise<boolean | undefined> =>
      app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()
          .find((window) => window.isAlwaysOnTop())
          ?.isVisible(),
      )
    await app.evaluate(({ app: electronApp, BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows()) window.hide()
      electronApp.emit('second-instance', {}, ['parley', '--toggle'])
    })
    expect(await isShown()).toBe(true)
    await quick.keyboard.press('Escape')
    await quick.keyboard.press('Escape')
    await eventually(async () => !(await isShown()), 'the quick window to hide')
  })

  it('hides when its window is closed, and comes back at a second start', async () => {
    const isShown = (): Promise<boolean> =>
      app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().some((window) => !window.isAlwaysOnTop() && window.isVisible()),
      )
    await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find((window) => !window.isAlwaysOnTop())
        ?.close(),
    )
    expect(await isShown()).toBe(false)
    await app.evaluate(({ app: electronApp }) => electronApp.emit('second-instance', {}, ['parley']))
    expect(await isShown()).toBe(true)
  })
})
