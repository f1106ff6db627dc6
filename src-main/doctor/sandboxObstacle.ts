import { statSync } from 'node:fs'
import path from 'node:path'
import { terminal } from '../terminalWords'
import { namespacesClosedBy, type NamespaceCloser } from '../engine/files/userNamespaces'

/**
 * Why Electron's windows would have no sandbox on this Linux computer, without which Chromium does not start; undefined:
 * they have one.
 * @param binary Electron's program, where it is there already
 */
export function sandboxObstacle(
  binary: string | undefined,
  closedBy: () => NamespaceCloser | undefined = namespacesClosedBy,
): string | undefined {
  if (process.platform !== 'linux' || (binary !== undefined && hasOwnSandbox(binary))) return undefined
  const closer = closedBy()
  const { closers, obstacles } = terminal().words.start
  return closer && obstacles.sandbox(closers[closer])
}

/** Beside the program lies a sandbox that makes itself root, as somebody has set it up by hand. */
function hasOwnSandbox(binary: string): boolean {
  const { uid, mode } =
    statSync(path.join(path.dirname(binary), 'chrome-sandbox'), { throwIfNoEntry: false }) ?? {}
  return uid === 0 && ((mode ?? 0) & 0o4000) !== 0
}
