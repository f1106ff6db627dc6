import { settingsElementId, toldSettings, type ToldSettings } from '@contract'

/** The settings that the host wrote into the page; undefined where it did not. */
export function pageSettings(): ToldSettings | undefined {
  const text = document.getElementById(settingsElementId)?.textContent
  return text ? toldSettings.parse(JSON.parse(text)) : undefined
}
