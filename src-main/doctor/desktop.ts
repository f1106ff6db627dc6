import { accessSync, constants, existsSync, readdirSync } from 'node:fs'
import { loadKeyHook } from '../app/keyListener'
import { desktopObstacle } from './electronBinary'
import { ownFiles } from '../engine/files/shippedFiles'
import { terminal, type TerminalWords } from '../terminalWords'
import type { Finding } from './report'

/** Whether there is a microphone that this user may read. Elsewhere than on Linux only the app itself is told. */
export function microphoneFinding(
  platform = process.platform,
  devices = '/dev/snd',
  { doctor }: Pick<TerminalWords, 'doctor'> = terminal().words,
): Finding {
  const { fixes } = doctor
  const name = doctor.names.microphone
  if (platform !== 'linux')
    return {
      name,
      state: 'unknown',
      found: doctor.microphoneUntold,
      fix: fixes.allow,
    }
  // Names of ALSA's capture devices end in c.
  const inputs = existsSync(devices) ? readdirSync(devices).filter((each) => /^pcmC\d+D\d+c$/.test(each)) : []
  if (inputs.length === 0) return { name, state: 'trouble', found: doctor.noMicrophone, fix: fixes.plugIn }
  const readable = inputs.filter((each) => isReadable(`${devices}/${each}`))
  if (readable.length > 0) return { name, state: 'ok', found: doctor.microphones(`${readable.length}`) }
  return {
    name,
    state: 'trouble',
    found: doctor.microphoneDenied,
    fix: fixes.group,
  }
}

/** How the push-to-talk key of the whole desktop is heard. */
export async function hotkeyFinding(
  env: NodeJS.ProcessEnv = process.env,
  { doctor }: Pick<TerminalWords, 'doctor'> = terminal().words,
): Promise<Finding> {
  const { fixes } = doctor
  const name = doctor.names.key
  if (process.platform === 'linux' && env.WAYLAND_DISPLAY !== undefined)
    return {
      name,
      state: 'unknown',
      found: doctor.keyWayland,
      fix: fixes.waylandKey,
    }
  if (process.platform === 'linux' && env.DISPLAY === undefined)
    return { name, state: 'unknown', found: doctor.keyNoDesktop }
  const hook = await loadKeyHook()
  if (hook !== undefined) return { name, state: 'ok', found: doctor.keyHeard }
  return {
    name,
    state: 'trouble',
    found: doctor.keyUnheard,
    fix: ownFiles.isInstalled ? fixes.install : fixes.hook,
  }
}

/** Whether the desktop app can open a window. */
export function desktopFinding({ doctor }: Pick<TerminalWords, 'doctor'> = terminal().words): Finding {
  const name = doctor.names.app
  const obstacle = desktopObstacle(process.platform, process.env, process.getuid?.())
  if (obstacle === undefined) return { name, state: 'ok', found: doctor.appOpens }
  return { name, state: 'unknown', found: doctor.appInBrowser(obstacle) }
}

function isReadable(file: string): boolean {
  try {
    accessSync(file, constants.R_OK)
    return true
  } catch {
    return false
  }
}
