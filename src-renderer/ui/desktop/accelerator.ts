import { words } from '../../words'

/** A key press as Electron writes accelerators, such as `Control+Alt+Space`; undefined for what makes no good key. */
export function accelerator(event: KeyboardEvent): string | undefined {
  const key = keyOf(event.code)
  if (key === undefined) return undefined
  const modifiers = [
    event.ctrlKey && 'Control',
    event.altKey && 'Alt',
    event.shiftKey && 'Shift',
    event.metaKey && 'Super',
  ].filter((name) => name !== false)
  // A letter alone, or with Shift, would be taken from every other program.
  const isAlone = !event.ctrlKey && !event.altKey && !event.metaKey
  return isAlone && !/^F\d+$/.test(key) ? undefined : [...modifiers, key].join('+')
}

/** By the key's place and not by its letter, so that modifiers do not change it. */
function keyOf(code: string): string | undefined {
  if (/^F\d{1,2}$/.test(code) || code === 'Space') return code
  return /^(?:Key|Digit)([A-Z\d])$/.exec(code)?.[1]
}

/** The keys of an accelerator, one by one, as they are written on keyboards. */
export const keysOf = (keys: string): string[] => keys.split('+').map((key) => words.keyboard[key] ?? key)
