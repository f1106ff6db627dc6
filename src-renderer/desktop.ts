import { desktopBridgeName, type DesktopBridge } from '@contract'

/** What the preload script gave a desktop window; a browser has none. */
export const desktop = (globalThis as unknown as Record<string, DesktopBridge | undefined>)[desktopBridgeName]
