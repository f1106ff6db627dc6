/** Begins the argument by which main tells a page the languages of the system, with commas between them. */
export const languagesArgument = '--parley-languages='

/** The names of what main and preload say to each other. */
export const channels = {
  /** From main, with a MessagePort: an engine is there. */
  enginePort: 'engine-port',
  /** From main: the engine is away, and why. */
  engineState: 'engine-state',
  /** From a window: it is ready for its port. */
  engineConnect: 'engine-connect',
  /** From a window: start a lost engine again. */
  engineRestart: 'engine-restart',
  command: 'command',
  phase: 'phase',
  ringing: 'ringing',
  hide: 'hide',
  openSettings: 'open-settings',
  openMain: 'open-main',
  /** From main: all settings, after every change, to a window that asked to watch them. */
  settings: 'settings',
  watchSettings: 'watch-settings',
  askSettings: 'ask-settings',
  pushToTalk: 'push-to-talk',
  checkPushToTalk: 'check-push-to-talk',
  hasSandbox: 'has-sandbox',
  readClipboard: 'read-clipboard',
  writeClipboard: 'write-clipboard',
  /** From main: all models, after every change, to a window that asked to watch them. */
  models: 'models',
  watchModels: 'watch-models',
  askModels: 'ask-models',
  useFolder: 'use-folder',
  isTokenKept: 'is-token-kept',
  isTokenSafe: 'is-token-safe',
  keepToken: 'keep-token',
  isServerKeyKept: 'is-server-key-kept',
  isServerKeySafe: 'is-server-key-safe',
  keepServerKey: 'keep-server-key',
  privacyReport: 'privacy-report',
  removeAll: 'remove-all',
  quitRemoved: 'quit-removed',
  hostFigures: 'host-figures',
  bugReport: 'bug-report',
  openLogs: 'open-logs',
  appendRecording: 'append-recording',
} as const
