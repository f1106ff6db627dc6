import { useSetting } from './useSetting'

/** Has a component drawn again when another language is chosen: the window, and what in it is drawn for itself (`memo`). */
export function useLanguage(): void {
  useSetting('language')
}
