/** The built desktop app in the real Electron, where its program is there and can show a window. */
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildApp } from '../../../src-main/cli/buildApp'
import { desktopObstacle } from '../../../src-main/cli/electronBinary'
import { projectRoot } from '../../../src-main/engineProcess/projectRoot'

const electronDir = path.dirname(createRequire(import.meta.url).resolve('electron/package.json'))
const noted = path.join(electronDir, 'path.txt')
const binary = existsSync(noted) ? path.join(electronDir, 'dist', readFileSync(noted, 'utf8')) : undefined
const obstacle =
  binary === undefined || !existsSync(binary)
    ? 'Electron is not installed (npx install-electron fetches it)'
    : desktopObstacle(process.platform, process.env, process.getuid?.())
if (obstacle !== undefined) console.log(`The tests in the real Electron are skipped: ${obstacle}.`)

describe.skipIf(obstacle !== undefined)('the desktop app in Electron', () => {
  let userData: string
  let app: ElectronApplication
  let main: Page
  let quick: Page

  beforeAll(async () => {
    await buildApp('desktop', () => undefined, new AbortController().signal)
    userData = await mkdtemp(path.join(tmpdir(), 'parley-electron-'))
    app = await _electron.launch({
      executablePath: binary,
      args: [path.join(projectRoot, 'out/main/index.js'), `--user-data-dir=${userData}`],
    })
    await app.firstWindow()
    const pages = async (): Promise<Page[]> => {
      while (app.windows().length < 2) await app.waitForEvent('window')
      return app.windows()
    }
    for (const page of await pages()) {
      if (page.url().endsWith('#quick')) quick = page
      else main = page
    }
  }, 120_000)

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

  it('answers a typed question', async () => {
    await quick.getByRole('textbox').first().fill('What is your name?')
    await quick.getByRole('textbox').first().press('Enter')
    await quick.getByText('Parley', { exact: false }).last().waitFor({ timeout: 20_000 })
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
