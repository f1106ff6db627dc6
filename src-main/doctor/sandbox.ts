import type { Finding } from './report'

export interface SandboxFacts {
  readonly isInstalled: boolean
  /** This program was started with `--no-sandbox`. */
  readonly isOff: boolean
  /** Who keeps user namespaces from programs; undefined: nobody. */
  readonly closedBy: string | undefined
}

const fix = 'Install the deb package: it brings its own permission. The AppImage has none.'

/** Whether Chromium's sandbox is around the windows on this Linux computer. */
export function sandboxFinding({ isInstalled, isOff, closedBy }: SandboxFacts): Finding {
  const name = 'sandbox'
  const why = closedBy === undefined ? '' : ` (${closedBy} keeps user namespaces from it)`
  if (isOff) return { name, state: 'trouble', found: `the windows run without it${why}`, fix }
  // Chromium does not start where it should have one and cannot.
  if (isInstalled || closedBy === undefined) return { name, state: 'ok', found: 'is around the windows' }
  const found = `${closedBy} keeps user namespaces from programs: an AppImage of Parley runs without it here, and from the sources Parley opens in the browser`
  return { name, state: 'unknown', found, fix }
}
