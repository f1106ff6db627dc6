import { settingsElementId } from '@contract'
import type { HostSettings } from './hostSettings'

/**
 * The page of the window with the settings that it begins with. Later it is told of them, but by then it would have been seen
 * in another theme, and have heard somebody who had muted it.
 */
export function pageWithSettings(page: string, settings: HostSettings): string {
  // Nothing in it ends the element.
  const told = JSON.stringify(settings.told).replaceAll('<', '\\u003c')
  return page
    .replace('<html ', () => `<html data-theme="${settings.values.theme}" `)
    .replace(
      '</head>',
      () => `<script type="application/json" id="${settingsElementId}">${told}</script></head>`,
    )
}
