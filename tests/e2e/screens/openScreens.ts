import { existsSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { contentSecurityPolicy } from '../../../src-main/web/securityHeaders'
import { patienceMs } from '../../patience'
import { builtPage } from '../builtPage'
import { launchChromium, watchLeaving } from '../chromium'

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
}

export interface OpenOptions {
  readonly viewport?: { readonly width: number; readonly height: number }
  readonly deviceScaleFactor?: number
  readonly colorScheme?: 'light' | 'dark'
  readonly reducedMotion?: 'reduce' | 'no-preference'
  readonly forcedColors?: 'active' | 'none'
  readonly quick?: boolean
  /** In a language that no one speaks: see page/takePseudoLanguage.ts. */
  readonly language?: 'pseudo' | 'mirrored'
  /** The language of the browser, as in BCP 47. */
  readonly locale?: string
  /** Animation frames of 32 ms to let pass before the screen is looked at. */
  readonly frames?: number
}

/** One browser for all test files of this process, with which it ends: to start one takes longer than many screens in it. */
let browser: Promise<Browser> | undefined

/** The screens, served on the loopback, in pages of their own. One is open at a time. */
export interface Screens {
  open(scene: string, options?: OpenOptions): Promise<Page>
  close(): Promise<void>
}

export async function openScreens(executablePath: string): Promise<Screens> {
  const folder = await builtPage(fileURLToPath(new URL('page', import.meta.url)))
  const server = await serve(folder)
  const { port } = server.address() as AddressInfo
  const launched = await (browser ??= launchChromium(executablePath, { plainLetters: true }))
  // A page for each scale and language, used again for every screen: to load one takes longer than the screen in it.
  const pages = new Map<string, Promise<ScreenPage>>()
  return {
    async open(scene, options = {}) {
      const { deviceScaleFactor = 1, locale = 'en-GB', language = 'en' } = options
      const key = `${deviceScaleFactor} ${locale} ${language}`
      const address = `http://127.0.0.1:${port}/index.html?language=${language}`
      const opened = pages.get(key) ?? openPage(launched, address, deviceScaleFactor, locale)
      pages.set(key, opened)
      const { page, complaints } = await opened
      await showScene(page, scene, options)
      if (complaints.length > 0) throw new Error(`The page complains: ${complaints.splice(0).join('; ')}`)
      return page
    },
    async close() {
      for (const opened of pages.values()) await (await opened).page.context().close()
      server.close()
    },
  }
}

interface ScreenPage {
  readonly page: Page
  /** Errors, warnings and what the policy forbade, until they are told. */
  readonly complaints: string[]
}

async function openPage(
  browser: Browser,
  address: string,
  deviceScaleFactor: number,
  locale: string,
): Promise<ScreenPage> {
  const context = await browser.newContext({ deviceScaleFactor, locale })
  const page = await context.newPage()
  page.setDefaultTimeout(patienceMs)
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  watchLeaving(page, (address) => complaints.push(`It asked for ${address}`))
  await page.goto(address)
  return { page, complaints }
}

async function showScene(page: Page, scene: string, options: OpenOptions): Promise<void> {
  const { viewport = { width: 1280, height: 800 }, colorScheme = 'light' } = options
  const { quick = false, frames = 1, reducedMotion = 'no-preference', forcedColors = 'none' } = options
  await page.mouse.move(0, 0)
  // After a click the focus would not be drawn any more.
  await page.keyboard.press('Pause')
  await page.setViewportSize(viewport)
  await page.emulateMedia({ colorScheme, reducedMotion, forcedColors })
  await page.evaluate(`script.show('${scene}', '${quick ? '#quick' : ''}')`)
  await page.locator('.ring').waitFor()
  await page.evaluate('document.fonts.ready')
  await page.evaluate(`script.passFrames(${frames})`)
}

async function serve(folder: string): Promise<Server> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://loopback').pathname
    const file = join(folder, path)
    if (!existsSync(file)) {
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, {
      'Content-Type': contentTypes[extname(file)] ?? 'application/octet-stream',
      'Content-Security-Policy': contentSecurityPolicy,
    })
    response.end(readFileSync(file))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return server
}
