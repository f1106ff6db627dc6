import { create } from 'zustand'
import { lastingStorage } from '../lastingStorage'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const storageKey = 'parley.theme'
const storage = lastingStorage(localStorage)

function stored(): Theme {
  const value = storage.getItem(storageKey)
  return themes.find((theme) => theme === value) ?? 'system'
}

/** Light or dark, as you chose it for this computer; the style sheets read it from the root element. */
export const useTheme = create<{ theme: Theme; choose: (theme: Theme) => void }>(() => ({
  theme: stored(),
  choose: (theme) => {
    storage.setItem(storageKey, theme)
    show()
  },
}))

function show(): void {
  const theme = stored()
  document.documentElement.dataset.theme = theme
  useTheme.setState({ theme })
}

show()
// Chosen in another window.
addEventListener('storage', ({ key }) => {
  if (key === storageKey) show()
})
