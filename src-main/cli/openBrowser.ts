import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { handedFolderStart } from '../engine/files/handedFolders'

/**
 * Opens a link in the user's browser; does nothing where there is none. Every user of a computer can read the command
 * lines of all, so the link stands on none: the browser is handed a file that leads there, which only its owner can read.
 * @returns what takes the file away
 */
export function openBrowser(link: string): () => void {
  let folder: string
  try {
    folder = mkdtempSync(handedFolderStart())
  } catch {
    return () => undefined // the link that is printed is left
  }
  const file = path.join(folder, 'open.html')
  const page = `<!doctype html><title>Parley</title><meta http-equiv="refresh" content="0;url=${link}">\n`
  writeFileSync(file, page, { mode: 0o600 })
  const [command, args] = opener(process.platform, file)
  const child = spawn(command, args, { stdio: 'ignore', detached: true })
  child.once('error', () => undefined)
  child.unref()
  return () => rmSync(folder, { recursive: true, force: true })
}

/** The command with which a platform opens a file. */
function opener(platform: NodeJS.Platform, file: string): [command: string, args: string[]] {
  if (platform === 'darwin') return ['open', [file]]
  if (platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', file]]
  return ['xdg-open', [file]]
}
