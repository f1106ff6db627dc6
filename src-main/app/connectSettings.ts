import { nativeTheme } from 'electron'
import { toAppError, type AppErrorBody, type SettingsAnswer } from '@contract'
import { channels } from '../../src-preload/channels'
import { answerSettings, type ServerReach } from '../settings/answerSettings'
import type { HostSettings } from '../settings/hostSettings'
import { watchTold } from '../settings/watchTold'
import { isAutostart, setAutostart } from './autostart'
import { answerPage } from './pages'
import { tellPages } from './tellPages'

/** Lets windows see and change the settings, and goes by those that are the desktop's. */
export function connectSettings(settings: HostSettings, servers: ServerReach): void {
  /** Why the system did not do what was chosen last. */
  let refused: AppErrorBody | undefined
  // The system's own settings have the last word on what starts with the session.
  const followSystem = (): void => {
    if (settings.values.autostart !== isAutostart()) settings.change(new Map([['autostart', isAutostart()]]))
  }
  followSystem()
  // What Chromium and the system draw themselves, the first paint of a window among it, is in the theme too.
  const show = (): void => void (nativeTheme.themeSource = settings.values.theme)
  show()
  settings.watch((keys) => {
    if (keys.has('theme')) show()
    const { autostart } = settings.values
    if (!keys.has('autostart') || autostart === isAutostart()) return
    try {
      setAutostart(autostart)
    } catch (thrown) {
      refused = toAppError(thrown).toBody()
      followSystem()
    }
  })
  tellPages(channels.watchSettings, channels.settings, (receive) => {
    followSystem()
    return watchTold(settings, receive)
  })
  answerPage(channels.askSettings, async (request): Promise<SettingsAnswer> => {
    refused = undefined
    followSystem()
    const answer = await answerSettings(settings, request, servers)
    return refused === undefined ? answer : { ...answer, error: refused }
  })
}
