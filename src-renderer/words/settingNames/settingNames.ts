import { plainSettings } from '@contract'

/** What a setting is called on the screen, what it does, and what its choices are called. */
export interface SettingName {
  readonly label: string
  readonly help: string
  readonly choices?: Readonly<Record<string, string>>
}

/** Those of all plain settings, by their keys. */
export type SettingNames = Readonly<Record<string, SettingName>>

/** In English they are called as in the schema. */
export const englishSettings: SettingNames = Object.fromEntries(
  plainSettings.map(({ key, label, help, choices }) => [key, { label, help, ...(choices && { choices }) }]),
)
