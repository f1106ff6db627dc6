import { accessSync, constants, existsSync, readdirSync } from 'node:fs'
import { loadKeyHook } from '../app/keyListener'
import { desktopObstacle } from './electronBinary'
import { ownFiles } from '../engine/files/shippedFiles'
import type { Finding } from './report'

/** Whether there is a microphone that this user may read. Elsewhere than on Linux only the app itself is told. */
export function microphoneFinding(platform = process.platform, devices = '/dev/snd'): Finding {
  const name = 'microphone'
  if (platform !== 'linux')
    return {
      name,
      state: 'unknown',
      found: 'the system tells only the app itself',
      fix: "Allow Parley the microphone in the system's settings when it asks.",
    }
  // Names of ALSA's capture devices end in c.
  const inputs = existsSync(devices) ? readdirSync(devices).filter((each) => /^pcmC\d+D\d+c$/.test(each)) : []
  if (inputs.length === 0)
    return { name, state: 'trouble', found: 'there is none', fix: 'Plug one in. You can type meanwhile.' }
  const readable = inputs.filter((each) => isReadable(`${devices}/${each}`))
  if (readable.length > 0) return { name, state: 'ok', found: `${readable.length} can be used` }
  return {
    name,
    state: 'trouble',
    found: 'there is one, but you may not use it',
    fix: 'Add yourself to its group, and log in again: sudo usermod -aG audio $USER.',
  }
}

/** How the push-to-talk key of the whole desktop is heard. */
export async function hotkeyFinding(env: NodeJS.ProcessEnv = process.env): Promise<Finding> {
  const name = 'push-to-talk key'
  if (process.platform === 'linux' && env.WAYLAND_DISPLAY !== undefined)
    return {
      name,
      state: 'unknown',
      found: 'Wayland tells no program of keys that are pressed elsewhere',
      fix: "Give a key of your desktop's settings the command: parley --toggle.",
    }
  if (process.platform === 'linux' && env.DISPLAY === undefined)
    return { name, state: 'unknown', found: 'there is no desktop here' }
  const hook = await loadKeyHook()
  if (hook !== undefined) return { name, state: 'ok', found: 'uiohook hears it going down and up' }
  return {
    name,
    state: 'trouble',
    found: 'uiohook is not there, so a key can start and stop but not be held',
    fix: ownFiles.isInstalled ? 'Install Parley again.' : 'Run npm install uiohook-napi.',
  }
}

/** Whether the desktop app can open a window. */
export function desktopFinding(): Finding {
  const name = 'desktop app'
  const obstacle = desktopObstacle(process.platform, process.env, process.getuid?.())
  if (obstacle === undefined) return { name, state: 'ok', found: 'can open a window' }
  return { name, state: 'unknown', found: `${obstacle}: Parley opens in the browser` }
}

function isReadable(file: string): boolean {
  try {
    accessSync(file, constants.R_OK)
    return true
  } catch {
    return false
  }
}
