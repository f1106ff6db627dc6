import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { newerNode } from '../../.ci/newerNode.mjs'
import { terminal } from '../terminalWords'
import { sandboxObstacle } from './sandboxObstacle'

const connectTimeoutMs = 10_000
const defaultMirror = 'https://github.com'

/** Where Electron lies, or one sentence that says why there is none to be had. */
export type ElectronBinary = { readonly binary: string } | { readonly obstacle: string }

/**
 * Finds Electron's program, and fetches it where it is missing and can be fetched.
 * @param onAsk told of whoever is asked for it, before
 * @param timeoutMs what does not answer for so long counts as not there
 * @param obstacleOf says why the program that is there, or would be fetched, could show no window
 */
export async function electronBinary(
  say: (line: string) => void,
  onAsk: (host: string) => void,
  timeoutMs = connectTimeoutMs,
  obstacleOf: (binary: string | undefined) => string | undefined = sandboxObstacle,
): Promise<ElectronBinary> {
  const dir = path.dirname(createRequire(import.meta.url).resolve('electron/package.json'))
  const installed = installedBinary(dir)
  const obstacle = obstacleOf(installed)
  if (obstacle !== undefined) return { obstacle }
  if (installed !== undefined) return { binary: installed }
  const mirror = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror ?? defaultMirror
  // Not as it is written: there may be a password in it.
  const host = URL.canParse(mirror) ? new URL(mirror).host : terminal().words.start.obstacles.mirror
  onAsk(host)
  if (!(await isReachable(mirror, timeoutMs)))
    return { obstacle: terminal().words.start.obstacles.unreachable(host) }
  say(terminal().words.start.fetching)
  await new Promise((resolve) => {
    const install = spawn(process.execPath, [path.join(dir, 'install.js')], {
      stdio: ['ignore', 'inherit', 'pipe'],
    })
    install.once('error', resolve).once('close', resolve)
    // Its progress goes to the same stream as the stack of what failed; only the progress is for people.
    install.stderr.on('data', (data: Buffer) => {
      if (!/^\s+at |Error/m.test(data.toString())) process.stderr.write(data)
    })
  })
  const fetched = installedBinary(dir)
  return fetched === undefined ? { obstacle: notFetched(dir, process.versions.node) } : { binary: fetched }
}

/**
 * Why this machine can show no Electron window, as one sentence; undefined: nothing is in the way.
 * @param user the user's id; undefined where there are none
 */
export function desktopObstacle(
  platform: NodeJS.Platform,
  env: NodeJS.ProcessEnv,
  user: number | undefined,
): string | undefined {
  if (platform !== 'linux') return undefined
  if (env.DISPLAY === undefined && env.WAYLAND_DISPLAY === undefined)
    return terminal().words.start.obstacles['no-display']
  return user === 0 ? terminal().words.start.obstacles.root : undefined
}

function installedBinary(dir: string): string | undefined {
  const noted = path.join(dir, 'path.txt')
  if (!existsSync(noted)) return undefined
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? path.join(dir, 'dist')
  const binary = path.join(dist, readFileSync(noted, 'utf8'))
  return existsSync(binary) ? binary : undefined
}

/** Why Electron, whose package lies in `dir`, could not be fetched with this version of Node: as far as that is known. */
export function notFetched(dir: string, node: string): string {
  const { engines } = JSON.parse(readFileSync(path.join(dir, 'package.json'), 'utf8')) as {
    engines: { node: string }
  }
  const newer = newerNode(node, engines.node)
  const { obstacles } = terminal().words.start
  return newer === undefined ? obstacles['not-fetched'] : obstacles['node-too-old'](node, newer)
}

/** Any answer counts, also one that refuses. */
async function isReachable(address: string, timeoutMs: number): Promise<boolean> {
  try {
    await fetch(address, {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    })
    return true
  } catch {
    return false
  }
}
