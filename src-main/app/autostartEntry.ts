/** The argument of a start without a window. */
export const hiddenFlag = '--hidden'

/** A desktop entry of the XDG autostart specification for a command. */
export function autostartEntry(command: readonly string[]): string {
  const quoted = [...command, hiddenFlag].map(
    (part) => `"${part.replace(/[\\"`$]/g, '\\$&').replace(/%/g, '%%')}"`,
  )
  return `[Desktop Entry]\nType=Application\nName=Parley\nExec=${quoted.join(' ')}\nX-GNOME-Autostart-enabled=true\n`
}
