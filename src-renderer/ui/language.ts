import { wantedLanguages } from '@contract'
import { desktop } from '../desktop'
import { speakIn, words } from '../words'
import type { WindowSettings } from '../windowSettings'

/** Speaks the language that was chosen, or that of the system or, in a browser, of the browser: in the window, and for who reads it aloud. */
export function followLanguage(settings: Pick<WindowSettings, 'of' | 'watch'>): void {
  const show = (): void => {
    speakIn(wantedLanguages(settings.of('language'), desktop?.languages ?? navigator.languages))
    document.documentElement.lang = words.language
  }
  show()
  settings.watch((keys) => {
    if (keys.has('language')) show()
  })
}
