import { settingsAnswer, settingsPath, settingsProtocol, toldSettings, type SettingsBridge } from '@contract'
import { askHost, hostGone, watchHost } from './hostLine'

/** The settings as the web host tells of them. */
export const webSettings: SettingsBridge = {
  watch: (receive) => watchHost(settingsPath, settingsProtocol, (told) => receive(toldSettings.parse(told))),
  async ask(request) {
    try {
      return settingsAnswer.parse(await askHost(settingsPath, request))
    } catch {
      return { error: hostGone() }
    }
  },
}
