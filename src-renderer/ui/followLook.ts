import type { WindowSettings } from '../windowSettings'

/** Draws the window light or dark and with letters of the chosen size; the style sheets read both from the root element. */
export function followLook(settings: Pick<WindowSettings, 'of' | 'watch'>): void {
  const root = document.documentElement
  const show = (): void => {
    root.dataset.theme = settings.of('theme')
    const size = settings.of('letterSize')
    // As the browser has it, which its user may have chosen there.
    root.style.fontSize = size === 100 ? '' : `${size}%`
  }
  show()
  settings.watch((keys) => {
    if (keys.has('theme') || keys.has('letterSize')) show()
  })
}
