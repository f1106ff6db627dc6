import { z } from 'zod'
import { config } from './config'
import { logLevels } from './logLevels'
import { keepingSettings } from './keepingSettings'
import { serverSettings, serverVoiceSettings } from './serverSettings'
import { settingMetas, settingsOf, type SettingMeta } from './settingMeta'
import { englishTaken } from './notices/settings/english'
import { takenText, type TakenValue } from './takenValue'
import { toolConsents } from './tools'
import { duplex, turnTakingConfig } from './turnTaking'

const ofModels = settingsOf('models')
const ofDesktop = settingsOf('desktop', { acts: 'at-once' })
const ofSound = settingsOf('sound', { acts: 'at-once' })
const ofTools = settingsOf('tools', { acts: 'at-once' })
const ofListening = settingsOf('listening', { acts: 'at-once' })
const ofLog = settingsOf('log', { acts: 'at-once' })
const ofLook = settingsOf('look', { acts: 'at-once' })
const { persona, speed, followsMood, audioMarginTokens, contextTokens, earlierQuestions } = config.shape
const { otherListenerDirs, endOfTurnFile, device, sampling, tools, toolServers } = config.shape
const deviceName = z.string().max(300)

/** What speaking over an answer does with one loudspeaker and one microphone; each by its name, or its ID where it has none. */
export const duplexOfDevices = z.object({ speaker: deviceName, microphone: deviceName.optional(), duplex })
export type DuplexOfDevices = z.infer<typeof duplexOfDevices>
/** More pairs than anybody has; what was chosen longest ago goes first. */
export const mostDevicePairs = 64

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]
/** The languages that the window and the shell have words in. */
export const spokenLanguages = ['en', 'de', 'fr', 'es', 'hi'] as const

