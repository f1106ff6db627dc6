import { create } from 'zustand'
import { hasRoomForBoth } from '../room'

export type PanelName =
  | 'settings'
  | 'models'
  | 'privacy'
  | 'licences'
  | 'keeping'
  | 'figures'
  | 'voices'
  | 'tools'

interface Panels {
  readonly open: PanelName | undefined
  readonly show: (panel: PanelName) => void
  readonly toggle: (panel: PanelName) => void
  readonly close: () => void
  /** Whether the list of conversations is open. */
  readonly isListOpen: boolean
  readonly toggleList: () => void
  readonly closeList: () => void
  /** Opens the list of conversations to find something. */
  readonly find: () => void
  /** The field to find something is to have the focus. */
  readonly wantsFind: boolean
  readonly gaveFind: () => void
}

/** Which panel stands open at the right of the conversation, and whether the list of conversations does at its left. */
export const usePanels = create<Panels>((set, get) => {
  const show = (open: PanelName): void => set({ open, ...(!hasRoomForBoth() && { isListOpen: false }) })
  const close = (): void => set({ open: undefined })
  const openList = (): void => set({ isListOpen: true, ...(!hasRoomForBoth() && { open: undefined }) })
  const closeList = (): void => set({ isListOpen: false })
  return {
    open: undefined,
    show,
    toggle: (panel) => (get().open === panel ? close() : show(panel)),
    close,
    isListOpen: false,
    toggleList: () => (get().isListOpen ? closeList() : openList()),
    closeList,
    find() {
      openList()
      set({ wantsFind: true })
    },
    wantsFind: false,
    gaveFind: () => set({ wantsFind: false }),
  }
})
