import type { MenuItemConstructorOptions } from 'electron'
import { words } from './words'

/** An item that does what its role says. Electron does the rest, but names it in English only. */
export function menuItem(role: keyof typeof words.menu.roles): MenuItemConstructorOptions {
  return { role, label: words.menu.roles[role] }
}