/** Every setting of Parley, once. What is known of each beside its schema stands in `settingMetas`. */
export const settings = z.object({
  muted: ofListening(z.boolean().default(false), {
    isSpecial: true,
    label: 'Muted',
    help: 'Nothing is heard until you unmute it.',
  }),
  listeningSounds: ofListening(z.boolean().default(false), {
    label: 'Sounds of listening',
    help: 'A short sound when it begins to listen to you, and one when your question is over.',
  }),
  turnTaking: turnTakingConfig.prefault({}),
  microphone: ofSound(deviceName.default(''), {
    isSpecial: true,
    label: 'Microphone',
    help: 'The name of the microphone that hears you; empty: as the system chooses.',
  }),
  speaker: ofSound(deviceName.default(''), {
    isSpecial: true,
    label: 'Speaker',
    help: 'The name of the loudspeaker that answers come from; empty: as the system chooses.',
  }),
  duplexByDevices: ofSound(z.array(duplexOfDevices).max(mostDevicePairs).default([]), {
    isRemembered: true,
    label: 'When you speak over an answer, by devices',
    help: 'As turnTaking.duplex, for one loudspeaker with one microphone each; the newest is last.',
  }),
  voice: settingsOf('voice')(
    z.union([z.string().max(100), z.array(z.string().max(100)).max(16)]).default([]),
    {
      acts: 'at-once',
      isSpecial: true,
      label: 'Voice',
      help: 'A voice of the model, such as af_heart for Kokoro or en-us+f3 for the built-in one. Kokoro also blends two: af_heart+bf_emma:0.3 has three tenths of the second. Of several, the first that the model has.',
    },
  ),
  favouriteVoices: settingsOf('voice')(z.array(z.string().max(100)).max(64).default([]), {
    acts: 'at-once',
    isRemembered: true,
    label: 'Favourite voices',
    help: 'Those that stand first in the list of voices.',
  }),
  speed,
  followsMood,
  persona,
  contextTokens,
  earlierQuestions,
  audioMarginTokens,
  listener: ofModels(z.string().min(1).optional(), {
    option: 'model',
    namesFiles: true,
    label: 'What hears and answers',
    help: 'A listener that was fetched, by its ID, or the directory of one; without it, the built-in one.',
  }),
  voiceModel: ofModels(z.string().min(1).optional(), {
    option: 'kokoro',
    namesFiles: true,
    label: 'What speaks',
    help: 'A Kokoro voice that was fetched, by its ID, or the directory of one; without it, the one that an installed Parley brings, else the built-in one.',
  }),
  endOfTurnFile,
  otherListenerDirs,
  keeping: keepingSettings.prefault({}),
  server: serverSettings.prefault({}),
  serverVoice: serverVoiceSettings.prefault({}),
  unloadAfterMinutes: ofModels(z.number().min(0).max(10_000).default(0), {
    option: 'unload-after',
    unit: 'minutes',
    label: 'Free memory after',
    help: 'Models that nobody asked anything for so long are unloaded; the next question loads them again. 0 keeps them.',
  }),
  tools,
  toolConsents: ofTools(toolConsents, {
    isRemembered: true,
    leavesComputer: true,
    label: 'What tools may do',
    help: 'Whether a tool that asks first runs always or never, by its name; any other asks each time.',
  }),
  toolServers,
  device,
  sampling,
  recording: settingsOf('conversations')(z.boolean().default(false), {
    acts: 'at-once',
    isSpecial: true,
    label: 'Recording for bug reports',
    help: 'Each window writes all that it hears, says and does into a file on this computer, with sound and words, for 15 minutes at most.',
  }),
  theme: ofLook(z.enum(themes).default('system'), {
    label: 'Light or dark',
    help: 'Of the window, and of what the system draws for it.',
    choices: { system: 'System', light: 'Light', dark: 'Dark' },
  }),
  letterSize: ofLook(z.number().min(80).max(200).default(100), {
    unit: '%',
    step: 5,
    label: 'Size of letters',
    help: 'Of the window and all that is in it.',
  }),
  language: ofLook(z.enum(['system', ...spokenLanguages]).default('system'), {
    label: 'Language',
    help: 'What the window, the tray and the menus speak. Answers stay in the language that you speak.',
    // Languages are called as they call themselves.
    choices: { system: 'As the system' },
  }),
  pushToTalkKey: ofDesktop(z.string().min(1).max(64).default('Control+Alt+Space'), {
    isSpecial: true,
    label: 'Push-to-talk',
    help: 'The key that talks from every program, as Electron writes accelerators.',
  }),
  autostart: ofDesktop(z.boolean().default(false), {
    label: 'Start with the computer, hidden',
    help: 'Your system may change that too, and has the last word when Parley starts.',
  }),
  logLevel: ofLog(z.enum(['off', ...logLevels]).default('info'), {
    label: 'What the log tells',
    help: 'It says what happened and how long that took, and never what was said or written.',
    choices: { off: 'Nothing', error: 'Failures', warn: 'Troubles', info: 'The usual', debug: 'Everything' },
  }),
  metricsPort: ofLog(z.number().int().min(0).max(65_535).default(0), {
    label: 'Port for the figures',
    help: 'Where programs of this computer, such as Prometheus, read the figures: /health, /ready, /status and /metrics on the loopback. 0: nowhere.',
  }),
})
export type Settings = z.infer<typeof settings>

/** Settings that stand together, under one name in a file. */
type Groups = 'device' | 'keeping' | 'sampling' | 'server' | 'serverVoice' | 'turnTaking'
/** A setting by its name, such as `speed` or `turnTaking.patience`. */
export type SettingKey =
  | Exclude<keyof Settings, Groups>
  | { [Group in Groups]: `${Group}.${keyof Settings[Group] & string}` }[Groups]
/** What a setting may be. */
export type SettingValue<Key extends SettingKey> = Key extends keyof Settings
  ? Settings[Key]
  : Key extends `${infer Group extends Groups}.${infer Name}`
    ? Name extends keyof Settings[Group]
      ? Settings[Group][Name]
      : never
    : never

/** What a schema allows, as far as it can be told in words. */
interface Range {
  readonly type?: 'number' | 'integer' | 'boolean' | 'string' | 'array' | 'object'
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly enum?: readonly string[]
  readonly anyOf?: readonly Range[]
  readonly const?: string
}

/** One setting with all that is known of it. */
export interface SettingEntry extends SettingMeta {
  readonly key: SettingKey
  /** Its place in a file: one name, or a group and a name. */
  readonly path: readonly string[]
  readonly schema: z.ZodType
  readonly range: Range
  /** What it is where nobody says anything; undefined: nothing. */
  readonly usual: unknown
  readonly option: string
  readonly variable: string
}

