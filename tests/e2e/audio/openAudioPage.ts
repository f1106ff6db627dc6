import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import { patienceMs } from '../../patience'
import { contentSecurityPolicy } from '../../../src-main/web/securityHeaders'
import { builtPage } from '../builtPage'
import { launchChromium, watchLeaving } from '../chromium'
import type { AudioPage } from './audioPage'

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
}

/** The samples of a result. */
export function samplesOf(base64: string): number[] {
  return [...new Float32Array(new Uint8Array(Buffer.from(base64, 'base64')).buffer)]
}

/** A page with nothing but the audio parts, under the app's own policy. */
export interface AudioPages {
  /**
   * Opens the page anew and lets it do something.
   * @param microphone a WAV file that the fake microphone of a browser of its own plays
   */
  run<Result>(work: (page: AudioPage) => Promise<Result>, microphone?: string): Promise<Result>
  close(): Promise<void>
}

/** Builds the page and serves it on the loopback. */
export async function openAudioPages(executablePath: string): Promise<AudioPages> {
  const folder = await builtPage(fileURLToPath(new URL('page', import.meta.url)))
  const server = createServer(({ url = '/' }, response) => {
    const path = join(folder, new URL(url, 'http://host').pathname.replace(/\/$/, '/index.html'))
    if (!existsSync(path)) return void response.writeHead(404).end()
    response.writeHead(200, {
      'content-type': contentTypes[extname(path)] ?? 'application/octet-stream',
      'content-security-policy': contentSecurityPolicy,
    })
    response.end(readFileSync(path))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const shared = await launchChromium(executablePath)
  return {
    async run(work, microphone) {
      if (microphone === undefined) return run(shared, address, work)
      const browser = await launchChromium(executablePath, { microphone })
      try {
        return await run(browser, address, work)
      } finally {
        await browser.close()
      }
    },
    async close() {
      await shared.close()
      server.close()
    },
  }
}

async function run<Result>(
  browser: Browser,
  address: string,
  work: (page: AudioPage) => Promise<Result>,
): Promise<Result> {
  const page = await browser.newPage()
  page.setDefaultTimeout(patienceMs)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  watchLeaving(page, (address) => complaints.push(`It asked for ${address}`))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  try {
    await page.goto(address)
    await page.waitForFunction('globalThis.audioPage !== undefined', undefined)
    const result = await work({
      capture: (trial) => page.evaluate((given) => audioPage.capture(given), trial),
      play: (trial) => page.evaluate((given) => audioPage.play(given), trial),
    })
    if (complaints.length > 0) throw new Error(complaints.join('\n'))
    return result
  } catch (cause) {
    throw new Error(`The page failed: ${complaints.join('\n')}`, { cause })
  } finally {
    await page.close()
  }
}

/** The page has it; the functions above that name it are run there. */
declare const audioPage: AudioPage
