import { existsSync } from 'node:fs'
import { chromium, type Browser, type Page } from 'playwright-core'
import { patienceMs } from '../patience'

/** Debian's Chromium, or the one that playwright has installed; undefined, after one line that says so, when there is none. */
export function chromiumPath(): string | undefined {
  const candidates = [process.env.PARLEY_CHROMIUM, '/usr/bin/chromium', chromium.executablePath()]
  const found = candidates.find((path) => path !== undefined && existsSync(path))
  if (found === undefined)
    console.warn(
      'Skipped: there is no Chromium to open the app in. ' +
        'Install one with `npx playwright-core install chromium`, or set PARLEY_CHROMIUM to its path.',
    )
  return found
}

/**
 * Parts of the browser that no page of ours has. The last list counts, so what playwright turns off of them stands here too.
 * What the address bar offers is two pages of its own in each window, and no test types there: two fifths of what a window
 * costs.
 */
const unused = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'AimEnabled',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
]

/** Nothing of the browser's own may reach for the network, and no name but the loopback's can be looked up. */
const quiet = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-gpu',
  // What hears a voice is WebAssembly: to compile it well takes longer than all that a page of the tests hears.
  '--js-flags=--liftoff-only',
  `--disable-features=${unused.join(',')}`,
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
]

export interface BrowserOptions {
  /** A WAV file that stands in for the microphone, played again and again from when the microphone is opened. */
  readonly microphone?: string
  /** False: sound begins only after a gesture, as for every user. */
  readonly autoplay?: boolean
  /** Letters that look the same on every machine. */
  readonly plainLetters?: boolean
}

export function launchChromium(
  executablePath: string,
  { microphone, autoplay = true, plainLetters = false }: BrowserOptions = {},
): Promise<Browser> {
  const args = [...quiet]
  if (autoplay) args.push('--autoplay-policy=no-user-gesture-required')
  if (plainLetters) args.push('--font-render-hinting=none', '--disable-lcd-text')
  if (microphone !== undefined)
    args.push(
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-audio-capture=${microphone}`,
    )
  return chromium.launch({ executablePath, args, timeout: patienceMs })
}

/** Tells every address that a page asks for outside of the loopback. */
export function watchLeaving(page: Page, left: (address: string) => void): void {
  const visit = (address: string): void => {
    const { protocol, hostname } = new URL(address)
    if (!['data:', 'blob:', 'about:'].includes(protocol) && hostname !== '127.0.0.1') left(address)
  }
  page.on('request', (request) => visit(request.url()))
  page.on('websocket', (socket) => visit(socket.url()))
}
