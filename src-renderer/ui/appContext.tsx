import type { DesktopBridge, DiagnosticsBridge, ModelsBridge, PrivacyBridge, ShippedWorks } from '@contract'
import { createContext, useContext } from 'react'
import { useStore, type StoreApi } from 'zustand'
import type { PauseFigures } from '../app'
import type { AskStore } from '../engineClient'
import type { WindowRecording } from '../recording/windowRecording'
import type { AppActions, AppState, LiveSignals } from '../state'
import type { WindowSettings } from '../windowSettings'

/** What the screens are given: the one store, and the signals that the ring polls. */
export interface AppParts {
  readonly store: StoreApi<AppState & AppActions>
  readonly readSignals: () => LiveSignals
  readonly readPauses: () => PauseFigures
  /** Asks of what was said before. */
  readonly askStore: AskStore
  readonly settings: WindowSettings
  /** The app around a desktop window; a browser has none. */
  readonly desktop?: DesktopBridge | undefined
  readonly models?: ModelsBridge | undefined
  readonly privacy?: PrivacyBridge | undefined
  readonly diagnostics?: DiagnosticsBridge | undefined
  /** Of this window; absent: it is not recorded. */
  readonly recording?: WindowRecording | undefined
  readonly loadWorks?: (() => Promise<ShippedWorks>) | undefined
}

const AppContext = createContext<AppParts | undefined>(undefined)
export const AppProvider = AppContext.Provider

export function useParts(): AppParts {
  const parts = useContext(AppContext)
  if (!parts) throw new Error('A screen was rendered outside of AppProvider')
  return parts
}

/** What you can do. The actions never change, so nothing renders again for them. */
export function useActions(): AppActions {
  return useParts().store.getState()
}

/** A piece of the state; the component renders again when that piece changes. */
export function useApp<Piece>(select: (app: AppState) => Piece): Piece {
  return useStore(useParts().store, select)
}

export function useLastExchange(): AppState['exchanges'][number] | undefined {
  return useApp((app) => app.exchanges.at(-1))
}
