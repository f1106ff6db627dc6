import type { DesktopBridge, SettingsBridge } from '@contract'
import { scriptedDiagnostics } from './scriptedDiagnostics'
import { scriptedModels } from './scriptedModels'
import { scriptedPrivacy } from './scriptedPrivacy'

/**
 * The app around a window, as far as the screens see it: its key can be held, and a press of it arrives.
 * @param isUnsafe the computer gives it no sandbox, and no safe storage
 */
export function scriptedDesktop(asked: string[], isUnsafe: boolean, settings: SettingsBridge): DesktopBridge {
  return {
    languages: navigator.languages,
    restartEngine: () => undefined,
    onCommand: () => undefined,
    showPhase: () => undefined,
    showRinging: () => undefined,
    hide: () => void asked.push('hide'),
    openMain: () => void asked.push('openMain'),
    openSettings: () => void asked.push('openSettings'),
    settings,
    pushToTalk: () => Promise.resolve('hold'),
    hasSandbox: () => Promise.resolve(!isUnsafe),
    readClipboard: () => Promise.resolve('Copied.'),
    writeClipboard: () => Promise.resolve(),
    checkPushToTalk: () => Promise.resolve(true),
    models: scriptedModels(asked, isUnsafe),
    privacy: scriptedPrivacy(asked, true),
    diagnostics: scriptedDiagnostics(asked),
    recordings: { append: ({ name }) => Promise.resolve({ file: `${name}.jsonl` }) },
  }
}