/** Every setting, in the order of the schema. */
export const settingEntries: readonly SettingEntry[] = entriesOf(settings.shape, [])
/** Those that the screen draws by their schema. */
export const plainSettings: readonly SettingEntry[] = settingEntries.filter(
  ({ isFine, isRemembered, isSpecial, namesFiles }) => !isFine && !isRemembered && !isSpecial && !namesFiles,
)
const byKey = new Map<string, SettingEntry>(settingEntries.map((entry) => [entry.key, entry]))

/** A setting by its name; undefined where there is none of that name. */
export const settingEntry = (key: string): SettingEntry | undefined => byKey.get(key)

/** Whether it is the name under which some settings stand together. */
export const isSettingsGroup = (name: string): boolean =>
  settingEntries.some(({ path }) => path.length === 2 && path[0] === name)

/**
 * The setting of a group that the group's name alone says, as its option does on the command line: `device` is `device.kind`.
 * Undefined where the group has none.
 */
export const settingOfGroup = (name: string): SettingEntry | undefined =>
  settingEntries.find(({ path, option }) => path.length === 2 && path[0] === name && option === name)

/** What a setting is among these. */
export function settingOf<Key extends SettingKey>(values: Settings, key: Key): SettingValue<Key> {
  const { path } = byKey.get(key)!
  return path.reduce<unknown>((value, name) => (value as Record<string, unknown>)[name], values) as never
}

/** All settings, of those that are said and what is usual for the others. @param said by their names, each as its schema has it */
export function settingsWith(said: ReadonlyMap<SettingKey, unknown>): Settings {
  const all: Record<string, unknown> = {}
  for (const { key, path, usual } of settingEntries) {
    const group = path.length === 1 ? all : ((all[path[0]] ??= {}) as Record<string, unknown>)
    group[path.at(-1)!] = said.has(key) ? said.get(key) : usual
  }
  return all as Settings
}

function entriesOf(shape: Readonly<Record<string, z.ZodType>>, path: readonly string[]): SettingEntry[] {
  return Object.entries(shape).flatMap(([name, schema]) => {
    const place = [...path, name]
    const meta = settingMetas.get(schema)
    if (meta === undefined) {
      const inner = (schema as z.ZodPrefault<z.ZodObject>).unwrap()
      return entriesOf(inner.shape, place)
    }
    const kebab = place.join('-').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
    const option = meta.option ?? kebab
    return {
      ...meta,
      key: place.join('.') as SettingKey,
      path: place,
      schema,
      range: z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Range,
      usual: schema.parse(undefined),
      option,
      variable: `PARLEY_${option.replaceAll('-', '_').toUpperCase()}`,
    }
  })
}

/** The kinds of value that a setting takes. */
export function takenValues({ range }: Pick<SettingEntry, 'range'>): readonly TakenValue[] {
  return (range.anyOf ?? [range]).map(takenValue)
}

function takenValue(range: Range): TakenValue {
  const { type, minimum: least, maximum: most, exclusiveMinimum: above, minLength, maxLength } = range
  if (range.const !== undefined) return { type: 'one-of', values: [range.const] }
  if (range.enum) return { type: 'one-of', values: range.enum }
  switch (type) {
    case 'number':
    case 'integer':
      return {
        type: type === 'integer' ? 'whole-number' : 'number',
        ...(above !== undefined && { above }),
        ...(least !== undefined && least !== Number.MIN_SAFE_INTEGER && { least }),
        ...(most !== undefined && most < Number.MAX_SAFE_INTEGER && { most }),
      }
    case 'boolean':
      return { type: 'true-or-false' }
    case 'array':
      return { type: 'list' }
    case 'object':
      return { type: 'names' }
    case 'string':
    case undefined:
      return {
        type: 'text',
        ...(minLength ? { least: minLength } : {}),
        ...(maxLength !== undefined && { most: maxLength }),
      }
  }
}

/** Whether a setting is on or off, and so needs no value on a command line. */
export const isFlag = ({ range }: Pick<SettingEntry, 'range'>): boolean => range.type === 'boolean'

/** What a setting takes, in words: to stand behind "takes". */
export function takes(entry: Pick<SettingEntry, 'range' | 'unit'>): string {
  const { unit } = entry
  const all = takenText(takenValues(entry), englishTaken)
  return unit === undefined ? all : `${all} (${unit})`
}
