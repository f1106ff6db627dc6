/** The signs of shortcuts by the place of their keys, as they lie on a keyboard of the Latin script (UI Events `code`). */
const signsByPlace: Readonly<Record<string, string>> = {
  KeyM: 'm',
  KeyK: 'k',
  KeyB: 'b',
  KeyI: 'i',
  KeyZ: 'z',
  Comma: ',',
  Period: '.',
}

/** What is read of a key press. */
export interface KeyPress {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

/**
 * The sign that a key press means as a shortcut; undefined: none. It is the sign itself where that is Latin, in lower
 * case, so that it follows the layout. A key that types another script, or nothing, counts by its place. Shift is let pass
 * only where the sign is typed with it, as a comma is on many layouts; with a letter it is another shortcut.
 */
export function shortcutSign(event: KeyPress): string | undefined {
  const { key, code, shiftKey } = event
  if (event.altKey || !(event.ctrlKey || event.metaKey)) return undefined
  if (/^[\p{ASCII}\p{Script=Latin}]$/u.test(key)) {
    const isLetter = /^\p{L}$/u.test(key)
    return shiftKey && isLetter ? undefined : key.toLowerCase()
  }
  // Names of keys, such as Enter, say what they are; a dead key and one that nobody knows do not.
  const isNamed = /^\w{2,}$/.test(key) && key !== 'Dead' && key !== 'Unidentified'
  return shiftKey || isNamed ? undefined : signsByPlace[code]
}
