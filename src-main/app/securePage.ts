import { app, type WebPreferences } from 'electron'
import { languagesArgument } from '../../src-preload/channels'

/** Every window's page runs in the sandbox, without Node, and shares nothing with its preload but the bridge. */
export function securePage(preload: string): WebPreferences {
  return {
    preload,
    additionalArguments: [languagesArgument + app.getPreferredSystemLanguages().join()],
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
