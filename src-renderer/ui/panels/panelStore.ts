import { create } from 'zustand'

export type PanelName = 'settings' | 'history' | 'models' | 'privacy' | 'licences'

interface Panels {
  readonly open: PanelName | undefined
  readonly show: (panel: PanelName) => void
  readonly toggle: (panel: PanelName) => void
  readonly close: () => void
}

/** Which panel stands open beside the conversation. */
export const usePanels = create<Panels>((set) => ({
  open: undefined,
  show: (panel) => set({ open: panel }),
  toggle: (panel) => set(({ open }) => ({ open: open === panel ? undefined : panel })),
  close: () => set({ open: undefined }),
}))
