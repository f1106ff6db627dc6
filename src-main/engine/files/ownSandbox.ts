/**
 * With this switch Chromium's pages run without their sandbox. The start of an AppImage puts it before all other words
 * where the computer gives its programs no user namespaces (`AppRun` of electron-builder).
 */
export const noSandbox = '--no-sandbox'

/** Whether this program was started so. It is looked at when this file is loaded: before the switch is taken out. */
export const isSandboxOff = process.argv.includes(noSandbox)

/** Takes the switch from before the words of the command line, which are then where a command looks for them. */
export function withoutSandboxSwitch(argv: readonly string[]): string[] {
  return argv.filter((word, place) => place !== 1 || word !== noSandbox)
}
