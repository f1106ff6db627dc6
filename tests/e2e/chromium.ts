import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'

/** Debian's Chromium, or the one that playwright has installed; undefined, after one line that says so, when there is none. */
export function chromiumPath(): string | undefined {
  const candidates = [process.env.PARLEY_CHROMIUM, '/usr/bin/chromium', chromium.executablePath()]
  const found = candidates.find((path) => path !== undefined && existsSync(path))
  if (found === undefined)
    console.warn(
      'Skipped: there is no Chromium to open the app in. Install one, or set PARLEY_CHROMIUM to its path.',
    )
  return found
}

/** Nothing of the browser's own may reach for the network, and no name but the loopback's can be looked up. */
const quiet = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-gpu',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
]

export interface BrowserOptions {
  /** A WAV file that stands in for the microphone, played once from when the microphone is opened. */
  readonly microphone?: string
  /** False: sound begins only after a gesture, as for every user. */
  readonly autoplay?: boolean
}

export function launchChromium(
  executablePath: string,
  { microphone, autoplay = true }: BrowserOptions = {},
): Promise<Browser> {
  const args = [...quiet]
  if (autoplay) args.push('--autoplay-policy=no-user-gesture-required')
  if (microphone !== undefined)
    args.push(
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-audio-capture=${microphone}%noloop`,
    )
  return chromium.launch({ executablePath, args, timeout: 60_000 })
}
