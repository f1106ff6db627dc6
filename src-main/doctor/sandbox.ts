import type { NamespaceCloser } from '../engine/files/userNamespaces'
import { terminal, type TerminalWords } from '../terminalWords'
import type { Finding } from './report'

export interface SandboxFacts {
  readonly isInstalled: boolean
  /** This program was started with `--no-sandbox`. */
  readonly isOff: boolean
  /** Who keeps user namespaces from programs; undefined: nobody. */
  readonly closedBy: NamespaceCloser | undefined
}

/** Whether Chromium's sandbox is around the windows on this Linux computer. */
export function sandboxFinding(
  { isInstalled, isOff, closedBy }: SandboxFacts,
  { doctor, start }: Pick<TerminalWords, 'doctor' | 'start'> = terminal().words,
): Finding {
  const name = doctor.names.sandbox
  const fix = doctor.fixes.sandbox
  const off = closedBy === undefined ? doctor.sandboxOff : doctor.sandboxOffBy(start.closers[closedBy])
  if (isOff) return { name, state: 'trouble', found: off, fix }
  // Chromium does not start where it should have one and cannot.
  if (isInstalled || closedBy === undefined) return { name, state: 'ok', found: doctor.sandboxAround }
  return { name, state: 'unknown', found: doctor.sandboxClosed(start.closers[closedBy]), fix }
}
