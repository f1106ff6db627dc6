import { spawn } from 'node:child_process'

/** Opens an address in the user's browser; does nothing where there is none. */
export function openBrowser(address: string): void {
  const [command, args] = opener(process.platform, address)
  const child = spawn(command, args, { stdio: 'ignore', detached: true })
  child.once('error', () => undefined)
  child.unref()
}

/** The command with which a platform opens an address. */
function opener(platform: NodeJS.Platform, address: string): [command: string, args: string[]] {
  if (platform === 'darwin') return ['open', [address]]
  if (platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', address]]
  return ['xdg-open', [address]]
}
