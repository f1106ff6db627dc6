import type { WebPreferences } from 'electron'

/** Every window's page runs in the sandbox, without Node, and shares nothing with its preload but the bridge. */
export function securePage(preload: string): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
    spellcheck: false,
    // A conversation goes on while its window is hidden.
    backgroundThrottling: false,
  }
}
