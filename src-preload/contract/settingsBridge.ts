import { z } from 'zod'
import { appErrorBody, type AppErrorBody } from './errors'
import type { SecretStore } from './secretStore'
import { settingFault, settingSources } from './settingFault'

/** Where the value of a setting comes from: the name of the variable or of the option, where one says it. */
export const settingOrigin = z.object({ source: z.enum(settingSources), name: z.string().optional() })
export type SettingOrigin = z.infer<typeof settingOrigin>

/** All settings as a window is told of them. */
export const toldSettings = z.object({
  /** Grows with every change, also over a restart of the host: what is older is told too late. */
  version: z.number(),
  /** What somebody says, by its key; what is not here is as usual. */
  said: z.record(z.string(), settingOrigin.extend({ value: z.unknown() })),
  faults: settingFault.array(),
})
export type ToldSettings = z.infer<typeof toldSettings>

/** What a window may want of the settings. */
export const settingsRequest = z.discriminatedUnion('type', [
  /** Null: it is not chosen any more. */
  z.object({ type: z.literal('change'), changes: z.record(z.string().max(100), z.unknown()) }),
  z.object({ type: z.literal('reset') }),
  z.object({ type: z.literal('export') }),
  /** Which models the server at this address has. */
  z.object({ type: z.literal('server-models'), address: z.string().max(500) }),
  z.object({ type: z.literal('import'), name: z.string().max(300), text: z.string().max(1_000_001) }),
])
export type SettingsRequest = z.infer<typeof settingsRequest>

export const settingsAnswer = z.object({
  told: toldSettings,
  /** Nothing was changed, and why. */
  error: appErrorBody.optional(),
  /** The settings as a file, where they were to be exported. */
  text: z.string().optional(),
  /** The models that a server has, by their IDs, as it lists them. */
  models: z.string().array().optional(),
  /** What of an imported file was not taken. */
  faults: settingFault.array().optional(),
})
export type SettingsAnswer = z.infer<typeof settingsAnswer>

/** How a window sees the settings of all windows, and changes them. */
export interface SettingsBridge {
  /** Calls with all settings now and after every change. Returns what ends that. */
  readonly watch: (receive: (told: ToldSettings) => void) => () => void
  /** Resolves when it is done; with an error alone where nobody is there to do it. */
  readonly ask: (request: SettingsRequest) => Promise<SettingsAnswer | { readonly error: AppErrorBody }>
  /** The key of the server that the settings name. */
  readonly serverKey?: SecretStore
}

/** The element of the page in which the host says the settings that a window begins with, as JSON. */
export const settingsElementId = 'settings'

/** Where the web host tells of settings and takes requests, as it does of models. */
export const settingsPath = '/settings'
export const settingsProtocol = 'parley.settings'
